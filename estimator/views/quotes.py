"""Own quotes: put a quote in place of a line, change it, take it away.

In: an opened assessment, a cost item, what was typed. Out: the form (in place for htmx, a page of
its own otherwise), the saved answers, and back to the line.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from .. import assessment_store
from ..assessment_store import StepSave
from ..estimate import ITEMS
from ..presenters import labels
from ..questionnaire.quotes import QuoteForm, quote_of, with_quote, without_quote
from .access import Opened, opens_assessment
from .save_state import save_state

OWN_QUOTES = "own_quotes"
REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def quote(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:
    """Show the form of a quote, and save what it brings."""
    others = _others(code)
    stored = quote_of(opened.answers, code)
    if request.method != "POST":
        return _form(request, opened, code, QuoteForm(initial=_typed(stored), others=others))
    form = QuoteForm(request.POST, others=others)
    if not form.is_valid():
        return _form(request, opened, code, form)
    kept = without_quote(opened.answers, code)
    _save(opened, with_quote({OWN_QUOTES: kept}, form.quote(code)))
    return _back_to(opened, code)


@require_POST
@opens_assessment
def remove_quote(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:  # noqa: ARG001
    """Estimate the line from the cost tables again."""
    _others(code)
    _save(opened, without_quote(opened.answers, code))
    return _back_to(opened, code)


def _others(code: str) -> list[tuple[str, str]]:
    """The cost items that one quote may contain besides `code`: those of the same total."""
    by_code = {item.code: item for item in ITEMS}
    if code not in by_code:
        raise Http404
    total = by_code[code].total
    same = [item.code for item in ITEMS if item.total is total and item.code != code]
    return [(other, labels.item_name(other)) for other in same]


def _typed(stored: dict[str, Any] | None) -> dict[str, Any]:
    """A stored quote as its form shows it."""
    if stored is None:
        return {}
    keys = ("amount_yen", "low_yen", "high_yen")
    amounts: dict[str, Any] = {key: f"{stored[key]:,}" for key in keys if key in stored}
    return {"label": stored["label"], "covers": stored["covers"], **amounts}


def _form(request: HttpRequest, opened: Opened, code: str, form: QuoteForm) -> HttpResponse:
    in_place = bool(getattr(request, "htmx", False))
    context = {
        "form": form,
        "code": code,
        "name": labels.item_name(code),
        "is_stored": quote_of(opened.answers, code) is not None,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    template = "estimator/quote.html#quote-form" if in_place else "estimator/quote.html"
    response = render(request, template, context, status=REFUSED if form.is_bound else 200)
    if in_place and form.is_bound:
        response["HX-Retarget"], response["HX-Reswap"] = f"#quote-{code}", "innerHTML"
        response["HX-Push-Url"] = "false"
    return response


def _save(opened: Opened, quotes: list[dict[str, Any]]) -> None:
    step = StepSave(OWN_QUOTES, (OWN_QUOTES,), {OWN_QUOTES: quotes}, opened.assessment.revision)
    assessment_store.save(opened.assessment, step, now=timezone.now())


def _back_to(opened: Opened, code: str) -> HttpResponse:
    return redirect(f"{reverse('result', args=[opened.token])}?line={code}#line-{code}")
