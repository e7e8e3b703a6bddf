"""The links handed out of an assessment, as its owner sees them (渡したリンク).

In: `ShareLink` or `HandOff` rows. Out: `LinkRow` for the lists; `FreshLink` for the one just made,
whose token travels once, in a signed cookie of that page, and is nowhere afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from .. import link_store
from ..assessment_store import digest
from ..models import HandOff, ShareLink
from ..presenters.mails import Letter, Mail
from ..presenters.wording import Wording
from .access import Opened
from .save_state import day_and_time

COOKIE: Final = "new_link"
SALT: Final = "estimator.new_link"
KEPT_FOR: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of a list."""

    number: int
    recipient: str
    until: str
    opened: str  # when last; empty: never
    state: str  # open, stopped or ended
    has_passphrase: bool
    row: Any  # HandOff: what became of the questions


@dataclass(frozen=True, slots=True)
class FreshLink:
    """The link just made: shown this once."""

    address: str
    recipient: str
    until: str
    has_passphrase: bool
    mails: list[Mail]


def last_moment(row: ShareLink | HandOff) -> datetime:
    """Return when a link ends: with its day or with the assessment."""
    return min(row.expires_at, row.assessment.expires_at)


def last_day(row: ShareLink | HandOff) -> str:
    """Write the day on which a link ends."""
    return Wording.in_force().date(timezone.localtime(last_moment(row)).date())


def link_rows(rows: Iterable[ShareLink | HandOff], *, now: datetime) -> list[LinkRow]:
    """Lay out the links, the last made first."""
    return [
        LinkRow(
            number=row.pk,
            recipient=row.recipient,
            until=last_day(row),
            opened=day_and_time(row.last_opened) if row.last_opened else "",
            state="stopped" if row.revoked_at else "open" if row.is_open(now) else "ended",
            has_passphrase=bool(getattr(row, "passphrase", "")),
            row=row,
        )
        for row in rows
    ]


def just_stopped(request: HttpRequest, listed: Iterable[LinkRow]) -> LinkRow | None:
    """Return the link that the page before stopped, to offer the way back."""
    number = request.GET.get("stopped", "")
    found = (link for link in listed if link.state == "stopped")
    return next((link for link in found if str(link.number) == number), None)


def stop_link(rows: Any, number: int, listed_at: str) -> HttpResponse:
    """Stop a link at once and go back to the list, which offers to let it open again."""
    link_store.revoke(rows, number, now=timezone.now())
    return redirect(f"{listed_at}?stopped={number}")


def hand_over(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Let the next page show the token of the link just made."""
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=SALT,
        max_age=KEPT_FOR,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def fresh_link(
    request: HttpRequest,
    opened: Opened,
    *,
    rows: Any,
    page: str,
    write: Callable[[Letter], list[Mail]],
) -> FreshLink | None:
    """Return the link just made, if this page is the first after it."""
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_FOR) or ""
    row = rows.filter(token_digest=digest(token), revoked_at=None).first() if token else None
    if row is None:
        return None
    address = request.build_absolute_uri(reverse(page, args=[token]))
    letter = Letter(
        address=address,
        recipient=row.recipient,
        company=str(opened.answers.get("company_name") or ""),
        until=timezone.localtime(last_moment(row)).date(),
        has_passphrase=bool(getattr(row, "passphrase", "")),
        note=getattr(row, "note", ""),
    )
    until = last_day(row)
    return FreshLink(address, row.recipient, until, letter.has_passphrase, write(letter))


def forget_fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Take the token away once it was shown."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
    return response
