"""Scenarios side by side (条件を変えた場合と比べる): make one, compare two to four, take one out.

In: an opened assessment. Out: the page of the comparison; a copy with a link of its own, put into
the list of this browser. The link of a scenario made elsewhere is not known here and not shown.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import ENGINE_VERSION, assessment_store, costbook_store, scenario_store
from ..estimating import CANNOT_ESTIMATE
from ..models import Assessment
from ..outlook.scenarios import FEWEST, MOST
from ..presenters.scenario_views import (
    LETTERS,
    Scenario,
    TogetherView,
    compare_view,
    different_types,
    scenario_name,
    together_view,
)
from ..presenters.wording import Wording
from ..questionnaire.fields import TextQuestion, Typed
from ..questionnaire.what_ifs import named, other_types, what_ifs
from ..scenario_store import OWN, NewScenario
from . import own_list
from .access import Opened, opens_assessment
from .estimating import estimate_of, outlook_of, together_of
from .pages import page
from .save_state import save_state

NAME = TextQuestion("", most=40)
REFUSED, FULL = 422, 409


@require_safe
@opens_assessment
def compare(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the scenarios, or how to make the first."""
    if not opened.answers.get("incident_type"):
        return redirect("assessment", opened.token)
    return page(request, "estimator/compare.html", _context(request, opened))


@require_POST
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
    own = new.kind == OWN
    response = redirect("check", token) if own else redirect("compare", opened.token)
    name = scenario_name(row.scenario_kind, row.scenario_name, opened.costs)
    said = _("「%(name)s」を作りました。変えたい回答を直してから計算してください。")
    added = _("「%(name)s」を加えました。")
    messages.success(request, (said if own else added) % {"name": name})
    own_list.add(request, response, token)
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
    scenario = request.POST.get("scenario", "")
    if scenario.isdecimal() and scenario_store.take_out(opened.assessment, int(scenario)):
        messages.success(request, _("比べるのをやめました。見積りは消えていません。"))
    return redirect("compare", opened.token)


@require_POST
@opens_assessment
def recalculate(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
    """Take the default edition and the present engine for every scenario."""
    edition = costbook_store.load(None).edition
    scenario_store.recalculate_under(opened.assessment, edition, now=timezone.now())
    return redirect("compare", opened.token)


def _context(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    rows = scenario_store.group(opened.assessment, now=opened.at)
    context = {
        "title": _("条件を変えた場合と比べる"),
        "token": opened.token,
        "save_state": save_state(request, opened),
        **_offers(opened, rows),
    }
    if _is_mixed(rows):
        return {**context, "is_mixed": True}
    scenarios, failed = _scenarios(request, opened, rows)
    if len(scenarios) < FEWEST:
        return {**context, "failed": failed}
    wording = Wording.in_force()
    return {
        **context,
        "failed": failed,
        "compared": compare_view(scenarios, opened.costs, wording),
        "together": _together(scenarios, opened, wording),
    }


def _offers(opened: Opened, rows: list[Assessment]) -> dict[str, Any]:
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


def _is_mixed(rows: list[Assessment]) -> bool:
    """Tell whether the figures are not all of one edition and of the present engine."""
    kept = (row.engine_version for row in rows if row.estimate_is_current)
    return len({row.edition_id for row in rows}) > 1 or any(v != ENGINE_VERSION for v in kept)


def _scenarios(
    request: HttpRequest, opened: Opened, rows: list[Assessment]
) -> tuple[list[Scenario], list[str]]:
    """Estimate every scenario; return also the names of those that cannot be estimated."""
    known = {assessment_store.digest(token): token for token in own_list.tokens(request)}
    known[opened.assessment.token_digest] = opened.token
    found, failed = [], []
    for row in rows:
        name = scenario_name(row.scenario_kind, row.scenario_name, opened.costs)
        try:
            found.append(_scenario(row, name, known.get(row.token_digest, ""), opened))
        except CANNOT_ESTIMATE:
            failed.append(name)
    return found, failed


def _scenario(row: Assessment, name: str, token: str, opened: Opened) -> Scenario:
    answers = dict(row.answers)
    made = estimate_of(answers, opened.costs)
    spread = outlook_of(answers, made, opened.costs).spread
    return Scenario(
        id=row.pk,
        name=name,
        token=token,
        is_open=row.pk == opened.assessment.pk,
        answers=answers,
        estimate=made,
        band=spread.distribution.headline if spread else None,
    )


def _together(scenarios: list[Scenario], opened: Opened, wording: Wording) -> TogetherView | None:
    """Join the incidents of different types; None where all are of one."""
    joined = different_types(scenarios)
    if len(joined) < FEWEST:
        return None
    letters = dict(zip((scenario.id for scenario in scenarios), LETTERS, strict=False))
    heads = [f"{letters[scenario.id]} {scenario.name}" for scenario in joined]
    estimates = [scenario.estimate for scenario in joined]
    added_up = sum(made.headline.typical for made in estimates)
    return together_view(together_of(estimates, opened.costs), heads, added_up, wording)
