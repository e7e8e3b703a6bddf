"""Scenarios side by side (条件を変えた場合と比べる): make one, name it, compare, take one out.

In: an opened assessment. Out: the page of the comparison; a copy with a link of its own, put into
the list of this browser. The link of a scenario made elsewhere is not known here and not shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import account_store, costbook_store, scenario_store
from ..call_store import NEW_ASSESSMENTS
from ..models import Assessment
from ..outlook.scenarios import MOST
from ..presenters.scenario_views import compare_view, scenario_name
from ..presenters.together_views import picks, together_view
from ..presenters.wording import Wording
from ..questionnaire.fields import TextQuestion, Typed
from ..questionnaire.what_ifs import named, other_types, what_ifs
from ..scenario_store import OWN, NewScenario
from . import own_list
from .access import Opened, opens_assessment
from .limits import limited
from .owning import begun, remember
from .pages import page
from .save_state import save_state
from .side_by_side import group_of

NAME = TextQuestion("", most=40)
NUMBER = re.compile(r"[0-9]{1,15}")  # of a scenario
REFUSED, FULL = 422, 409


@require_safe
@opens_assessment
def compare(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the scenarios, or how to make the first."""
    if not opened.answers.get("incident_type"):
        return redirect("assessment", opened.token)
    return page(request, "estimator/compare.html", _context(request, opened))


@require_POST
@limited(NEW_ASSESSMENTS)
@opens_assessment
def add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Copy the answers: a ready-made change stays here, an own one goes on to its answers."""
    try:
        new = _wanted(request, opened)
        token, row = scenario_store.add(opened.assessment, new, now=timezone.now())
    except ValidationError as wrong:
        return _refused(request, opened, wrong.messages[0], REFUSED)
    except scenario_store.TooMany:
        text = _("比べられるのは%(most)d件までです。一つ外してから加えてください。")
        return _refused(request, opened, text % {"most": MOST}, FULL)
    if account_store.owns(request.user, opened.assessment):
        token = begun(request, token, row)  # a scenario belongs to whoever owns the start
    own = new.kind == OWN
    response = redirect("check", token) if own else redirect("compare", opened.token)
    name = scenario_name(row.scenario_kind, row.scenario_name, opened.costs)
    said = _("「%(name)s」を作りました。変えたい回答を直してから計算してください。")
    added = _("「%(name)s」を加えました。")
    messages.success(request, (said if own else added) % {"name": name})
    remember(request, response, row, token)
    return response


def _wanted(request: HttpRequest, opened: Opened) -> NewScenario:
    """Read what is to be made. Raises: ValidationError; Http404: not offered."""
    code = request.POST.get("what_if", "")
    if not code:
        return NewScenario(OWN, str(NAME.clean(Typed(request.POST.get("name", "")))))
    found = named(code, opened.answers, opened.costs)
    if found is None:
        raise Http404
    return NewScenario(code, changes=found.changes)


def _refused(request: HttpRequest, opened: Opened, why: str, status: int) -> HttpResponse:
    context = {**_context(request, opened), "wrong": why, "typed": request.POST.get("name", "")}
    return page(request, "estimator/compare.html", context, status=status)


@require_POST
@opens_assessment
def take_out(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Let one of the others stand alone again."""
    scenario = _number(request.POST.get("scenario", ""))
    if scenario_store.take_out(opened.assessment, scenario):
        messages.success(request, _("比べるのをやめました。見積りは消えていません。"))
    return redirect("compare", opened.token)


@require_POST
@opens_assessment
def rename(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Call a scenario something else; without a name it has that of its kind again."""
    number, typed = request.POST.get("scenario", ""), request.POST.get("name", "")
    try:
        name = str(NAME.clean(Typed(typed)))
    except ValidationError as wrong:
        renamed = {"id": number, "typed": typed, "wrong": wrong.messages[0]}
        context = {**_context(request, opened), "renamed": renamed}
        return page(request, "estimator/compare.html", context, status=REFUSED)
    if not scenario_store.rename(opened.assessment, _number(number), name):
        raise Http404
    messages.success(request, _("名前を変えました。"))
    return redirect("compare", opened.token)


@require_POST
@opens_assessment
def pick(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Choose which scenario of each incident type is counted 同時に起きたら."""
    taken = [_number(number) for number in request.POST.getlist("taken")]
    if not scenario_store.pick(opened.assessment, taken):
        raise Http404
    return redirect(reverse("compare", args=[opened.token]) + "#together-title")


def _number(text: str) -> int:
    """Read the number of a scenario; 0 is none."""
    return int(text) if NUMBER.fullmatch(text) else 0


@require_POST
@opens_assessment
def recalculate(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
    """Take the default edition and the present engine for every scenario."""
    edition = costbook_store.load(None).edition
    scenario_store.recalculate_under(opened.assessment, edition, now=timezone.now())
    return redirect("compare", opened.token)


def _context(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    group, wording = group_of(opened, own_list.tokens(request), request.user), Wording.in_force()
    context = {
        "title": _("条件を変えた場合と比べる"),
        "token": opened.token,
        "save_state": save_state(request, opened),
        "failed": group.failed,
        "is_mixed": group.is_mixed,
        **_offers(opened, group.rows),
    }
    if group.found is None:
        return context
    return {
        **context,
        "compared": compare_view(group.found.scenarios, opened.costs, wording),
        "together": together_view(group.found, wording),
        "picks": picks(group.found, wording),
    }


def _offers(opened: Opened, rows: Sequence[Assessment]) -> dict[str, Any]:
    """Return what can be made of the open assessment, less what stands beside it already."""
    row, beside = opened.assessment, {row.scenario_kind for row in rows}
    changes = what_ifs(opened.answers, opened.costs)
    types = other_types(opened.answers, opened.costs)
    return {
        "name": scenario_name(row.scenario_kind, row.scenario_name, opened.costs),
        "what_ifs": [one for one in changes if one.code not in beside],
        "types": [one for one in types if one.code not in beside],
        "is_full": len(rows) >= MOST,
    }
