"""An assessment as a whole: begin, resume, check, put aside, copy, delete.

In: a token, or nothing yet. Out: redirects and the pages around the questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import assessment_store, costbook_store
from ..call_store import NEW_ASSESSMENTS
from ..costbook import CostBook
from ..presenters.check_page import check_sections, unanswered
from ..questionnaire import flow
from . import estimating, own_list, prices
from .access import Opened, needs_edition, opens_assessment
from .limits import limited
from .owning import begun, list_with, remember
from .pages import page
from .save_state import save_state


@require_POST
@limited(NEW_ASSESSMENTS)
@needs_edition
def create(request: HttpRequest) -> HttpResponse:
    """Begin under the default edition, with an own price list if one is chosen."""
    costs = costbook_store.load(None)
    chosen = prices.chosen(request)
    token, row = assessment_store.create(costs.edition, {}, now=timezone.now(), prices=chosen)
    token = begun(request, token, row)
    response = redirect("step", token=token, slug=flow.path({}, costs)[0].slug)
    remember(request, response, row, token)
    return response


@require_safe
@opens_assessment
def resume(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Lead back to a finished result, to the first open question, or to the check page.

    Whoever came by the link finds the assessment among this browser's own from now on.
    """
    finished = opened.assessment.estimate_is_current
    result = reverse("result", args=[opened.token])
    response = redirect(result if finished else _continue_url(opened))
    remember(request, response, opened.assessment, opened.token)
    return response


@require_safe
@opens_assessment
def check(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show every answer before the damage is estimated."""

    def change_url(slug: str, key: str) -> str:
        return f"{reverse('step', args=[opened.token, slug])}?from=check#id_{key}"

    sections = check_sections(opened.answers, opened.costs, change_url=change_url)
    context = {
        "title": _("回答の確認"),
        "sections": sections,
        "unanswered": unanswered(sections),
        "has_type": bool(opened.answers.get("incident_type")),
        "continue_url": _continue_url(opened),
        "result_url": reverse("result", args=[opened.token]),
        "total": estimating.total_of(opened),
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/check.html", context)


@require_safe
@opens_assessment
def saved(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Say how to come back."""
    context = {
        "title": _("保存しました"),
        "continue_url": reverse("assessment", args=[opened.token]),
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/saved.html", context)


@require_POST
@limited(NEW_ASSESSMENTS)
@opens_assessment
def copy(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Make a copy with a link of its own."""
    token, row = assessment_store.copy(opened.assessment, now=timezone.now())
    token = begun(request, token, row)
    messages.success(request, _("写しを作りました。もとの見積りはそのまま残っています。"))
    response = redirect(list_with(request, row))
    remember(request, response, row, token)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def delete(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Ask, then delete for good."""
    if request.method != "POST":
        context = {
            "title": _("この見積りを削除しますか"),
            "save_state": save_state(request, opened),
            "action": reverse("assessment_delete", args=[opened.token]),
            "back": reverse(list_with(request, opened.assessment)),
        }
        return render(request, "estimator/delete.html", context)
    response = redirect(list_with(request, opened.assessment))
    assessment_store.delete(opened.assessment)
    messages.success(request, _("見積りを削除しました。"))
    own_list.remove(request, response, opened.token)
    return response


def _continue_url(opened: Opened) -> str:
    return continue_url(opened.token, opened.answers, opened.costs)


def continue_url(token: str, answers: Mapping[str, Any], costs: CostBook) -> str:
    """Return the first question without an answer, or the check page."""
    step = flow.first_unanswered(answers, costs)
    if step is None:
        return reverse("check", args=[token])
    return reverse("step", args=[token, step.slug])
