"""What every address of the API shares: language, method, and an answer whatever happens.

In: a function of a request. Out: a view that needs no CSRF token, since nothing is stored and no
cookie is read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from .. import costbook_store
from ..contract import OptionsRefused
from ..questionnaire.problems import AnswersRefused, NotReadable
from . import problem_details as problems
from .problem_details import Refusal
from .reading import in_query

log = logging.getLogger(__name__)
View = Callable[[HttpRequest], HttpResponse]


def endpoint(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Let a view answer these methods (none named: all), and turn what it raises into details."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, *_parts: str, **_named: str) -> HttpResponse:
            with translation.override(_language(request)):
                response = _answer(view, request, methods)
                response.headers["Content-Language"] = translation.get_language()
            response.headers["Cache-Control"] = "no-store"
            return response

        return answered

    return decorate


def _language(request: HttpRequest) -> str:
    """Follow the query alone; one that is wrong is refused later, in Japanese."""
    try:
        asked = request.GET.get("language")
    except TooManyFieldsSent:
        return settings.LANGUAGE_CODE
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _answer(view: View, request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    try:
        if methods and request.method not in methods:
            raise _wrong_method(methods)
        return view(request)
    except Exception as error:  # noqa: BLE001 - whatever it is, a program gets its JSON
        return problems.answer(_refusal(error))


def _refusal(error: Exception) -> Refusal:
    """Say which kind of refusal an error is; one that nobody foresaw goes into the log."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, OptionsRefused):
        return Refusal(problems.REFUSED, errors=in_query(error.problems))
    if isinstance(error, AnswersRefused):
        kind = problems.MALFORMED if isinstance(error, NotReadable) else problems.REFUSED
        return Refusal(kind, errors=error.problems)
    if isinstance(error, costbook_store.NoSuchEdition):
        return Refusal(problems.UNAVAILABLE, headers={"Retry-After": "3600"})
    log.error("the API could not answer: %s", type(error).__name__, exc_info=error)
    return Refusal(problems.INTERNAL)


def _wrong_method(methods: tuple[str, ...]) -> Refusal:
    allowed = ", ".join(methods)
    detail = _("使えるメソッド: %(methods)s") % {"methods": allowed}
    return Refusal(problems.METHOD, detail, headers={"Allow": allowed})
