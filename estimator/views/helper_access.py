"""Open the questions that a link hands to somebody else, or say why not.

In: the token out of /h/<token>/. Out: `Helping` for the view, or a page: 404 for a link that is
none, 410 for one that ran out or was stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from .. import costbook_store, hand_off_store, link_store
from ..costbook import CostBook
from ..models import HandOff
from ..questionnaire import flow
from ..questionnaire.steps import Step
from .access import needs_edition
from .language import switched
from .own_prices import with_own_prices

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Helping:
    """The questions of one link, with the answers that decide which of them are asked."""

    token: str  # of the link
    row: HandOff
    answers: dict[str, Any]  # the owner's, with the helper's over them
    costs: CostBook

    def steps(self) -> list[Step]:
        """Return the pages that are asked, in order: those of the sections handed over."""
        path = flow.path(self.answers, self.costs)
        return [step for step in path if step.section.slug in self.row.sections]


def opens_hand_off(
    view: Callable[Concatenate[HttpRequest, Helping, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the questions in place of the token; closed to search engines and caches."""

    @never_cache
    @needs_edition
    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if (elsewhere := switched(request)) is not None:
            return elsewhere
        response = _answer(request, token, lambda asked: view(request, asked, *args, **kwargs))
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _answer(
    request: HttpRequest, token: str, show: Callable[[Helping], HttpResponse]
) -> HttpResponse:
    try:
        row = link_store.load(HandOff, token, now=timezone.now())
        edition = costbook_store.load(row.assessment.edition.code)
        costs = with_own_prices(edition, row.assessment.own_prices)
        return show(Helping(token, row, hand_off_store.merged(row), costs))
    except link_store.UnknownLink:
        return render(request, "404.html", status=404)
    except link_store.LinkEnded:
        return render(request, "estimator/link_ended.html", status=410)
