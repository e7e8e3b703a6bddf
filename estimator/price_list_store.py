"""Own price lists, in and out (自社単価表の保存).

In: a token out of the address, prices out of a valid form, the time. Out: `PriceList` rows, which
views read and never change.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from . import marks
from .models import PriceList

KEPT_FOR: Final = timedelta(days=365)  # from the last save
TOKEN_BYTES: Final = 24

Prices = Mapping[str, Mapping[str, Any]]


class UnknownPriceList(LookupError):
    """No price list belongs to this token: forged, mistyped, deleted or run out."""


class ChangedMeanwhile(Exception):
    """The list is not the one that the form was opened on; `saved` is how it stands now."""

    def __init__(self, saved: PriceList) -> None:
        super().__init__("changed meanwhile")
        self.saved = saved


def create(label: str, prices: Prices, *, now: datetime) -> tuple[str, PriceList]:
    """Store a new list and return the token that opens it, which exists nowhere else."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = PriceList.objects.create(
        token_digest=digest(token),
        label=label,
        prices=dict(prices),
        created=now,
        saved_at=now,
        expires_at=now + KEPT_FOR,
    )
    return token, row


def load(token: str, *, now: datetime) -> PriceList:
    """Return the list of a token. Raises: UnknownPriceList."""
    row = PriceList.objects.alive(now).filter(_opened_by([digest(token)])).first()
    if row is None:
        raise UnknownPriceList
    return row


def load_all(tokens: Iterable[str], *, now: datetime) -> list[tuple[str, PriceList]]:
    """Return those of the tokens that still open something, the last saved first."""
    by_digest = {digest(token): token for token in tokens}
    rows = PriceList.objects.alive(now).filter(_opened_by(by_digest))
    return [(_token_among(by_digest, row), row) for row in rows]


@transaction.atomic
def save(row: PriceList, label: str, prices: Prices, *, seen: str, now: datetime) -> None:
    """Put other prices in place; assessments begun before keep their copy.

    `seen` is the mark of the list that the form was opened on. Raises: ChangedMeanwhile when
    another tab saved other prices since; UnknownPriceList when the list was deleted meanwhile.
    """
    saved = PriceList.objects.select_for_update().filter(pk=row.pk).first()
    if saved is None:
        raise UnknownPriceList
    if mark_of(saved) != seen and (saved.label, saved.prices) != (label, prices):
        raise ChangedMeanwhile(saved)
    saved.label, saved.prices = label, dict(prices)
    saved.saved_at, saved.expires_at = now, now + KEPT_FOR
    saved.save()


def mark_of(row: PriceList) -> str:
    """Return a short mark of a list, by which a form knows the one it was opened on."""
    return marks.mark_of([row.label, row.prices])


def delete(row: PriceList) -> None:
    """Delete a list; assessments begun with it keep their copy."""
    row.delete()


def purge(*, now: datetime) -> int:
    """Delete what has expired; return how many lists went."""
    gone, _by_table = PriceList.objects.expired(now).delete()
    return gone


def digest(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _opened_by(digests: Iterable[str]) -> Q:
    """Return the lists that one of these opens: by their own link or by that of an account."""
    known = list(digests)
    return Q(token_digest__in=known) | Q(account_digest__in=known)


def _token_among(by_digest: Mapping[str, str], row: PriceList) -> str:
    return by_digest.get(row.token_digest) or by_digest[row.account_digest or ""]
