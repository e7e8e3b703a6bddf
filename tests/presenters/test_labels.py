"""Every code of the core has a name."""

from pathlib import Path

import pytest
from django.utils import translation

from estimator.engine.calculate import LINES
from estimator.estimate import Category, Excluded, Phase, Reason, Total
from estimator.outlook import duties
from estimator.presenters import labels


def test_every_cost_item_is_named_and_no_other() -> None:
    assert set(labels.ITEMS) == set(LINES)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (labels.CATEGORIES, Category),
        (labels.CATEGORY_MEANINGS, Category),
        (labels.PHASES, Phase),
        (labels.TOTALS, Total),
        (labels.TOTAL_MEANINGS, Total),
        (labels.REASONS, Reason),
    ],
)
def test_every_code_has_its_words(table, codes) -> None:
    assert set(table) == set(codes)


def test_every_name_is_different() -> None:
    names = [str(item.name) for item in labels.ITEMS.values()]
    assert len(set(names)) == len(names)


def test_every_duty_and_every_ground_is_named() -> None:
    source = Path(duties.__file__).read_text("utf-8")
    for code in (*labels.DUTIES, *labels.DUTY_GROUNDS):
        assert f'"{code}"' in source


def test_an_item_inside_a_quote_names_the_quote() -> None:
    inside = Excluded("containment", Category.RESPONSE, Reason.IN_QUOTE, "A社の見積り")
    assert labels.reason_sentence(inside) == "自社の見積り「A社の見積り」に含みます。"


def test_names_follow_the_language_in_force() -> None:
    with translation.override("ja"):
        assert labels.item_name("forensics") == "事故原因・被害範囲調査"
