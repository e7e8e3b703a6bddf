"""The result page: what the incident would cost, and the offer to recalculate.

In: an opened assessment. Out: the page of the figures as stored. When a newer edition became the
default, or the engine changed since the figures were stored, they stay until the visitor asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import ENGINE_VERSION, assessment_store, costbook_store
from ..assessment_store import NothingToUndo
from ..estimate import Estimate
from ..estimating import CANNOT_ESTIMATE
from ..outlook.duties import duties
from ..presenters.actual_views import PaidSoFar, paid_so_far
from ..presenters.check_page import answers_by_step
from ..presenters.duty_views import duty_views
from ..presenters.json_export.document import export
from ..presenters.last_change import LastChange, last_change
from ..presenters.recalculation import NewerView, amounts, newer_view, stored_amounts, stored_view
from ..presenters.result_page import result_page
from ..presenters.wording import Wording
from ..questionnaire.problems import AnswersRefused
from .access import Opened, opens_assessment
from .beside import paid_of, tracked_of
from .estimating import estimate_of, last_move, outlook_of
from .own_prices import with_own_prices
from .pages import page, revision_of
from .save_state import save_state
from .side_by_side import in_short


@require_safe
@opens_assessment
def result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the result; a case without a type goes back to its questions."""
    if not opened.answers.get("incident_type"):
        return redirect("assessment", opened.token)
    if engine_changed(opened):
        return _stored_result(request, opened)
    try:
        made = finished_estimate(opened)
    except CANNOT_ESTIMATE as refused:
        return _not_possible(request, opened, refused)
    context = result_context(request, opened, made) | {
        "token": opened.token,
        "save_state": save_state(request, opened),
        "newer": _newer_edition(opened, made, Wording.in_force()),
        "revision": opened.assessment.revision,
        "changed": _changed(request, opened, made, Wording.in_force()),
        "step_answers": answers_by_step(opened.answers, opened.costs, url=_in_place(opened)),
    }
    return page(request, "estimator/result.html", context)


@require_POST
@opens_assessment
def undo(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Put back what the questions saved last held before."""
    try:
        seen = revision_of(request)
        assessment_store.undo(opened.assessment, seen=seen, now=timezone.now())
    except NothingToUndo:
        messages.warning(request, _("ほかの回答が保存されたため、元に戻せません。"))
        return redirect("result", opened.token)
    return redirect(f"{reverse('result', args=[opened.token])}?changed=on")


@require_POST
@opens_assessment
def recalculate(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
    """Take the default edition and the present engine from now on."""
    assessment_store.recalculate_under(opened.assessment, costbook_store.load(None).edition)
    return redirect("result", opened.token)


def _not_possible(request: HttpRequest, opened: Opened, refused: Exception) -> HttpResponse:
    """Say what is missing: an answer that does not fit, or a row that the edition lacks."""
    problems = refused.problems if isinstance(refused, AnswersRefused) else ()
    context = {
        "problems": problems,
        "edition": opened.costs.edition,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/result_missing.html", context, status=409)


def finished_estimate(opened: Opened) -> Estimate:
    """Estimate the answers and keep the figures; their 基準日 is the day they were first made."""
    made = estimate_of(opened.answers, opened.costs)
    stored = opened.assessment.estimate if opened.assessment.estimate_is_current else None
    if stored is not None:
        return replace(made, as_of=date.fromisoformat(stored["as_of"]))
    kept = export(made, outlook_of(opened.answers, made, opened.costs))
    assessment_store.keep_estimate(opened.assessment, kept, engine_version=made.engine_version)
    return made


def engine_changed(opened: Opened) -> bool:
    """Tell whether the figures were stored by an earlier engine."""
    row = opened.assessment
    return row.estimate_is_current and row.engine_version != ENGINE_VERSION


def result_context(request: HttpRequest, opened: Opened, made: Estimate) -> dict[str, Any]:
    """Gather what the page shows, whoever looks at it: without a token nothing can be changed."""
    wording = Wording.in_force()
    shown = result_page(made, opened.costs, wording, outlook_of(opened.answers, made, opened.costs))
    line = request.GET.get("line", "")
    categories = {found.code: found.category for found in made.lines}
    largest = max(made.lines, key=lambda found: made.category(found.category).typical, default=None)
    first = largest.category if largest else ""
    return {
        "result": shown,
        "paid": _paid(opened, made, wording),
        "scenarios": in_short(opened, wording),
        "duties": duty_views(duties(made.profile), wording),
        "open_line": line,
        "open_category": categories.get(line, first),
    }


def _in_place(opened: Opened) -> Callable[[str], str]:
    """Return the address of a step that leads back here."""
    return lambda slug: f"{reverse('step', args=[opened.token, slug])}?from=result"


def _changed(
    request: HttpRequest, opened: Opened, made: Estimate, wording: Wording
) -> LastChange | None:
    """Say what the answer changed from this page did."""
    if "changed" not in request.GET:
        return None
    slug, move = assessment_store.last_changed(opened.assessment), last_move(opened, made)
    yen, item = (move.yen, move.item) if move else (None, "")
    return last_change(slug, made, wording, move_yen=yen, move_item=item)


def _paid(opened: Opened, made: Estimate, wording: Wording) -> PaidSoFar | None:
    """Say in short what was really paid, once something is on record."""
    tracked = tracked_of(made, paid_of(opened))
    return paid_so_far(tracked.forecast, wording) if tracked else None


def _newer_edition(opened: Opened, made: Estimate, wording: Wording) -> NewerView | None:
    """Compare with the default edition, if the assessment is pinned to another."""
    default = with_own_prices(costbook_store.load(None), opened.assessment.own_prices)
    if default.edition == made.edition:
        return None
    text = _("この見積りは単価表 %(old)s 版のままです（いまの既定は %(new)s 版）")
    reason = text % {"old": made.edition, "new": default.edition}
    try:
        fresh = estimate_of(opened.answers, default)
    except CANNOT_ESTIMATE:
        return None  # the answers were given for the older tables
    return newer_view(amounts(made), amounts(fresh), reason=reason, wording=wording)


def _stored_result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show figures of an earlier engine as they were stored, beside what they would be now."""
    wording, stored = Wording.in_force(), opened.assessment.estimate or {}
    try:
        costs = with_own_prices(costbook_store.load(None), opened.assessment.own_prices)
        fresh = amounts(estimate_of(opened.answers, costs))
    except CANNOT_ESTIMATE:
        fresh = None  # the result page says what is missing once it is recalculated
    text = _("計算の方法が変わりました（保存した計算 %(old)s、いまの計算 %(new)s）")
    reason = text % {"old": opened.assessment.engine_version, "new": ENGINE_VERSION}
    newer = newer_view(stored_amounts(stored), fresh, reason=reason, wording=wording)
    context = {
        "stored": stored_view(stored, wording),
        "token": opened.token,
        "newer": newer,
        "save_state": save_state(request, opened),
    }
    return render(request, "estimator/result_stored.html", context)
