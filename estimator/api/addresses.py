"""The four addresses of the API, and all that are none.

In: a request. Out: the bytes of `contract`, the same as on the terminal.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .. import contract, costbook_store, tasks
from ..contract import Answer, as_json
from ..presenters import spreadsheet
from ..presenters.report.pdf import Printed, report_html
from ..presenters.wording import Wording
from . import problem_details as problems
from . import rate
from .endpoint import endpoint
from .openapi import SCHEMA_TYPE, document
from .problem_details import Refusal
from .reading import JSON, body, form_of_answer, query

PDF = "application/pdf"
XLSX = spreadsheet.MEDIA_TYPE
ENDINGS = {PDF: "pdf", XLSX: "xlsx"}  # of the forms that are files
WAITS_SECONDS = 60.0
SAFE = ("GET", "HEAD")


@endpoint("POST")
def estimates(request: HttpRequest) -> HttpResponse:
    """Estimate what the body tells; keep nothing of it."""
    rate.count(request)
    form = form_of_answer(request, JSON, XLSX, PDF)
    given: dict[str, str | None] = {**query(request, *contract.OPTIONS)}
    options = contract.read_options(given, today=timezone.localdate())
    found = contract.answer(body(request), options)
    headers = {"Vary": "Accept"}
    if form in ENDINGS:
        headers["Content-Disposition"] = f'attachment; filename="estimate.{ENDINGS[form]}"'
    return HttpResponse(_written(request, found, form), content_type=form, headers=headers)


def _written(request: HttpRequest, found: Answer, form: str) -> bytes:
    if form == PDF:
        return _pdf(request, found)
    if form == XLSX:
        made = found.estimate, found.costs, Wording.in_force(), found.meaning
        return spreadsheet.workbook(*made)
    return contract.estimate_json(found)


def _pdf(request: HttpRequest, found: Answer) -> bytes:
    """Have a process of the pool draw the report; this one only waits. Raises: Refusal."""
    site = request.build_absolute_uri("/").rstrip("/")
    wording = Wording.in_force()
    printed = Printed(site=site)
    html = report_html(found.estimate, found.costs, wording, found.meaning, printed=printed)
    try:
        return tasks.drawn(html, seconds=WAITS_SECONDS)
    except tasks.NotDrawn as failed:
        if failed.too_slow:
            raise Refusal(problems.UNAVAILABLE, headers={"Retry-After": "60"}) from failed
        raise Refusal(problems.INTERNAL) from failed


@endpoint(*SAFE)
def schema(request: HttpRequest) -> HttpResponse:
    """Hand out the JSON Schema of the body."""
    form = form_of_answer(request, SCHEMA_TYPE, JSON)
    costs = contract.costs_of(query(request, "edition").get("edition"))
    return HttpResponse(contract.schema_json(costs), content_type=form)


@endpoint(*SAFE)
def editions(request: HttpRequest) -> HttpResponse:
    """List the published editions, the default first."""
    form = form_of_answer(request, JSON)
    query(request)
    return HttpResponse(as_json({"editions": _editions()}), content_type=form)


def _editions() -> list[dict[str, Any]]:
    return [
        {
            "code": facts.code,
            "title": {"ja": facts.title_ja, "en": facts.title_en},
            "published_on": facts.published_on.isoformat() if facts.published_on else None,
            "is_default": facts.is_default,
        }
        for facts in costbook_store.published_editions()
    ]


@endpoint(*SAFE)
def openapi(request: HttpRequest) -> HttpResponse:
    """Hand out the OpenAPI document, its profile under the edition asked for."""
    form = form_of_answer(request, JSON)
    costs = contract.costs_of(query(request, "edition").get("edition"))
    return HttpResponse(as_json(document(costs)), content_type=form)


@endpoint()
def not_found(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Refuse every other address below /api/."""
    raise Refusal(problems.NOT_FOUND)
