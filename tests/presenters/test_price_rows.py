"""What an own price list offers: prices in yen of the response, with the published figure."""

import pytest
from django.utils import translation

from estimator import costbook_store
from estimator.presenters.editions.price_rows import PricedCost, priced_costs
from estimator.presenters.wording import Wording
from estimator.views.method_formulas import item_formulas

pytestmark = pytest.mark.django_db


def offered() -> dict[str, PricedCost]:
    costs = costbook_store.load("2026-11")
    return priced_costs(costs, item_formulas(costs), Wording.in_force())


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("forensics_pc", "公表値 120万円/台（100万～250万円/台）"),
        ("pc_replace", "公表値 15万円/台"),
        ("data_recovery", "公表値 100万～4,800万円（会社の規模による）"),
    ],
)
def test_the_published_figure_stands_beside_the_fields(
    editions: None, code: str, published: str
) -> None:
    assert offered()[code].published == published


def test_it_reads_in_english(editions: None) -> None:
    with translation.override("en"):
        found = offered()["forensics_pc"]
    assert (found.name, found.published) == (
        "Examination of one PC",
        "As published ¥1.2\u00a0million/device (¥1–2.5\u00a0million/device)",
    )
