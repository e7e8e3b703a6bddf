"""算定根拠: where each yen comes from, for everyone to read, as a page and as data.

In: the code of a published edition, or nothing for the one in force. Out: the page; the same
figures as JSON and as XLSX. A draft is not found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import costbook_store
from ..costbook import CostBook
from ..presenters.evidence.figure_tables import as_json, figure_tables
from ..presenters.evidence.figure_workbook import MEDIA_TYPE, workbook
from ..presenters.evidence.method_page import method_page
from ..presenters.report.typical_answers import typical_answers
from ..presenters.wording import Wording
from .access import needs_edition
from .method_formulas import item_formulas


@require_safe
@needs_edition
def in_force(request: HttpRequest) -> HttpResponse:
    """Show the edition that new estimates use."""
    return _page(request, costbook_store.default_code())


def shows_published(
    view: Callable[[HttpRequest, CostBook], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view a published edition in place of its code; a draft is not found."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, edition: str) -> HttpResponse:
        if edition not in {facts.code for facts in costbook_store.published_editions()}:
            raise Http404
        return view(request, costbook_store.load(edition))

    return shown


@shows_published
def of_edition(request: HttpRequest, costs: CostBook) -> HttpResponse:
    """Show one edition."""
    return _page(request, costs.edition)


@shows_published
def answers(request: HttpRequest, costs: CostBook) -> HttpResponse:
    """Show what わからない is taken as."""
    shown = typical_answers(costs, Wording.in_force())
    context = {"questions": shown, **_editions(costs.edition)}
    return render(request, "estimator/method_answers.html", context)


@shows_published
def as_data(request: HttpRequest, costs: CostBook) -> HttpResponse:  # noqa: ARG001
    """Hand out every figure of an edition as JSON."""
    found = as_json(costs.edition, figure_tables(costs, item_formulas(costs)))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


@shows_published
def as_workbook(request: HttpRequest, costs: CostBook) -> HttpResponse:  # noqa: ARG001
    """Hand out every figure of an edition as a workbook, one sheet a table."""
    found = workbook(figure_tables(costs, item_formulas(costs)))
    disposition = f'attachment; filename="songai-monosashi-{costs.edition}.xlsx"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(found, content_type=MEDIA_TYPE, headers=headers)


def _page(request: HttpRequest, edition: str) -> HttpResponse:
    costs = costbook_store.load(edition)
    shown = method_page(costs, item_formulas(costs), Wording.in_force())
    return render(request, "estimator/method.html", {"method": shown, **_editions(edition)})


def _editions(edition: str) -> dict[str, Any]:
    """The edition shown and the others one may turn to."""
    found = costbook_store.published_editions()
    return {
        "edition": next(facts for facts in found if facts.code == edition),
        "others": [facts for facts in found if facts.code != edition],
    }
