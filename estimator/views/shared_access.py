"""Open what a link for somebody else leads to, or say why not.

In: the token out of /s/<token>/. Out: `Visit` for the view, or a page: 404 for a link that is none,
410 for one that ran out or was stopped, 401 while its passphrase is not known here. No answer lets
the address of the assessment out: the view gets none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache

from .. import assessment_store, costbook_store, link_store
from ..models import ShareLink
from ..questionnaire.sharing import PassphraseForm
from .access import Opened, needs_edition
from .language import switched
from .link_rows import last_day
from .own_prices import with_own_prices

P = ParamSpec("P")
COOKIE: Final = "shared"
SALT: Final = "estimator.shared"
OPEN_FOR: Final = timedelta(hours=12)  # without asking for the passphrase again
ASKS = 401
LINKED: Final = {"language_by_link": True}  # a page without a form, see `language`


@dataclass(frozen=True, slots=True)
class Shared:
    """Who shares what until when: the line above every shared page."""

    token: str  # of the link, never of the assessment
    company: str
    recipient: str
    until: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An assessment behind a link: opened without its own token."""

    opened: Opened
    link: ShareLink
    shared: Shared


def opens_shared(
    view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the visit in place of the token; closed to search engines and caches."""

    @never_cache
    @needs_edition
    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return closed(_answer(request, token, lambda visit: view(request, visit, *args, **kwargs)))

    return opened


def closed(response: HttpResponse) -> HttpResponse:
    """Keep search engines out, and the address out of the next site's log."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(
    request: HttpRequest, token: str, show: Callable[[Visit], HttpResponse]
) -> HttpResponse:
    if (elsewhere := switched(request)) is not None:
        return elsewhere
    now = timezone.now()
    try:
        link = link_store.load(ShareLink, token, now=now)
        if not is_unlocked(request, link):
            return ask_passphrase(request, link, token, PassphraseForm(), status=ASKS)
        return show(_visit(link, token, now))
    except (link_store.UnknownLink, assessment_store.UnknownAssessment):
        return render(request, "404.html", LINKED, status=404)
    except link_store.LinkEnded:
        return render(request, "estimator/link_ended.html", LINKED, status=410)


def is_unlocked(request: HttpRequest, link: ShareLink) -> bool:
    """Tell whether no passphrase is asked for, or this browser has given it."""
    if not link.passphrase:
        return True
    known = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=OPEN_FOR)
    return constant_time_compare(known or "", _mark(link))


def unlocked(link: ShareLink, token: str) -> HttpResponse:
    """Lead to the result and remember for a while that the passphrase was given."""
    response = redirect("shared", token)
    response.set_signed_cookie(
        COOKIE,
        _mark(link),
        salt=SALT,
        max_age=OPEN_FOR,
        path=response["Location"],
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def ask_passphrase(
    request: HttpRequest,
    link: ShareLink,
    token: str,
    form: PassphraseForm,
    *,
    status: int,
    **more: Any,
) -> HttpResponse:
    """Ask for the passphrase; nothing of the assessment is on the page."""
    mistakes = [
        {"id": "id_passphrase", "label": "", "text": text}
        for text in form.errors.get("passphrase", ())
    ]
    context = {"link_token": token, "mistakes": mistakes, "until": last_day(link)}
    response = render(request, "estimator/passphrase.html", LINKED | context | more, status=status)
    if status == ASKS:
        response["WWW-Authenticate"] = 'Form realm="shared"'
    return response


def _mark(link: ShareLink) -> str:
    """Name the link and its passphrase: another passphrase asks again."""
    return salted_hmac(SALT, f"{link.pk}:{link.passphrase}").hexdigest()


def _visit(link: ShareLink, token: str, now: datetime) -> Visit:
    assessment = link.assessment
    costs = with_own_prices(costbook_store.load(assessment.edition.code), assessment.own_prices)
    company = str(assessment.answers.get("company_name") or "")
    shared = Shared(token, company, link.recipient, last_day(link))
    return Visit(Opened("", assessment, costs, now), link, shared)
