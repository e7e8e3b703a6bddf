"""The own package: which measures are in place, which to take, and what they were quoted at.

In: an opened assessment, one form a measure. Out: the list, the saved answers, and back to the
options of the result; 409 with both versions when another tab saved others meanwhile.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import assessment_store
from ..assessment_store import StaleSave, StepSave
from ..estimating import CANNOT_ESTIMATE
from ..presenters.editions.measure_rows import measure_groups
from ..presenters.wording import Wording
from ..questionnaire.measures import KEY, YEN, MeasureForm
from .access import Opened, opens_assessment
from .estimating import estimate_of
from .pages import page, revision_of
from .save_state import save_state

REFUSED, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def measures(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the measures, and save what was chosen."""
    if not opened.costs.measures:
        raise Http404
    given = _forms(request, opened)
    if request.method != "POST":
        return _list(request, opened, given)
    if any(form.errors for form in given.values()):
        return _list(request, opened, given, status=REFUSED)
    entries = [entry for code, form in given.items() if (entry := form.entry(code))]
    try:
        _save(request, opened, entries)
    except StaleSave as stale:
        return _list(request, opened, given, status=CONFLICT, revision=stale.revision)
    return redirect(f"{reverse('result', args=[opened.token])}#decide")


def _forms(request: HttpRequest, opened: Opened) -> dict[str, MeasureForm]:
    data = request.POST if request.method == "POST" else None
    stored = {entry["code"]: entry for entry in opened.answers.get(KEY) or []}
    return {
        code: MeasureForm(data, prefix=code, initial=_typed(stored.get(code, {})))
        for code in opened.costs.measures
    }


def _typed(entry: dict[str, Any]) -> dict[str, Any]:
    """A stored entry as its form shows it."""
    return {k: f"{v:,}" if k in YEN and v is not None else v for k, v in entry.items()}


def _save(request: HttpRequest, opened: Opened, entries: list[dict[str, Any]]) -> None:
    values, seen = {KEY: entries} if entries else {}, revision_of(request)
    step = StepSave(slug=KEY, keys=(KEY,), values=values, revision=seen)
    assessment_store.save(opened.assessment, step, now=timezone.now())


def _list(
    request: HttpRequest,
    opened: Opened,
    given: dict[str, MeasureForm],
    *,
    status: int = 200,
    revision: int | None = None,
) -> HttpResponse:
    wording = Wording.in_force()
    try:
        made = estimate_of(opened.answers, opened.costs)
    except CANNOT_ESTIMATE:
        return redirect("result", opened.token)  # says what is missing
    pairs = [(opened.costs.measures[code], form) for code, form in given.items()]
    context = {
        "groups": measure_groups(pairs, made.profile.company.employees, opened.costs, wording),
        "has_errors": status == REFUSED,
        "is_stale": status == CONFLICT,
        "revision": opened.assessment.revision if revision is None else revision,
        "edition": opened.costs.edition,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/measures.html", context, status=status)
