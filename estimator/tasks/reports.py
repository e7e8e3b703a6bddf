"""The reports of an assessment (報告書): asked for, looked at, served.

In the flow: a view says what the report is made from; was one made from the same before, that is
the answer. Otherwise it hands in the HTML; `drawing` has it drawn, once for everybody who asks for
the same. A report is the link between an assessment and its drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from .. import scenario_store
from ..assessment_store import UnknownAssessment
from ..models import Assessment, Drawing, Report
from . import drawing

KEPT_PER_ASSESSMENT: Final = 3  # of each kind
FULL: Final = Report.Kind.FULL


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a report."""

    assessment: Assessment
    kind: str
    made_from: str  # the mark of all that it is made from; see `views.made_from`
    at: datetime  # when the answers were read: a report is as old as they are


def again(asked: Asked, *, seconds: float) -> Report | None:
    """Return the report that was made from the same; None where it is to be made, or made anew."""
    rows = Report.objects.filter(assessment=asked.assessment, made_from=asked.made_from)
    found = rows.select_related("drawing").defer("drawing__pdf", "drawing__html").first()
    if found is None or found.state == Report.State.FAILED or is_dead(found, now=asked.at):
        return None
    if not rows.filter(pk=found.pk).update(created=asked.at):  # now the one asked for last
        return None
    try:
        if found.state == Report.State.RENDERING:
            drawing.wait(found.drawing, seconds)
    except Drawing.DoesNotExist:  # forgotten meanwhile
        return None
    return found


def start(asked: Asked, html: str, *, seconds: float) -> Report:
    """Return the report of this HTML after a little while; draw it unless that was done already.

    Raises: UnknownAssessment when the assessment was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            report = _row(asked, drawing.ask(html, now=asked.at))
        drawing.wait(report.drawing, seconds)
    except (IntegrityError, Drawing.DoesNotExist) as gone:
        raise UnknownAssessment from gone
    _forget_old(report)
    return report


def latest(assessment: Assessment, *, now: datetime, kind: str = FULL) -> Report | None:
    """Return the report asked for last, without its bytes; none that the answers outran."""
    rows = _present(assessment, kind, now).select_related("drawing")
    return rows.defer("drawing__pdf", "drawing__html").first()


def finished_pdf(assessment: Assessment, *, now: datetime, kind: str = FULL) -> bytes | None:
    """Return the bytes of the report asked for last, None while there are none."""
    name = _present(assessment, kind, now).values_list("drawing", flat=True).first()
    return None if name is None else drawing.pdf_of(name)


def is_dead(report: Report, *, now: datetime) -> bool:
    """Tell whether nobody is going to finish the report."""
    return drawing.is_dead(report.drawing, now=now)


def _present(assessment: Assessment, kind: str, now: datetime) -> QuerySet[Report]:
    """Return the reports of a kind made of the answers, payments and scenarios as they stand."""
    since = scenario_store.changed_at(assessment, now=now)
    return Report.objects.filter(assessment=assessment, kind=kind, created__gte=since)


def _row(asked: Asked, drawn: Drawing) -> Report:
    """Return the report, now the one asked for last."""
    values = {"created": asked.at, "made_from": asked.made_from}
    report, _is_new = Report.objects.update_or_create(
        assessment=asked.assessment,
        drawing=drawn,
        defaults=values,
        create_defaults=values | {"kind": asked.kind},
    )
    report.drawing = drawn
    return report


def _forget_old(report: Report) -> None:
    """Keep the last few reports of an assessment, of each kind."""
    rows = Report.objects.filter(assessment_id=report.assessment_id, kind=report.kind)
    old = rows.values_list("pk", flat=True)[KEPT_PER_ASSESSMENT:]
    Report.objects.filter(pk__in=list(old)).delete()
