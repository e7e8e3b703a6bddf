"""What a link shows of a result (/s/<token>/): the page, the PDF, the figures; nothing changes.

In: a visit through a link. Out: the pages of the result without a way to change it, and a line
above them who shares what until when. The passphrase is the only thing that is ever sent here.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .. import contract, link_store, share_store, tasks, throttle
from ..call_store import REPORTS
from ..estimating import CANNOT_ESTIMATE
from ..models import Report, ShareLink
from ..presenters.recalculation import stored_view
from ..presenters.wording import Wording
from ..questionnaire.sharing import PassphraseForm
from .downloads import JSON, Writer, csv_of, json_of, workbook_of
from .file_names import as_file, file_name
from .limits import limited
from .report import drawn
from .result import engine_changed, finished_estimate, result_context
from .shared_access import LINKED, Visit, ask_passphrase, closed, opens_shared, unlocked

REFUSED, WRONG, WAIT = 422, 403, 429
DRAWS_FOR_SECONDS: Final = 2  # between two looks at a drawing


@require_safe
@opens_shared
def result(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the result as its owner last saw it."""
    link_store.note_opened(visit.link, now=timezone.now())
    opened = visit.opened
    if engine_changed(opened):
        stored = stored_view(opened.assessment.estimate or {}, Wording.in_force())
        return _page(request, visit, "estimator/result_stored.html", stored=stored)
    if not opened.answers.get("incident_type"):
        return _nothing(request, visit)
    try:
        made = finished_estimate(opened)
    except CANNOT_ESTIMATE:
        return _nothing(request, visit)
    shown = result_context(request, opened, made)
    return _page(request, visit, "estimator/result.html", **shown)


@never_cache
@csrf_exempt  # it changes nothing, and under no-referrer a browser names no origin to check
@require_POST
def unlock(request: HttpRequest, token: str) -> HttpResponse:
    """Take the passphrase and lead to the result."""
    return closed(_unlock(request, token))


@require_safe
@limited(REPORTS, "GET", "HEAD")
@opens_shared
def report_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Hand out the PDF, drawn now unless it is there."""
    if engine_changed(visit.opened) or not visit.opened.answers.get("incident_type"):
        return redirect("shared", visit.shared.token)
    try:
        found = drawn(request, visit.opened)
    except CANNOT_ESTIMATE:
        return redirect("shared", visit.shared.token)
    pdf = tasks.pdf_of(found.drawing_id)
    if pdf is None:  # not yet, or its drawing is gone already
        return redirect("shared_report", visit.shared.token)
    return as_file(pdf, "application/pdf", file_name(visit.opened, "pdf"))


@require_safe
@opens_shared
def report(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say how far the PDF is; look again by itself until it is ready."""
    found = tasks.latest(visit.opened.assessment, now=visit.opened.at)
    if found is None:
        return redirect("shared_pdf", visit.shared.token)
    dead = tasks.is_dead(found, now=timezone.now())
    state = str(Report.State.FAILED if dead else found.state)
    response = _page(request, visit, "estimator/shared_report.html", state=state)
    if state == Report.State.RENDERING:
        response["Refresh"] = f"{DRAWS_FOR_SECONDS}"
    elif state == Report.State.READY:
        response["Refresh"] = "0; url=../report.pdf"
    return response


@require_safe
@opens_shared
def as_json(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """Hand out every figure as data."""
    if engine_changed(visit.opened):  # as the page shows them: as they were stored
        content = contract.as_json(visit.opened.assessment.estimate or {})
        return as_file(content, JSON, file_name(visit.opened, "json"))
    return _file(visit, json_of)


@require_safe
@opens_shared
def as_workbook(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """Hand out the workbook that calculates."""
    return _file(visit, workbook_of)


@require_safe
@opens_shared
def as_csv(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """Hand out one row a line."""
    return _file(visit, csv_of)


def _file(visit: Visit, write: Writer) -> HttpResponse:
    """Write a file of the present figures; without any, back to the page that says why."""
    opened = visit.opened
    if engine_changed(opened) or not opened.answers.get("incident_type"):
        return redirect("shared", visit.shared.token)
    try:
        return write(opened, finished_estimate(opened))
    except CANNOT_ESTIMATE:
        return redirect("shared", visit.shared.token)


def _unlock(request: HttpRequest, token: str) -> HttpResponse:
    now, form = timezone.now(), PassphraseForm(request.POST)
    try:
        link = link_store.load(ShareLink, token, now=now)
        if not form.is_valid():
            return ask_passphrase(request, link, token, form, status=REFUSED)
        share_store.unlock(link, form.cleaned_data["passphrase"], now=now)
    except (link_store.UnknownLink, link_store.LinkEnded):
        return redirect("shared", token)  # says which
    except share_store.WrongPassphrase:
        return ask_passphrase(request, link, token, form, status=WRONG, is_wrong=True)
    except throttle.TooManyTries as tried:
        minutes = tried.minutes(now)
        answer = ask_passphrase(request, link, token, form, status=WAIT, wait_minutes=minutes)
        answer["Retry-After"] = f"{minutes * 60}"
        return answer
    return unlocked(link, token)


def _nothing(request: HttpRequest, visit: Visit) -> HttpResponse:
    response = _page(request, visit, "estimator/shared_nothing.html")
    response.status_code = 409
    return response


def _page(request: HttpRequest, visit: Visit, template: str, **context: Any) -> HttpResponse:
    return render(request, template, LINKED | {"shared": visit.shared, "token": ""} | context)
