"""Switch the language by an address (?language=en): for links handed to somebody else.

In: a request. Out: the same address without the switch, and the cookie; None where nothing is to
be switched. The pages of a shared result hold no form: under `no-referrer` a browser names no
origin, and Django refuses a form without one.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

PARAMETER = "language"


def switched(request: HttpRequest) -> HttpResponse | None:
    """Keep the language that the address names and lead back to the page."""
    code = request.GET.get(PARAMETER)
    if code not in {known for known, _name in settings.LANGUAGES}:
        return None
    response = HttpResponseRedirect(request.path)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
