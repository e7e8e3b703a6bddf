"""無形損害: what cannot be billed. Reference values only, never part of the headline."""

from __future__ import annotations

from ..costbook import CostBook
from ..estimate import Absent, Reason
from ..formula import Formula, answer, bought, figure, remainder, times
from ..profile import YES, IncidentProfile


def brand(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ブランド毀損・顧客離れ after business is back to normal.

    Formula: annual sales × share of customers leaving × marginal-profit ratio; in an edition
    that only names a share of sales, annual sales × that share.
    Source: brand_churn_share or brand_sales_share.
    Assumes: nothing of the sales; a share of sales nobody knows says nothing.
    """
    if not profile.company.annual_revenue_yen.known:
        raise Absent(Reason.SALES_UNKNOWN)
    sales = answer(profile.company.annual_revenue_yen)
    if not costs.has_unit_cost("brand_churn_share"):
        return times(sales, figure(costs.unit_cost("brand_sales_share")))
    marginal = remainder(answer(profile.spread.variable_cost_percent))
    return times(sales, figure(costs.unit_cost("brand_churn_share")), marginal)


def share_price(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 株価下落, for a listed company only.

    Formula: market capitalisation × fall. Source: share_price_fall.
    """
    listed = profile.company.listed
    if listed.chance(YES) == 0:
        raise Absent(Reason.NOT_LISTED)
    cap = answer(profile.company.market_cap_yen)
    return bought(listed, times(cap, figure(costs.unit_cost("share_price_fall"))))
