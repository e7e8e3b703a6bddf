"""The report: ask for it, see how far it is, fetch it.

In: an opened assessment; `?pages=1` asks for the board's page alone (1枚だけ). Out: the PDF from
the database; a progress page while it is being drawn, which refreshes itself with and without
JavaScript and starts the download once; a clear page with a retry when it failed.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from .. import tasks
from ..call_store import REPORTS
from ..estimating import CANNOT_ESTIMATE
from ..models import Report
from ..presenters.report.pdf import Printed, report_html
from ..presenters.wording import Wording
from .access import Opened, opens_assessment
from .beside import beside_of
from .estimating import outlook_of
from .file_names import as_file, file_name
from .limits import limited
from .made_from import MadeFrom, made_from
from .result import engine_changed, finished_estimate
from .save_state import save_state

WAITS_SECONDS = 0.3
DOWNLOAD = "startDownload"  # app.js listens for it


@require_http_methods(["GET", "HEAD", "POST"])
@limited(REPORTS)
@opens_assessment
def report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Start the drawing (POST), or show how far it is."""
    if request.method == "POST":
        return _start(request, opened)
    found = tasks.latest(opened.assessment, now=opened.at, kind=_kind(request))
    if found is None:
        return redirect("result", opened.token)
    return _progress(request, opened, found)


@require_safe
@opens_assessment
def report_pdf(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Serve the finished bytes."""
    kind = _kind(request)
    pdf = tasks.finished_pdf(opened.assessment, now=opened.at, kind=kind)
    if pdf is None:
        return redirect(_address("report", opened, kind))
    return as_file(pdf, "application/pdf", file_name(opened, "pdf", kind=kind))


def _kind(request: HttpRequest) -> Report.Kind:
    return Report.Kind.ONE_PAGE if request.GET.get("pages") == "1" else Report.Kind.FULL


def _address(name: str, opened: Opened, kind: str) -> str:
    query = "?pages=1" if kind == Report.Kind.ONE_PAGE else ""
    return reverse(name, args=[opened.token]) + query


def _start(request: HttpRequest, opened: Opened) -> HttpResponse:
    if not opened.answers.get("incident_type"):
        return redirect("assessment", opened.token)
    if engine_changed(opened):
        return redirect("result", opened.token)  # offers to recalculate first
    try:
        found = drawn(request, opened, kind=_kind(request))
    except CANNOT_ESTIMATE:
        return redirect("result", opened.token)  # says what is missing
    ready = found.state == Report.State.READY
    if ready and not getattr(request, "htmx", False):
        return redirect(_address("report_pdf", opened, found.kind))
    return redirect(_address("report", opened, found.kind))


def drawn(request: HttpRequest, opened: Opened, *, kind: Report.Kind = Report.Kind.FULL) -> Report:
    """Start the drawing and wait a little; nothing is worked out for a report that is there.

    Raises: AnswersRefused; NotInEdition.
    """
    source = made_from(request, opened, kind)
    # Whoever works on the templates changes them under the running process.
    if opened.assessment.estimate_is_current and not settings.DEBUG:
        found = tasks.again(_asked(source), seconds=WAITS_SECONDS)
        if found is not None:
            return found
    html = _html(source)
    return tasks.start(_asked(source), html, seconds=WAITS_SECONDS)


def _asked(source: MadeFrom) -> tasks.Asked:
    row = source.opened.assessment
    return tasks.Asked(row, source.kind, source.mark, max(source.opened.at, row.saved_at))


def _html(source: MadeFrom) -> str:
    """Estimate, keep the figures, and write the report: of `source` alone."""
    opened = source.opened
    made = finished_estimate(opened)
    meaning = outlook_of(opened.answers, made, opened.costs)
    printed = Printed(
        beside=beside_of(opened, made, source.standing),
        site=source.site,
        one_page=source.kind == Report.Kind.ONE_PAGE,
        logo=source.logo,
        made_by=source.made_by,
    )
    return report_html(made, opened.costs, Wording.in_force(), meaning, printed=printed)


def _progress(request: HttpRequest, opened: Opened, found: Report) -> HttpResponse:
    state = Report.State.FAILED if tasks.is_dead(found, now=timezone.now()) else found.state
    pdf_address = _address("report_pdf", opened, found.kind)
    context: dict[str, Any] = {
        "state": str(state),
        "address": _address("report", opened, found.kind),
        "pdf_address": pdf_address,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    polled = getattr(request, "htmx", False) and request.htmx.target == "report-progress"  # type: ignore[attr-defined]
    template = "estimator/report.html#report-progress" if polled else "estimator/report.html"
    response = render(request, template, context)
    if state == Report.State.READY:
        _start_download(response, pdf_address, polled=polled)
    return response


def _start_download(response: HttpResponse, address: str, *, polled: bool) -> None:
    """Fetch the file once. The page stays where it is, so a poll must not be sent on to it."""
    if polled:
        trigger_client_event(response, DOWNLOAD, {"address": address}, after="settle")
    else:
        response["Refresh"] = f"0; url={address}"
