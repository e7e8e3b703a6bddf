"""The published model cases (モデルケース) on one page; each, and the example, opened by a click.

In: the cases of `questionnaire.cases`. Out: what their sources printed beside what the engine makes
of them; an assessment of the visitor's own with the answers of one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import assessment_store, costbook_store
from ..call_store import NEW_ASSESSMENTS
from ..estimating import CANNOT_ESTIMATE
from ..presenters.wording import Wording
from ..questionnaire.cases import EXAMPLE, Case, cases
from ..questionnaire.language import in_english
from .access import needs_edition
from .estimating import estimate_of
from .limits import limited
from .owning import begun, remember


@dataclass(frozen=True, slots=True)
class ComparedCase:
    """A published case and what comes out here for the same case."""

    case: Case
    ours: str  # with every digit; empty where its edition cannot estimate it
    edition: str


@never_cache
@require_safe
@needs_edition
def published(request: HttpRequest) -> HttpResponse:
    """Show every published case with both amounts and its source."""
    listed = [_compared(case) for case in cases(in_english()) if case.kind != EXAMPLE]
    return render(request, "estimator/cases.html", {"compared": listed})


@require_POST
@limited(NEW_ASSESSMENTS)
@needs_edition
def open_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Copy the case into an assessment of the visitor's own and show its result."""
    case = next((case for case in cases(in_english()) if case.id == case_id), None)
    if case is None:
        raise Http404
    edition = costbook_store.load(case.edition).edition
    token, row = assessment_store.create(edition, case.answers, now=timezone.now())
    token = begun(request, token, row)
    response = redirect("result", token=token)
    remember(request, response, row, token)
    return response


def _compared(case: Case) -> ComparedCase:
    costs = costbook_store.load(case.edition)
    try:
        made = estimate_of(case.answers, costs)
    except CANNOT_ESTIMATE:
        return ComparedCase(case, "", costs.edition)
    ours = Wording.in_force().exact(made.headline.typical)
    return ComparedCase(case, ours, costs.edition)
