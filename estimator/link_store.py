"""What every link for somebody else has in common: its token, its end, when it was opened.

In the flow: below `share_store` and `hand_off_store`. In: a token out of the address, the time.
Out: the row it opens. A token is shown once, when it is made; only its digest is stored.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from .assessment_store import digest
from .models import HandOff, ShareLink

TOKEN_BYTES: Final = 24  # 192 bits of chance
MOST: Final = 50  # open links of a kind for one assessment
FORGOTTEN_AFTER: Final = timedelta(days=90)  # after the end; until then the page says it ended

Row = TypeVar("Row", ShareLink, HandOff)


class UnknownLink(LookupError):
    """No link belongs to this token: forged, mistyped or deleted."""


class LinkEnded(LookupError):
    """The link ran out or was stopped, or its assessment ran out."""


class TooManyLinks(Exception):
    """As many links are open as one can keep in view."""


def made(rows: Any, *, days: int, now: datetime, **values: Any) -> tuple[str, Any]:
    """Store a link among `rows` and return its token, which exists nowhere else.

    Raises: TooManyLinks.
    """
    if rows.filter(revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise TooManyLinks
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = rows.create(
        token_digest=digest(token), created=now, expires_at=now + timedelta(days=days), **values
    )
    return token, row


def load(kind: type[Row], token: str, *, now: datetime) -> Row:
    """Return the row that a token opens. Raises: UnknownLink, LinkEnded."""
    wanted = digest(token)
    rows = kind.objects.select_related("assessment__edition").filter(token_digest=wanted)
    row = rows.first()
    if row is None or not secrets.compare_digest(row.token_digest, wanted):
        raise UnknownLink
    if not row.is_open(now) or row.assessment.expires_at <= now:
        raise LinkEnded
    return row


def note_opened(row: ShareLink | HandOff, *, now: datetime) -> None:
    """Keep when the link was opened last."""
    type(row).objects.filter(pk=row.pk).update(last_opened=now)


def revoke(rows: Any, number: int, *, now: datetime) -> None:
    """Stop a link at once; it can be brought back until its day."""
    rows.filter(pk=number, revoked_at=None).update(revoked_at=now)


def restore(rows: Any, number: int) -> None:
    """Let a stopped link lead where it did."""
    rows.filter(pk=number).update(revoked_at=None)


def purge(*, now: datetime) -> int:
    """Delete links long past their end; return how many went."""
    ended = now - FORGOTTEN_AFTER
    return sum(
        kind.objects.filter(expires_at__lte=ended).delete()[0] for kind in (ShareLink, HandOff)
    )
