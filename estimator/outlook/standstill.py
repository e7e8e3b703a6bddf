"""停止: how the loss of sales is spread over the time of a stop and the way back.

In the flow: beside the estimate's own lost profit, whose length it shares, so that the cash flow
and the waiting time of a policy count the same loss. Time is in months of the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from ..costbook import CostBook, Figure
from ..engine.lost_profit import DAYS_A_YEAR, MONTHS_A_YEAR
from ..formula import answer, figure
from ..formula.samples import Draws, Samples, sample
from ..profile import IncidentProfile

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Standstill:
    """A full stop and the ramp-up after it, in months."""

    stop: Decimal
    ramp_up: Decimal
    ramp_up_lost_share: Decimal  # 0 to 1, of a full stop as long as the ramp-up

    @property
    def length(self) -> Decimal:
        """Months of full stop that would lose as much."""
        return self.stop + self.ramp_up * self.ramp_up_lost_share

    @property
    def end(self) -> Decimal:
        """The month at which sales are back to normal."""
        return self.stop + self.ramp_up

    def lost_until(self, month: Decimal) -> Decimal:
        """Return the share (0 to 1) of the whole loss that has happened by a point in time.

        Formula: the full stop loses evenly; on the way back the loss per day falls from full to
        none such that the whole ramp-up loses its share (evenly, when that is a half).
        """
        if not self.length:
            return Decimal(1)
        part = _of_ramp_up(month - self.stop, self.ramp_up, self.ramp_up_lost_share)
        lost = min(month, self.stop) + self.ramp_up * self.ramp_up_lost_share * part
        return lost / self.length


def _of_ramp_up(passed: Decimal, ramp_up: Decimal, share: Decimal) -> Decimal:
    """Return how much of the loss of the ramp-up has happened after some months of it."""
    if passed <= 0 or not ramp_up or not share:
        return Decimal(0)
    left = 1 - min(passed / ramp_up, Decimal(1))
    return 1 - left ** (1 / share) if left else Decimal(1)


def standstill(profile: IncidentProfile, costs: CostBook) -> Standstill:
    """Return the typical stop of a profile. Raises: NotInEdition."""
    spread = profile.spread
    unit = months_of(spread.stop_unit, costs)
    share = Decimal(0)
    if not spread.ramp_up_length.is_zero:
        share = figure(costs.unit_cost("ramp_up_lost_share")).amount()
    return Standstill(
        spread.stop_length.typical * unit, spread.ramp_up_length.typical * unit, share
    )


def months_of(stop_unit: str, costs: CostBook) -> Decimal:
    """Return how many months one unit of the stop takes. Raises: NotInEdition."""
    if stop_unit == "month":
        return Decimal(1)
    if stop_unit == "calendar_day":
        return Decimal(MONTHS_A_YEAR) / DAYS_A_YEAR
    return MONTHS_A_YEAR / costs.unit_cost("business_days_per_year").typical


def after_waiting(profile: IncidentProfile, costs: CostBook, hours: Decimal) -> Decimal:
    """Return the share of the lost profit that falls after the first hours of the typical stop.

    Without a length (the loss is an own figure) nothing is known to fall into the first hours.
    """
    stop = standstill(profile, costs)
    return 1 - stop.lost_until(_months(hours)) if hours and stop.length else Decimal(1)


def after_waiting_drawn(
    profile: IncidentProfile, costs: CostBook, hours: Decimal, draws: Draws
) -> Samples:
    """Return the same share for each draw, of the lengths that the lost profit was drawn with."""
    spread = profile.spread
    unit = float(months_of(spread.stop_unit, costs))
    stop = sample(answer(spread.stop_length), draws) * unit
    ramp_up = sample(answer(spread.ramp_up_length), draws) * unit
    row = _ramp_up_row(profile, costs)
    share = np.zeros(draws.size) if row is None else sample(figure(row), draws)
    waited = float(_months(hours))
    left = 1 - np.clip(_ratio(waited - stop, ramp_up), 0, 1)
    way_back = 1 - left ** _ratio(np.ones(draws.size), share)
    lost = np.minimum(waited, stop) + ramp_up * share * way_back
    return 1 - np.minimum(_ratio(lost, stop + ramp_up * share), 1)


def _ramp_up_row(profile: IncidentProfile, costs: CostBook) -> Figure | None:
    return None if profile.spread.ramp_up_length.is_zero else costs.unit_cost("ramp_up_lost_share")


def _ratio(part: Samples, whole: Samples) -> Samples:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _months(hours: Decimal) -> Decimal:
    return hours * MONTHS_A_YEAR / (DAYS_A_YEAR * HOURS_A_DAY)
