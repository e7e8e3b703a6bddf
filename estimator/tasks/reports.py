"""The reports of an assessment (報告書): asked for, looked at, served.

In the flow: a view hands in the report's HTML; `drawing` has it drawn, once for everybody who asks
for the same. A report is the link between an assessment and its drawing.
"""

from __future__ import annotations

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


def start(
    assessment: Assessment, html: str, *, now: datetime, seconds: float, kind: str = FULL
) -> Report:
    """Return the report of this HTML after a little while; draw it unless that was done already.

    `now` is when the answers were read: a report is as old as they are. Raises: UnknownAssessment
    when the assessment was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            report = _row(assessment, drawing.ask(html, now=now), now=now, kind=kind)
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


def _row(assessment: Assessment, drawn: Drawing, *, now: datetime, kind: str) -> Report:
    """Return the report, now the one asked for last."""
    report, _is_new = Report.objects.update_or_create(
        assessment=assessment,
        drawing=drawn,
        defaults={"created": now},
        create_defaults={"created": now, "kind": kind},
    )
    report.drawing = drawn
    return report


def _forget_old(report: Report) -> None:
    """Keep the last few reports of an assessment, of each kind."""
    rows = Report.objects.filter(assessment_id=report.assessment_id, kind=report.kind)
    old = rows.values_list("pk", flat=True)[KEPT_PER_ASSESSMENT:]
    Report.objects.filter(pk__in=list(old)).delete()
