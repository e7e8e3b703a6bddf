"""What stands beside an estimate, as the report prints it: one compact page each.

In the flow: `Beside` -> templates/report/scenarios.html and actuals.html, from the same views as
the pages 条件を変えた場合と比べる and 実績と見込み.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..actual_views import ActualsView, actuals_view
from ..beside import Beside, SideBySide, Tracked
from ..duty_views import DeadlineView, deadline_views
from ..scenario_views import CompareView, RowView, compare_view
from ..together_views import TogetherView, together_view
from ..wording import Wording

MOST_ANSWERS = 8  # that differ; more would not leave room for the amounts on the same page


@dataclass(frozen=True, slots=True)
class ScenariosPage:
    """条件を変えた場合."""

    compared: CompareView
    together: TogetherView | None
    answers: tuple[RowView, ...]
    more_answers: int  # that differ and are not printed


@dataclass(frozen=True, slots=True)
class ActualsPage:
    """実績と見込み."""

    shown: ActualsView
    deadlines: tuple[DeadlineView, ...]
    counted_on: str


@dataclass(frozen=True, slots=True)
class BesideView:
    """Both pages; None: nothing of the kind, and no page."""

    scenarios: ScenariosPage | None
    actuals: ActualsPage | None
    left_out: bool  # scenarios that cannot be compared: a sentence says so


def beside_view(beside: Beside, wording: Wording) -> BesideView:
    """Put what stands beside an estimate into words."""
    found, tracked = beside.scenarios, beside.actuals
    return BesideView(
        _scenarios(found, wording) if found else None,
        _actuals(tracked, wording) if tracked else None,
        beside.left_out,
    )


def _scenarios(found: SideBySide, wording: Wording) -> ScenariosPage:
    compared = compare_view(found.scenarios, found.costs, wording)
    return ScenariosPage(
        compared=compared,
        together=together_view(found, wording),
        answers=compared.answers[:MOST_ANSWERS],
        more_answers=max(0, len(compared.answers) - MOST_ANSWERS),
    )


def _actuals(tracked: Tracked, wording: Wording) -> ActualsPage:
    return ActualsPage(
        shown=actuals_view(tracked.forecast, wording),
        deadlines=deadline_views(tracked.duties, tracked.counted_on, wording),
        counted_on=wording.date(tracked.counted_on),
    )
