"""公表された被害と比べる in words: the estimate among published amounts."""

import re

import pytest
from django.utils import translation

from estimator.presenters.outlook_view import outlook_view
from estimator.presenters.pictures.shapes import WIDTH, text_width
from estimator.presenters.wording import Wording


@pytest.fixture
def english(make_meaning, costs):
    """The standings of the example in English."""
    made, meaning = make_meaning()
    with translation.override("en"):
        yield outlook_view(meaning, made, costs, Wording.in_force()).standings


def test_every_published_amount_is_compared(make_meaning, see, wording) -> None:
    against = [a for standing in make_meaning()[1].standings for a in standing.against]
    rows = see().standings.readings
    assert [row.amount for row in rows] == [wording.rounded(a.published_yen) for a in against]
    assert all(row.comparison.startswith("この想定は約") for row in rows)
    assert all(row.population and row.source for row in rows)


def test_one_band_holds_the_estimate(see) -> None:
    for bands in see().standings.bands:
        assert sum(row.is_here for row in bands.rows) == 1
        assert "この想定" in bands.picture


def test_bands_of_ransomware_say_nothing_about_another_type(see) -> None:
    assert see(incident_type="misdelivery").standings.bands == ()


def test_an_older_edition_compares_with_what_it_has(see, old_costs) -> None:
    shown = see(old_costs).standings
    assert {row.source for row in shown.readings} <= set(old_costs.sources)
    assert shown.readings


def test_bands_are_named_by_their_ends(see) -> None:
    drawn = see().standings.bands[0].picture
    found = re.findall(r'font-size="10"[^>]*>([^<]*)<', drawn)
    assert found[:4] == ["～", "100万円", "100万～", "500万円"]
    assert found[-2:] == ["1億円～", ""]


def test_english_bands_fit_side_by_side(english) -> None:
    bands = english.bands[0]
    found = re.findall(r'font-size="10"[^>]*>([^<]*)<', bands.picture)
    assert found[:4] == ["&lt;¥1", "million", "¥1–5", "million"]
    assert found[-2:] == ["≥¥100", "million"]
    room = WIDTH / len(bands.rows)
    assert max(text_width(text.replace("&lt;", "<"), 10) for text in found) < room


def test_english_names_have_no_japanese(english) -> None:
    names = [row.name for row in english.readings]
    assert "IPA 2024 mean" in names
    assert [name for name in names if not name.isascii()] == []
