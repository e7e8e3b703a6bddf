"""The page /api/: what the API is for, an example to copy, every option and every refusal.

In the flow: reads the same tables as the OpenAPI document. The answers it prints were just worked
out from the commands above them; a test runs the commands and compares.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import contract, costbook_store
from ..costbook import CostBook
from ..presenters.json_export.document import range_json
from ..questionnaire import cases, schema
from . import openapi
from . import problem_details as problems
from .problem_details import Refusal
from .shapes import Shape

SENT = (  # some of the example company's answers: the rest is left わからない
    "incident_type", "industry", "employees", "annual_revenue_yen", "stop_unit", "stop_length",
    "persons_affected",
)  # fmt: skip
WRONG = "employees"
LINE_ENDS = " \\\n  "


@dataclass(frozen=True, slots=True)
class Example:
    """A command to copy, and what comes back."""

    command: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address or one option of the query."""

    name: str
    meaning: str
    allowed: str = ""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Explain the API."""
    try:
        costs = costbook_store.load()
    except costbook_store.NoSuchEdition:
        return render(request, "503.html", status=503)
    document = openapi.document(costs)
    context = {
        "addresses": _addresses(document),
        "options": _options(),
        "refusals": problems.KINDS,
        "per_minute": settings.API_ESTIMATES_PER_MINUTE,
        "most_kb": contract.LARGEST // 1024,
        **_examples(request.build_absolute_uri(reverse("api_estimates")), costs),
    }
    return render(request, "estimator/api.html", context)


# --- examples -------------------------------------------------------------------------------------


def _examples(address: str, costs: CostBook) -> dict[str, Example]:
    case = next(case for case in cases.cases() if case.kind == cases.EXAMPLE)
    sent, here = {key: case.answers[key] for key in SENT}, _in_this_language(address)
    return {
        "estimate": _estimate(address, sent, costs),
        "workbook": Example(_curl(here, sent, accept=openapi.XLSX, into="estimate.xlsx")),
        "pdf": Example(_curl(here, sent, accept=openapi.PDF, into="estimate.pdf")),
        "refused": _refused(here, sent, costs),
    }


def _estimate(address: str, sent: dict[str, Any], costs: CostBook) -> Example:
    today = timezone.localdate()
    made = contract.estimate_of(sent, costs, as_of=today)
    shown = {
        "edition": made.edition,
        "as_of": made.as_of.isoformat(),
        "engine_version": made.engine_version,
        "totals": {"headline": range_json(made.headline)},
    }
    return Example(_curl(f"{address}?as_of={today}", sent), _written(shown))


def _refused(address: str, sent: dict[str, Any], costs: CostBook) -> Example:
    wrong = {"incident_type": sent["incident_type"], WRONG: -1}
    refusal = Refusal(problems.REFUSED, errors=schema.check(wrong, costs))
    return Example(_curl(address, wrong), problems.answer(refusal).content.decode())


def _curl(address: str, sent: dict[str, Any], *, accept: str = "", into: str = "") -> str:
    parts = [f"curl -sS {shlex.quote(address)}"]
    if accept:
        parts += [f"-H 'Accept: {accept}' --output {into}"]
    parts += [f"-H 'Content-Type: {openapi.JSON}'", f"--data {shlex.quote(_written(sent))}"]
    return LINE_ENDS.join(parts)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _in_this_language(address: str) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return address if language == settings.LANGUAGE_CODE else f"{address}?language={language}"


# --- tables ---------------------------------------------------------------------------------------


def _addresses(document: Shape) -> list[Entry]:
    return [
        Entry(f"{method.upper()} {address}", operation["summary"])
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _options() -> list[Entry]:
    return [
        Entry(option["name"], option["description"], _allowed(option["schema"]))
        for option in openapi.parameters(*contract.OPTIONS)
    ]


def _allowed(shape: Shape) -> str:
    """Say what a value may be, in one line."""
    if "enum" in shape:
        return ", ".join(shape["enum"])
    if shape.get("format") == "date":
        return "YYYY-MM-DD"
    limits = {name: f"{shape[name]:,}" for name in ("minimum", "maximum", "default")}
    return _("%(minimum)s～%(maximum)s（なければ %(default)s）") % limits
