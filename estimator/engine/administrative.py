"""行政損害: fines. A ceiling of law is never an expectation: expected 0, ceilings as reference."""

from __future__ import annotations

from ..costbook import CostBook, StatutoryAmount
from ..estimate import Absent, Reason
from ..formula import Ceiling, Formula, answer, bought, figure, maximum, statutory, times
from ..profile import YES, IncidentProfile


def administrative_fine(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 罰金・課徴金 to expect: a leak alone is not fined.

    Formula: the expected fine. Source: fine_expected (orders of the authority: none).
    """
    return figure(costs.unit_cost("fine_expected"))


def administrative_ceiling(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State the ceiling of 個人情報保護法184条: only for defying an order or improper provision.

    Formula: 0 to the ceiling. Source: appi_fine_ceiling.
    """
    return Ceiling(statutory(costs.statutory_amount("appi_fine_ceiling")))


def gdpr_ceiling(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State the ceiling of GDPR Art. 83, where persons in the EU are served.

    Formula: 0 to max(EUR amount × rate, share of annual sales).
    Source: gdpr_upper_tier, the dated EUR rate.
    """
    link = profile.spread.eu_individuals
    if link.chance(YES) == 0:
        raise Absent(Reason.NO_LINK)
    tier = costs.statutory_amount("gdpr_upper_tier")
    fixed = times(statutory(tier), figure(costs.exchange_rate(tier.currency)))
    by_sales = times(answer(profile.company.annual_revenue_yen), _sales_share(tier))
    return bought(link, Ceiling(maximum(fixed, by_sales)))


def _sales_share(tier: StatutoryAmount) -> Formula:
    if tier.revenue_percent is None:
        raise Absent(Reason.NOT_IN_EDITION, f"{tier.code}.revenue_percent")
    return statutory(tier, revenue_share=True)


def ccpa_ceiling(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State the ceiling of the CCPA's civil penalty, where its threshold is met.

    Formula: 0 to consumers × amount per violation × rate. Source: ccpa_violation, the USD rate.
    """
    covered = profile.spread.california_covered
    if covered.chance(YES) == 0:
        raise Absent(Reason.NO_LINK)
    row = costs.statutory_amount("ccpa_violation")
    body = times(
        answer(profile.spread.california_consumers),
        statutory(row),
        figure(costs.exchange_rate(row.currency)),
    )
    return bought(covered, Ceiling(body))
