"""What a page of what was really paid starts from: the lines as estimated, the payments on record.

In: an opened assessment. Out: the lines that its result page shows, and the forecast made of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .. import actual_store
from ..estimating import CANNOT_ESTIMATE
from ..outlook.actuals import Forecast, Planned, forecast, planned
from ..questionnaire.quotes import quotes
from .access import Opened, opens_assessment
from .result import engine_changed, finished_estimate

P = ParamSpec("P")
Lines = tuple[Planned, ...]


def with_lines(
    view: Callable[Concatenate[HttpRequest, Opened, Lines, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the estimated lines; without an estimate lead to where it is made."""

    def tracked(
        request: HttpRequest, opened: Opened, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not opened.answers.get("incident_type"):
            return redirect("assessment", opened.token)
        try:
            lines = planned_lines(opened)
        except CANNOT_ESTIMATE:
            return redirect("result", opened.token)
        return view(request, opened, lines, *args, **kwargs)

    return wraps(view)(opens_assessment(tracked))


def planned_lines(opened: Opened) -> Lines:
    """Return the lines of the result page; those of an earlier engine as they were stored.

    Raises: AnswersRefused; NotInEdition.
    """
    if not engine_changed(opened):
        return planned(finished_estimate(opened))
    stored: dict[str, Any] = opened.assessment.estimate or {}
    inside = {quote["covers"][0]: tuple(quote["covers"]) for quote in quotes(opened.answers)}
    return tuple(
        Planned(line["code"], line["typical"], inside.get(line["code"], ()))
        for line in stored["lines"]
    )


def forecast_of(opened: Opened, lines: Lines) -> Forecast:
    """Put what is on record beside the lines."""
    paid = actual_store.payments(opened.assessment)
    return forecast(lines, paid, actual_store.closed_lines(opened.assessment))
