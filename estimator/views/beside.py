"""What stands beside the estimate of an opened assessment, for its report and its result page.

In: an opened assessment, its estimate. Out: `Beside`: the scenarios, and what was really paid once
something is on record. Today's date enters here.
"""

from __future__ import annotations

from django.utils import timezone

from .. import actual_store
from ..estimate import Estimate
from ..outlook.actuals import forecast, planned
from ..outlook.duties import duties
from ..presenters.beside import Beside, Tracked
from .access import Opened
from .side_by_side import group_of


def beside_of(opened: Opened, made: Estimate) -> Beside:
    """Gather both; nothing is asked of the database for scenarios where there are none."""
    group = group_of(opened)
    return Beside(group.found, tracked_of(opened, made), group.is_mixed)


def tracked_of(opened: Opened, made: Estimate) -> Tracked | None:
    """Put what is on record beside the lines; None as long as nothing is."""
    paid = actual_store.payments(opened.assessment)
    closed = actual_store.closed_lines(opened.assessment)
    if not paid and not closed:
        return None
    today = timezone.localdate()
    return Tracked(forecast(planned(made), paid, closed), duties(made.profile), today)
