"""The living style page (部品一覧): every component in its states, for those who build pages.

In: nothing; only where DEBUG is on. Out: the real templates filled with the example company, so
that the page cannot differ from the site.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import costbook_store
from ..costbook import CostBook
from ..estimating import by_type, estimate_of
from ..outlook.outlook import outlook
from ..presenters.progress import progress_bar
from ..presenters.result_page import result_page
from ..presenters.running_total import Assumed, running_total
from ..presenters.wording import Wording
from ..questionnaire import flow
from ..questionnaire.cases import EXAMPLE, cases
from ..questionnaire.forms.base import StepForm
from ..questionnaire.language import in_english
from ..questionnaire.steps import step

TOKENS: Final = ("ink", "ink-soft", "line-strong", "line", "ground-soft", "blue", "blue-deep")
TOKENS_TOO: Final = ("blue-mid", "blue-light", "blue-ground", "red", "red-ground", "focus")
SHOWN: Final = "stop"  # a step with a choice, numbers, わからない and a follow-up
A_MOVE: Final = 5_440_000


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    if not settings.DEBUG:
        raise Http404
    costs = costbook_store.load(None)
    answers = next(case for case in cases(in_english()) if case.kind == EXAMPLE).answers
    context = {"tokens": TOKENS + TOKENS_TOO, **_fields(answers, costs), **_result(answers, costs)}
    return render(request, "estimator/style.html", context)


def _fields(answers: dict[str, Any], costs: CostBook) -> dict[str, Any]:
    """Ask one step as it comes, answered, and with mistakes."""
    asked = step(SHOWN).form
    blank = asked(answers={}, costs=costs)
    given = asked(answers=answers, costs=costs)
    wrong = asked({"stop_length": _("ながく")}, answers=answers, costs=costs)
    wrong.is_valid()
    states = ((_("空"), blank), (_("回答済み"), given), (_("誤り"), wrong))
    return {
        "states": [(name, _named(form, number)) for number, (name, form) in enumerate(states)],
        "mistakes": [{"id": "fields", "label": _("止まる期間"), "text": _("数字で入れてください")}],
        "progress": progress_bar(flow.progress(answers, costs, SHOWN)),
    }


def _named(form: StepForm, number: int) -> list[Any]:
    """Give the fields of each form names of their own: all stand on one page."""
    return [
        replace(asked, id=f"{asked.id}-{number}", name=f"{asked.name}-{number}", shown_when=())
        for asked in form.questions()
    ]


def _result(answers: dict[str, Any], costs: CostBook) -> dict[str, Any]:
    made = estimate_of(answers, costs, as_of=timezone.localdate())
    meaning = outlook(made, costs, by_type(answers, costs, as_of=made.as_of))
    item = "business_interruption"
    return {
        "result": result_page(made, costs, Wording.in_force(), meaning),
        "total": running_total(made, move_yen=A_MOVE, move_item=item, assumed=Assumed()),
        "token": "",
    }
