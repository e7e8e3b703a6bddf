"""Own quotes: put a quote in place of a line, change it, take it away.

In: an opened assessment, a cost item, what was typed. Out: the form (in place for htmx, a page of
its own otherwise), the saved answers, and back to the line; 409 with both quotes when another tab
changed the quote of this very line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import assessment_store
from ..estimate import ITEMS
from ..marks import mark_of
from ..presenters import labels
from ..presenters.editions.quote_rows import quote_differences
from ..questionnaire.quotes import QuoteForm, quote_of, with_quote, without_quote
from .access import Opened, opens_assessment
from .pages import page
from .save_state import save_state

OWN_QUOTES = "own_quotes"
SEEN = "seen"  # the mark of the quote that the form was opened on
REFUSED = 422


class _ChangedMeanwhile(Exception):
    """The quote of this line is not the one that the form was opened on."""

    def __init__(self, saved: dict[str, Any] | None) -> None:
        super().__init__("changed meanwhile")
        self.saved = saved


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
    mine, seen = form.quote(code), request.POST.get(SEEN, "")

    def put(answers: Mapping[str, Any]) -> dict[str, Any]:
        _refuse_if_changed(answers, code, seen, mine)
        return {OWN_QUOTES: with_quote({OWN_QUOTES: without_quote(answers, code)}, mine)}

    try:
        assessment_store.change(opened.assessment, put, now=timezone.now())
    except _ChangedMeanwhile as meanwhile:
        return _stale(request, opened, code, (meanwhile.saved, mine))
    return _back_to(opened, code)


@require_POST
@opens_assessment
def remove_quote(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:
    """Estimate the line from the cost tables again."""
    _others(code)
    seen = request.POST.get(SEEN, "")

    def take_away(answers: Mapping[str, Any]) -> dict[str, Any]:
        _refuse_if_changed(answers, code, seen, None)
        return {OWN_QUOTES: without_quote(answers, code)}

    try:
        assessment_store.change(opened.assessment, take_away, now=timezone.now())
    except _ChangedMeanwhile as meanwhile:
        return _stale(request, opened, code, (meanwhile.saved, None))
    return _back_to(opened, code)


def _refuse_if_changed(
    answers: Mapping[str, Any], code: str, seen: str, mine: dict[str, Any] | None
) -> None:
    """Raise _ChangedMeanwhile unless the saved quote is the one that was shown, or wanted."""
    saved = quote_of(answers, code)
    if mark_of(saved) != seen and saved != mine:
        raise _ChangedMeanwhile(saved)


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
    stored = quote_of(opened.answers, code)
    context = {
        "form": form,
        "code": code,
        "name": labels.item_name(code),
        "is_stored": stored is not None,
        "seen": request.POST.get(SEEN, "") if form.is_bound else mark_of(stored),
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    template = "estimator/quote.html#quote-form" if in_place else "estimator/quote.html"
    response = render(request, template, context, status=REFUSED if form.is_bound else 200)
    if in_place and form.is_bound:
        response["HX-Retarget"], response["HX-Reswap"] = f"#quote-form-{code}", "outerHTML"
        response["HX-Push-Url"] = "false"
    return response


def _stale(
    request: HttpRequest, opened: Opened, code: str, quotes: tuple[dict[str, Any] | None, ...]
) -> HttpResponse:
    """Show the saved quote beside the one of this page; both can still be chosen."""
    saved, mine = quotes
    keys = ("label", "amount_yen", "low_yen", "high_yen", "covers")
    posted = [(key, value) for key in keys for value in request.POST.getlist(key)]
    context = {
        "title": _("別の画面で自社の見積りが保存されています"),
        "rows": quote_differences(saved, mine),
        "kept": [*posted, (SEEN, mark_of(saved))],
        "action": reverse("quote" if mine else "remove_quote", args=[opened.token, code]),
        "keep_url": f"{reverse('result', args=[opened.token])}?line={code}#line-{code}",
        "revision": opened.assessment.revision,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/stale.html", context, status=409)


def _back_to(opened: Opened, code: str) -> HttpResponse:
    return redirect(f"{reverse('result', args=[opened.token])}?line={code}#line-{code}")
