"""What stands beside the estimate of an opened assessment, for its report and its result page.

In: an opened assessment, its estimate. Out: `Beside`: the scenarios, and what was really paid once
something is on record. Today's date enters here. What is read from the database is a value of its
own, so that a report can be named by the very values that it prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .. import actual_store
from ..estimate import Estimate
from ..models import Assessment
from ..outlook.actuals import Payment, forecast, planned
from ..outlook.duties import duties
from ..presenters.beside import Beside, Tracked
from .access import Opened
from .side_by_side import estimated, scenarios_of


@dataclass(frozen=True, slots=True)
class Paid:
    """What was really paid, as it is on record."""

    payments: tuple[Payment, ...]
    closed: frozenset[str]  # cost items for which nothing more will be paid
    today: date  # the days left until a deadline are those of this day


@dataclass(frozen=True, slots=True)
class Standing:
    """All that stands beside an assessment in the database."""

    scenarios: tuple[Assessment, ...]
    paid: Paid


def standing_beside(opened: Opened) -> Standing:
    """Read it; nothing is asked for scenarios where there are none."""
    return Standing(scenarios_of(opened), paid_of(opened))


def paid_of(opened: Opened) -> Paid:
    """Read what is on record."""
    row = opened.assessment
    return Paid(actual_store.payments(row), actual_store.closed_lines(row), timezone.localdate())


def beside_of(opened: Opened, made: Estimate, standing: Standing) -> Beside:
    """Estimate the scenarios and put what was paid beside the lines."""
    group = estimated(opened, standing.scenarios)
    return Beside(group.found, tracked_of(made, standing.paid), group.is_mixed)


def tracked_of(made: Estimate, paid: Paid) -> Tracked | None:
    """Put what is on record beside the lines; None as long as nothing is."""
    if not paid.payments and not paid.closed:
        return None
    found = forecast(planned(made), paid.payments, paid.closed)
    return Tracked(found, duties(made.profile), paid.today)
