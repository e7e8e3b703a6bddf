"""The questions handed to somebody else (/h/<token>/): answer them, send them back.

In: a link's sections and what the helper posts. Out: only those questions, with the company's name
and the owner's words; the answers wait beside the assessment, which is not touched; 409 with both
when another tab of the helper was quicker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import hand_off_store, link_store
from ..marks import mark_of
from ..presenters.check_page import Difference, differences
from ..questionnaire import flow
from ..questionnaire.fields import Text
from ..questionnaire.forms.base import Question, StepForm
from ..questionnaire.steps import Step
from .helper_access import Helping, opens_hand_off
from .link_rows import last_day

SEEN = "seen"  # the mark of the answers that the form was opened on


@dataclass(frozen=True, slots=True)
class Task:
    """One page of questions in the list."""

    slug: str
    title: Text
    is_done: bool  # saved by the helper


@dataclass(frozen=True, slots=True)
class Changed:
    """What another tab saved of the page since it was opened."""

    mark: str
    rows: list[Difference]


@require_safe
@opens_hand_off
def questions(request: HttpRequest, asked: Helping) -> HttpResponse:
    """Show what is asked, how far it is, and the way to send it back."""
    link_store.note_opened(asked.row, now=timezone.now())
    tasks = [Task(step.slug, step.title, _is_done(step, asked)) for step in asked.steps()]
    context = {
        "title": _("%(company)sからの質問") % {"company": _company(asked) or _("取引先")},
        "tasks": tasks,
        "first": next((task.slug for task in tasks if not task.is_done), ""),
        "done": sum(task.is_done for task in tasks),
        "is_sent": asked.row.sent_at is not None,
        "is_settled": asked.row.settled_at is not None,
    }
    return _page(request, asked, "estimator/helping.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_hand_off
def step(request: HttpRequest, asked: Helping, slug: str) -> HttpResponse:
    """Ask the questions of one page, or keep the answers to them."""
    found = next((step for step in asked.steps() if step.slug == slug), None)
    if found is None or asked.row.settled_at is not None:
        return redirect("helping", asked.token)
    if request.method != "POST":
        form = found.form(answers=asked.answers, costs=asked.costs)
        hand_off_store.note_seen(asked.row, form.keys())
        return _ask(request, asked, found, form)
    form = found.form(request.POST, answers=asked.answers, costs=asked.costs)
    if not form.is_valid():
        return _ask(request, asked, found, form)
    mine, seen = form.new_answers(), request.POST.get(SEEN, "")
    try:
        hand_off_store.save_step(asked.row, form.keys(), mine, seen=seen)
    except hand_off_store.ChangedMeanwhile as meanwhile:
        both = differences(found, meanwhile.saved, mine, asked.costs)
        return _ask(request, asked, found, form, changed=Changed(mark_of(meanwhile.saved), both))
    return _lead_on(asked, found, form)


@require_POST
@opens_hand_off
def send(request: HttpRequest, asked: Helping) -> HttpResponse:  # noqa: ARG001
    """Give the answers back."""
    if asked.row.handled:
        hand_off_store.send(asked.row, now=timezone.now())
    return redirect("helping", asked.token)


def _ask(
    request: HttpRequest,
    asked: Helping,
    step: Step,
    form: StepForm,
    *,
    changed: Changed | None = None,
) -> HttpResponse:
    slugs = [found.slug for found in asked.steps()]
    shown = [_without_hints_of_others(question) for question in form.questions()]
    context = {
        "title": step.title,
        "why": step.why,
        "questions": shown,
        "mistakes": [
            {"id": question.id, "label": question.label, "text": error}
            for question in shown
            for error in question.errors
        ],
        "slug": step.slug,
        "number": slugs.index(step.slug) + 1,
        "total_pages": len(slugs),
        "differences": changed.rows if changed else [],
        "seen": changed.mark if changed else _seen(request, asked, form),
    }
    status = 409 if changed else 422 if form.is_bound else 200
    return _page(request, asked, "estimator/helping_step.html", context, status=status)


def _seen(request: HttpRequest, asked: Helping, form: StepForm) -> str:
    """Return the mark of what the helper saved when the form was opened."""
    if form.is_bound:
        return request.POST.get(SEEN, "")
    return hand_off_store.step_mark(asked.row, form.keys())


def _without_hints_of_others(question: Question) -> Question:
    """Leave out what わからない is taken as: it is worked out from answers not handed over."""
    return replace(question, taken_as="", taken_when=())


def _lead_on(asked: Helping, step: Step, form: StepForm) -> HttpResponse:
    kept = {k: v for k, v in asked.answers.items() if k not in form.fields}
    after = replace(asked, answers=kept | form.new_answers())
    slugs = [found.slug for found in after.steps()]
    later = slugs[slugs.index(step.slug) + 1 :] if step.slug in slugs else []
    return (
        redirect("helping_step", asked.token, later[0])
        if later
        else redirect("helping", asked.token)
    )


def _is_done(step: Step, asked: Helping) -> bool:
    """Tell whether the helper saved every question of the page that is asked."""
    kept = flow.reachable(asked.answers, asked.costs)
    return all(field.key in asked.row.handled for field in step.form.asked(kept, asked.costs))


def _company(asked: Helping) -> str:
    return str(asked.row.assessment.answers.get("company_name") or "")


def _page(
    request: HttpRequest,
    asked: Helping,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "link_token": asked.token,
        "company": _company(asked),
        "recipient": asked.row.recipient,
        "note": asked.row.note,
        "until": last_day(asked.row),
    }
    return render(request, template, facts | context, status=status)
