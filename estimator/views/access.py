"""Open the assessment that an address names, or say why not.

In: the token out of the address. Out: `Opened` for the view, or a page: 404 for a forged, mistyped
or deleted link, 410 for one that has run out. Neither says whether it ever existed elsewhere.
Without a published edition (版) there is nothing to estimate with: 503.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from .. import assessment_store, costbook_store
from ..costbook import CostBook
from ..models import Assessment
from .own_prices import with_own_prices

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Opened:
    """An assessment, the token that opened it, and the edition it is pinned to."""

    token: str
    assessment: Assessment
    costs: CostBook
    at: datetime  # when the answers were read

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as they were stored."""
        return dict(self.assessment.answers)


def needs_edition(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with a page that says so while the edition that the view asks for is missing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except costbook_store.NoSuchEdition:
            return render(request, "503.html", status=503)

    return answered


def opens_assessment(
    view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the opened assessment in place of the token; never cached on the way."""

    @needs_edition
    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            now = timezone.now()
            assessment = assessment_store.load(token, now=now)
            edition = costbook_store.load(assessment.edition.code)
            costs = with_own_prices(edition, assessment.own_prices)
            return view(request, Opened(token, assessment, costs, now), *args, **kwargs)
        except assessment_store.UnknownAssessment:
            return render(request, "404.html", status=404)
        except assessment_store.ExpiredAssessment:
            return render(request, "410.html", status=410)

    return never_cache(opened)
