"""The example company and the published model cases (モデルケース), each opened with one click.

In: the cases of `questionnaire.cases`. Out: an assessment of the visitor's own with these answers.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import assessment_store, costbook_store
from ..questionnaire.cases import cases, in_english
from .access import needs_edition
from .owning import begun, remember


@require_POST
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
