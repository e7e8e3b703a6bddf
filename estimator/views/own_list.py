"""The assessments begun in this browser (このブラウザで始めた見積り): a signed cookie of tokens.

In: the cookie. Out: tokens, the newest first. The cookie holds nothing of the company, scripts
cannot read it, other sites cannot send it, and it ends with the last assessment in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..assessment_store import KEPT_FOR
from ..price_list_store import KEPT_FOR as PRICES_KEPT_FOR


@dataclass(frozen=True, slots=True)
class Kind:
    """What a cookie remembers the tokens of."""

    cookie: str
    salt: str
    kept_for: timedelta


COOKIE: Final = "assessments"
SALT: Final = "estimator.own_list"
ASSESSMENTS: Final = Kind(COOKIE, SALT, KEPT_FOR)
PRICE_LISTS: Final = Kind("price_lists", "estimator.own_price_lists", PRICES_KEPT_FOR)
MOST: Final = 30  # 32 characters each: well below the 4,096 of a cookie


def tokens(request: HttpRequest, kind: Kind = ASSESSMENTS) -> list[str]:
    """Return the tokens of this browser; none when the cookie is absent or was tampered with."""
    text = request.get_signed_cookie(kind.cookie, default="", salt=kind.salt)
    return [token for token in (text or "").split(".") if token]


def add(request: HttpRequest, response: HttpResponse, token: str, kind: Kind = ASSESSMENTS) -> None:
    """Remember one more."""
    others = [known for known in tokens(request, kind) if known != token]
    _keep(response, [token, *others][:MOST], kind)


def add_all(request: HttpRequest, response: HttpResponse, new: Iterable[str], kind: Kind) -> None:
    """Remember several, the first given first; those beyond the cookie's room are left out."""
    known = [*new, *tokens(request, kind)]
    _keep(response, list(dict.fromkeys(known))[:MOST], kind)


def renew(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Push the cookie's end out after a save, if the assessment was begun in this browser."""
    if token in (known := tokens(request)):
        _keep(response, known, ASSESSMENTS)


def remove(
    request: HttpRequest, response: HttpResponse, token: str, kind: Kind = ASSESSMENTS
) -> None:
    """Forget one."""
    _keep(response, [known for known in tokens(request, kind) if known != token], kind)


def _keep(response: HttpResponse, known: list[str], kind: Kind) -> None:
    if not known:
        response.delete_cookie(kind.cookie, samesite="Lax")
        return
    response.set_signed_cookie(
        kind.cookie,
        ".".join(known),
        salt=kind.salt,
        max_age=kind.kept_for,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
