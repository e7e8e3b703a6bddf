"""The way in: the start page, ご利用にあたって and 用語集.

In: the cookie of this browser, the gallery, the sample. Out: three pages; looking stores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import assessment_store, costbook_store
from ..models import Assessment
from ..presenters.scenario_views import scenario_name
from ..presenters.wording import Wording
from ..questionnaire.cases import EXAMPLE, cases
from ..questionnaire.language import in_english
from ..questionnaire.words import CHAPTERS
from . import own_list, prices, sample
from .access import needs_edition
from .save_state import day_and_time

CASES_SHOWN: Final = 3  # the others stand on a page of their own


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One line of 「このブラウザで始めた見積り」."""

    token: str
    title: str  # the company, or a word for one without a name
    case: str  # the name of the case or of the incident type; empty: not answered yet
    centre: str  # 2,960万円; empty while there is no finished estimate
    saved: str


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is for, and let the visitor begin, continue or look at a case."""
    found = assessment_store.load_all(own_list.tokens(request), now=timezone.now())
    listed = cases(in_english())
    has_edition = _has_edition()
    context = {
        "has_edition": has_edition,
        "sample": sample.in_short() if has_edition else None,
        "price_lists": prices.own_lists(request),
        "own": [entry(token, assessment) for token, assessment in found],
        "examples": [case for case in listed if case.kind == EXAMPLE],
        "published": [case for case in listed if case.kind != EXAMPLE][:CASES_SHOWN],
    }
    return render(request, "estimator/start.html", context)


@require_safe
@needs_edition
def about(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and what the figures are not."""
    context = {"days": assessment_store.KEPT_FOR.days, "edition": costbook_store.load(None).edition}
    return render(request, "estimator/about.html", context)


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Explain the words that questions and results use."""
    return render(request, "estimator/words.html", {"chapters": CHAPTERS})


def _has_edition() -> bool:
    """Tell whether there is an edition to begin with."""
    try:
        costbook_store.default_code()
    except costbook_store.NoSuchEdition:
        return False
    return True


def entry(token: str, assessment: Assessment) -> OwnEntry:
    """Describe an assessment in one line."""
    answers = assessment.answers
    return OwnEntry(
        token=token,
        title=answers.get("company_name") or _("会社名は未記入"),
        case=scenario_of(assessment, answers.get("case_name") or ""),
        centre=_centre(assessment),
        saved=day_and_time(assessment.saved_at),
    )


def scenario_of(assessment: Assessment, case: str) -> str:
    """Name the case and, for a scenario, what is different in it."""
    if not assessment.scenario_kind:
        return case
    costs = costbook_store.load(assessment.edition.code)
    scenario = scenario_name(assessment.scenario_kind, assessment.scenario_name, costs)
    return " · ".join(filter(None, (case, scenario)))


def _centre(assessment: Assessment) -> str:
    if assessment.estimate is None or not assessment.estimate_is_current:
        return ""
    return Wording.in_force().rounded(assessment.estimate["totals"]["headline"]["typical"])
