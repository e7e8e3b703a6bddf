"""選択肢 and 一年あたり in words."""

from decimal import Decimal

import pytest
from django.utils import translation

from estimator.presenters.option_views import every_years
from estimator.presenters.outlook_view import outlook_view
from estimator.presenters.wording import Wording


@pytest.mark.parametrize(
    ("years", "text"),
    [("0", "なし"), ("0.5", "1年に約2.0回"), ("7.4", "約7年に1回"), ("1134", "約1,100年に1回")],
)
def test_a_frequency_has_at_most_two_digits(years, text) -> None:
    assert every_years(Decimal(years)) == text


def test_the_present_state_costs_nothing_and_takes_nothing_away(see) -> None:
    now = see().options[0]
    assert (now.letter, now.name, now.initial, now.removed) == ("A", "現状のまま", "0円", "0円")
    assert now.payback == ""


def test_the_packages_are_the_outlooks(make_meaning, see, wording) -> None:
    options = make_meaning()[1].options
    shown = see().options
    assert [row.code for row in shown] == [option.package.code for option in options]
    for row, option in zip(shown, options, strict=True):
        assert row.middle == wording.rounded(option.incident.p50)
        assert row.high == wording.rounded(option.incident.p95)
        assert row.removed == wording.rounded(option.removed.expected)
        assert len(row.measures) == len(option.package.measures)


def test_the_recommended_one_is_marked_alone(see) -> None:
    assert [row.letter for row in see().options if row.is_recommended] == ["C"]


def test_every_package_says_when_it_has_paid_or_why_not(see) -> None:
    for row in see().options[1:]:
        assert row.payback.endswith("。")


def test_every_measure_has_a_price_and_an_assumption_is_no_source(see, costs) -> None:
    for measure in see().options[-1].measures:
        assert measure.price
        assert "OWN" not in measure.sources
        assert measure.is_correlation == costs.measures[measure.code].is_correlation


def test_an_own_package_is_a_fourth_row(see, costs) -> None:
    code = next(iter(costs.measures))
    chosen = [{"code": code, "chosen": True, "in_place": False}]
    shown = see(measures=chosen).options
    assert [row.letter for row in shown] == ["A", "B", "C", "D"]
    assert shown[-1].name == "自社で選んだ組み合わせ"
    assert shown[-1].count == "1の対策"


def test_one_measure_is_singular_in_english(make_meaning, costs) -> None:
    chosen = [{"code": next(iter(costs.measures)), "chosen": True, "in_place": False}]
    made, meaning = make_meaning(measures=chosen)
    with translation.override("en"):
        shown = outlook_view(meaning, made, costs, Wording.in_force())
    assert shown.options[-1].count == "1 measure"


# --- a year -------------------------------------------------------------------------------------


def test_a_year_knows_every_type_with_its_source(make_meaning, see) -> None:
    types = make_meaning()[1].year.types
    year = see().year
    assert len(year.types) == len(types)
    for row in year.types:
        assert row.sources or row.is_assumption
        assert "OWN" not in row.sources


def test_a_rarer_year_is_not_cheaper(make_meaning, see, wording) -> None:
    curve = make_meaning()[1].year.curve
    yen = [curve.once_in(years) for years in (10, 20, 50, 100)]
    assert yen == sorted(yen)
    assert [bad.loss for bad in see().year.once_in] == [wording.rounded(y) for y in yen]
    assert see().year.once_in[1].period == "20年に1回"
