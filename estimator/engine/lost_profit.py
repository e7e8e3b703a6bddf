"""利益損害: the marginal profit lost while the business stands still, never the lost sales."""

from __future__ import annotations

from ..costbook import CostBook
from ..estimate import Absent, Reason
from ..formula import (
    Formula,
    Quotient,
    answer,
    figure,
    number,
    remainder,
    times,
    total,
)
from ..profile import IncidentProfile

DAYS_A_YEAR = 365
MONTHS_A_YEAR = 12


def _sales_per_unit(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Sales of one day or month of the stop: as answered, or annual sales ÷ units a year."""
    spread = profile.spread
    if spread.sales_per_stop_unit_yen is not None:
        return answer(spread.sales_per_stop_unit_yen)
    divisor = {
        "month": number(MONTHS_A_YEAR, "months_per_year", "months"),
        "calendar_day": number(DAYS_A_YEAR, "days_per_year", "days"),
    }.get(spread.stop_unit)
    if divisor is None:
        divisor = figure(costs.unit_cost("business_days_per_year"))
    return Quotient(answer(profile.company.annual_revenue_yen), divisor)


def _length(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Full stop plus the share of the ramp-up in which sales are still missing."""
    stop, ramp_up = profile.spread.stop_length, profile.spread.ramp_up_length
    if ramp_up.is_zero:
        return answer(stop)
    missing = times(answer(ramp_up), figure(costs.unit_cost("ramp_up_lost_share")))
    return total(answer(stop), missing)


def _lost_sales(profile: IncidentProfile, costs: CostBook) -> list[Formula]:
    stopped = answer(profile.spread.sales_stopped_percent)
    return [_sales_per_unit(profile, costs), stopped, _length(profile, costs)]


def lost_sales(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State the sales not made while the business stands still, before any catching up.

    Raises: NotInEdition.
    """
    return times(*_lost_sales(profile, costs))


def business_interruption(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 事業中断の逸失利益.

    Formula: sales per day or month × share stopped × (full stop + ramp-up × missing share)
    × (1 − share caught up later) × (1 − variable cost ratio).
    Source: ramp_up_lost_share, business_days_per_year; the ratio by industry when not answered.
    """
    spread = profile.spread
    factors = [
        *_lost_sales(profile, costs),
        remainder(answer(spread.variable_cost_percent)),
    ]
    if not spread.catch_up_percent.is_zero:
        factors.insert(3, remainder(answer(spread.catch_up_percent)))
    return times(*factors)


def continuing_cost(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State 営業継続費用: only what a substitute costs beyond the normal, the company's own figure.

    Formula: the company's own figure.
    """
    own = profile.spread.continuing_cost_yen
    if own is None:
        raise Absent(Reason.OWN_FIGURE_ONLY)
    return answer(own)
