"""Five questions on one page, then every incident type at a glance (5つの質問で全体を見る).

In: what is posted. Out: the page, with 422 and everything typed when something is wrong; else a new
assessment with these answers and its overview. Nothing is stored by looking.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import assessment_store, costbook_store
from ..call_store import NEW_ASSESSMENTS
from ..questionnaire.forms.first import FirstForm
from . import prices
from .access import needs_edition
from .limits import limited
from .owning import begun, remember


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(NEW_ASSESSMENTS)
@needs_edition
def first(request: HttpRequest) -> HttpResponse:
    """Ask the five questions, or begin an assessment with their answers."""
    costs = costbook_store.load(None)
    if request.method != "POST":
        return _ask(request, FirstForm(answers={}, costs=costs))
    form = FirstForm(request.POST, answers={}, costs=costs)
    if not form.is_valid():
        return _ask(request, form)
    token, row = assessment_store.create(
        costs.edition, form.new_answers(), now=timezone.now(), prices=prices.chosen(request)
    )
    token = begun(request, token, row)
    response = redirect("overview", token=token)
    remember(request, response, row, token)
    return response


def _ask(request: HttpRequest, form: FirstForm) -> HttpResponse:
    questions = list(form.questions())
    context = {
        "title": form.title,
        "why": form.why,
        "questions": questions,
        "mistakes": [
            {"id": question.id, "label": question.label, "text": error}
            for question in questions
            for error in question.errors
        ],
        "price_lists": prices.own_lists(request),
        "chosen_prices": request.POST.get("price_list", ""),
    }
    return render(request, "estimator/first.html", context, status=422 if form.is_bound else 200)
