"""The assessments begun in this browser (このブラウザで始めた見積り): a signed cookie of tokens.

In: the cookie. Out: tokens, the newest first. The cookie holds nothing of the company, scripts
cannot read it, other sites cannot send it, and it ends with the last assessment in it.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..assessment_store import KEPT_FOR

COOKIE: Final = "assessments"
SALT: Final = "estimator.own_list"
MOST: Final = 30  # 32 characters each: well below the 4,096 of a cookie


def tokens(request: HttpRequest) -> list[str]:
    """Return the tokens of this browser; none when the cookie is absent or was tampered with."""
    text = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return [token for token in (text or "").split(".") if token]


def add(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Remember one more."""
    others = [known for known in tokens(request) if known != token]
    _keep(response, [token, *others][:MOST])


def renew(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Push the cookie's end out after a save, if the assessment was begun in this browser."""
    if token in (known := tokens(request)):
        _keep(response, known)


def remove(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Forget one."""
    _keep(response, [known for known in tokens(request) if known != token])


def _keep(response: HttpResponse, known: list[str]) -> None:
    if not known:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        ".".join(known),
        salt=SALT,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
