"""What stands beside an estimate (条件を変えた場合、実績), handed to every output as one value.

In the flow: made by the pages and by the terminal alike -> PDF, JSON and terminal print it. Both
are absent for most estimates, and then no output has a word about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..costbook import CostBook
from ..outlook.actuals import Forecast
from ..outlook.duties import Duty
from ..outlook.together import Together
from .scenario_views import Scenario


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two to four scenarios under one edition."""

    scenarios: tuple[Scenario, ...]
    costs: CostBook
    joined: tuple[int, ...]  # places of those that strike together; empty: all of one type
    together: Together | None  # None as long as nothing is joined


@dataclass(frozen=True, slots=True)
class Tracked:
    """What was really paid, beside what was estimated."""

    forecast: Forecast
    duties: tuple[Duty, ...]
    counted_on: date  # the days left until a deadline are those of this day


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything beside an estimate."""

    scenarios: SideBySide | None = None
    actuals: Tracked | None = None
    left_out: bool = False  # there are scenarios, under another edition or an earlier engine


NOTHING = Beside()
