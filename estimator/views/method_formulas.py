"""The formulas of every cost item under an edition, for the page of the evidence (算定根拠).

In: an edition. Out: for each cost item the formulas it can take when nothing is answered, or the
reason why this edition has none. Beside `estimating` the only place where the pages reach the
engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils import timezone

from ..costbook import CostBook
from ..engine.calculate import estimate
from ..estimate import ITEMS, CostItem, EstimateLine, Excluded
from ..presenters.evidence.method_page import ItemFormulas
from ..questionnaire import answers as questionnaire

Answers = Mapping[str, Any]
ANY_YEN: Final = 10_000_000  # only asks for the formula that an answer opens; never shown

# What has to be answered before an item has a formula; every other answer is わからない.
SITUATIONS: Mapping[str, tuple[Answers, ...]] = {
    "pc_recovery": ({}, {"pcs_reimaged": 0}),
    "individual_claims_theoretical": ({}, {"theoretical_basis": "jo_model"}),
    "corporate_claims": ({"corporate_claims_yen": ANY_YEN},),
    "attorney_retainer": ({"amount_claimed_yen": ANY_YEN},),
    "attorney_success_fee": ({"amount_claimed_yen": ANY_YEN},),
    "ccpa_private_action": ({"california_covered": "yes"},),
    "ccpa_ceiling": ({"california_covered": "yes"},),
    "gdpr_ceiling": ({"eu_individuals": "yes"},),
    "continuing_cost": ({"continuing_cost_yen": ANY_YEN},),
    "ransom": ({"pay_ransom": "yes"},),
    "support_scam": ({"money_lost_yen": ANY_YEN},),
    "brand": ({"annual_revenue_yen": ANY_YEN},),
    "share_price": ({"listed": "yes"},),
}
NOTHING_ANSWERED: Final[tuple[Answers, ...]] = ({},)


def item_formulas(costs: CostBook) -> tuple[ItemFormulas, ...]:
    """Find the formulas of every cost item, in the order of the estimate."""
    return tuple(_formulas(item, costs) for item in ITEMS)


def _formulas(item: CostItem, costs: CostBook) -> ItemFormulas:
    results = list(_results(item, costs))
    lines = [result for result in results if isinstance(result, EstimateLine)]
    absent = [result for result in results if isinstance(result, Excluded)]
    reason = absent[0] if absent and not lines else None
    return ItemFormulas(item, tuple(line.formula for line in lines), reason)


def _results(item: CostItem, costs: CostBook) -> Iterator[EstimateLine | Excluded]:
    types = [t for t in costs.incident_types.values() if not item.topics or item.topics & t.topics]
    for answers in SITUATIONS.get(item.code, NOTHING_ANSWERED) if types else ():
        profile = questionnaire.profile({"incident_type": types[0].code, **answers}, costs)
        made = estimate(profile, costs, as_of=timezone.localdate())
        found: tuple[EstimateLine | Excluded, ...] = (*made.lines, *made.excluded)
        yield next(result for result in found if result.code == item.code)
