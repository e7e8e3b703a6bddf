"""One page of the questionnaire: ask, refuse, save, lead on.

In: a step of the path and what was posted. Out: the page; after a save a redirect to the next page;
422 with every mistake and all that was typed; 409 with both values when another tab was quicker, or
with what was typed when another tab made the step needless.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import assessment_store
from ..assessment_store import StaleSave, StepSave
from ..presenters.check_page import differences, typed_rows
from ..presenters.progress import progress_bar
from ..questionnaire import flow
from ..questionnaire.forms.base import StepForm
from ..questionnaire.names import shown
from ..questionnaire.steps import Step
from ..questionnaire.steps import step as step_named
from . import estimating, own_list
from .access import Opened, opens_assessment
from .pages import page, revision_of
from .save_state import save_state

OUR_FIELDS = frozenset({"csrfmiddlewaretoken", "revision", "from", "go", "finish"})
TYPE = "incident_type"
# Pages that lead to a single question and back.
CHECK, OVERVIEW, RESULT = "check", "overview", "result"


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def step(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """Ask the questions of one step, or take the answers to them."""
    try:
        asked = step_named(slug)
    except LookupError as error:
        raise Http404 from error
    if asked not in flow.path(opened.answers, opened.costs):
        return _gone(request, opened, asked)
    if request.method == "POST":
        return _take(request, opened, asked)
    return _ask(request, opened, asked, asked.form(answers=opened.answers, costs=opened.costs))


def _take(request: HttpRequest, opened: Opened, asked: Step) -> HttpResponse:
    if "finish" in request.POST and _is_blank(request):
        return redirect("assessment_saved", token=opened.token)
    form = asked.form(request.POST, answers=opened.answers, costs=opened.costs)
    if not form.is_valid():
        return _ask(request, opened, asked, form)
    try:
        saved = assessment_store.save(
            opened.assessment, _step_save(request, asked, form), now=timezone.now()
        )
    except StaleSave as stale:
        return _stale(request, opened, asked, stale)
    response = _lead_on(request, replace(opened, assessment=saved), asked)
    own_list.renew(request, response, opened.token)
    return response


def _ask(request: HttpRequest, opened: Opened, asked: Step, form: StepForm) -> HttpResponse:
    questions = list(form.questions())
    context = {
        "title": asked.title,
        "why": asked.why,
        "questions": questions,
        "mistakes": [
            {"id": question.id, "label": question.label, "text": error}
            for question in questions
            for error in question.errors
        ],
        "progress": progress_bar(flow.progress(opened.answers, opened.costs, asked.slug)),
        "total": estimating.total_of(opened),
        "exit_url": _exit(opened),
        "save_state": save_state(request, opened),
        "action": reverse("step", args=[opened.token, asked.slug]),
        "back": _back(request, opened, asked),
        "revision": revision_of(request) if form.is_bound else opened.assessment.revision,
        "came_from": _came_from(request),
    }
    status = 422 if form.is_bound else 200
    return page(request, "estimator/step.html", context, status=status)


def _gone(request: HttpRequest, opened: Opened, asked: Step) -> HttpResponse:
    """Lead on from a step that is not asked; give back what was typed there meanwhile."""
    rows = typed_rows(asked, request.POST, opened.costs)
    if not rows:
        return redirect("assessment", token=opened.token)
    context = {
        "title": _("この質問は要らなくなりました"),
        "asked": asked.title,
        "incident_type": shown(TYPE, opened.answers.get(TYPE), opened.costs),
        "rows": rows,
        "continue_url": reverse("assessment", args=[opened.token]),
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/gone.html", context, status=409)


def _stale(request: HttpRequest, opened: Opened, asked: Step, stale: StaleSave) -> HttpResponse:
    came = _came_from(request)
    posted = [(name, value) for name, value in request.POST.items() if name not in OUR_FIELDS]
    context = {
        "title": _("別の画面で回答が保存されています"),
        "rows": differences(asked, stale.saved, stale.mine, opened.costs),
        "kept": [*posted, *([("from", came)] if came else [])],
        "action": reverse("step", args=[opened.token, asked.slug]),
        "keep_url": reverse("step", args=[opened.token, asked.slug]),
        "revision": stale.revision,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/stale.html", context, status=409)


def _step_save(request: HttpRequest, asked: Step, form: StepForm) -> StepSave:
    """Gather what is saved."""
    return StepSave(
        slug=asked.slug, keys=form.keys(), values=form.new_answers(), revision=revision_of(request)
    )


def _lead_on(request: HttpRequest, opened: Opened, asked: Step) -> HttpResponse:
    """Go where the saved answers lead: the next step, or straight back to the check page."""
    if "finish" in request.POST:
        return redirect("assessment_saved", token=opened.token)
    if _came_from(request) == OVERVIEW:
        return redirect(OVERVIEW, token=opened.token)
    if _came_from(request) == RESULT:
        return redirect(f"{reverse(RESULT, args=[opened.token])}?changed=on")
    if _came_from(request) == CHECK:
        missing = flow.first_unanswered(opened.answers, opened.costs)
        return _to_step(opened, missing, from_check=True)
    return _to_step(opened, _next(opened, asked))


def _next(opened: Opened, asked: Step) -> Step | None:
    """Return the step after this one; a type chosen on the ranking is not asked for again."""
    goal = flow.next_step(opened.answers, opened.costs, asked.slug)
    if goal is not None and goal.slug == "incident" and opened.answers.get(TYPE):
        return flow.next_step(opened.answers, opened.costs, goal.slug)
    return goal


def _to_step(opened: Opened, goal: Step | None, *, from_check: bool = False) -> HttpResponse:
    if goal is None:
        return redirect("check", token=opened.token)
    address = reverse("step", args=[opened.token, goal.slug])
    return redirect(f"{address}?from=check" if from_check else address)


def _back(request: HttpRequest, opened: Opened, asked: Step) -> str:
    if came := _came_from(request):
        return reverse(came, args=[opened.token])
    before = flow.previous_step(opened.answers, opened.costs, asked.slug)
    return reverse("step", args=[opened.token, before.slug]) if before else reverse("start")


def _exit(opened: Opened) -> str:
    """Return where one may stop answering: the result, as soon as the type is known."""
    return reverse("result", args=[opened.token]) if opened.answers.get("incident_type") else ""


def _came_from(request: HttpRequest) -> str:
    """Return the page that sent for one answer and wants it back, if any."""
    named = (request.GET.get("from"), request.POST.get("from"))
    return next((name for name in (CHECK, OVERVIEW, RESULT) if name in named), "")


def _is_blank(request: HttpRequest) -> bool:
    posted = request.POST.items()
    return not any(str(value).strip() for name, value in posted if name not in OUR_FIELDS)
