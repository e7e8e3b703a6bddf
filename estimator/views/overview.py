"""Every incident type of the company, ranked; each leads into the detailed questions.

In: an opened assessment, how to rank. Out: the page; after a choice a redirect to the first open
question about that type, with every answer given so far kept.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from .. import assessment_store
from ..presenters.check_page import ChangeUrl
from ..presenters.overview_view import BY_HIGH, BY_YEAR, asked_first, overview_view
from ..presenters.wording import Wording
from . import estimating, own_list
from .access import Opened, opens_assessment
from .assessments import continue_url
from .pages import page
from .save_state import save_state

TYPE = "incident_type"


@require_safe
@opens_assessment
def overview(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the range of every type, the costliest first."""
    by = BY_YEAR if request.GET.get("by") == BY_YEAR else BY_HIGH
    answers, costs = opened.answers, opened.costs
    ranges = estimating.type_ranges_of(opened)
    context = {
        "overview": overview_view(ranges, answers, costs, Wording.in_force(), by=by),
        "first": asked_first(answers, costs, change_url=_change_url(opened.token)),
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/overview.html", context)


@require_POST
@opens_assessment
def detail(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Take one type and go on where the questions about it begin."""
    code = request.POST.get(TYPE, "")
    if code not in opened.costs.incident_types:
        return HttpResponseBadRequest()
    try:
        step = assessment_store.StepSave(
            "incident", (TYPE,), {TYPE: code}, opened.assessment.revision
        )
        saved = assessment_store.save(opened.assessment, step, now=timezone.now())
    except assessment_store.StaleSave:  # chosen in another tab in this very moment
        return redirect("overview", token=opened.token)
    response = redirect(continue_url(opened.token, saved.answers, opened.costs))
    own_list.renew(request, response, opened.token)
    return response


def _change_url(token: str) -> ChangeUrl:
    return lambda slug, key: f"{reverse('step', args=[token, slug])}?from=overview#id_{key}"
