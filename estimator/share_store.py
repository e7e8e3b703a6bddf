"""Shared results (共有リンク), in and out.

In: an assessment, for whom, for how long, perhaps a passphrase. Out: `ShareLink` rows. A passphrase
is kept as Django's hash; guessing is slowed down for each link, whoever guesses.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from . import link_store
from .models import Assessment, ShareLink
from .throttle import count_try


class WrongPassphrase(Exception):
    """The passphrase does not open the link."""


@dataclass(frozen=True, slots=True)
class NewShare:
    """What a link is to be."""

    recipient: str
    days: int
    passphrase: str = ""  # as typed; empty: none is asked for


@transaction.atomic
def create(assessment: Assessment, new: NewShare, *, now: datetime) -> tuple[str, ShareLink]:
    """Store a link and return its token, which exists nowhere else. Raises: TooManyLinks."""
    kept = make_password(_plain(new.passphrase)) if new.passphrase else ""
    rows, whom = assessment.share_links, new.recipient
    return link_store.made(rows, days=new.days, now=now, recipient=whom, passphrase=kept)


def unlock(link: ShareLink, passphrase: str, *, now: datetime) -> None:
    """Check a passphrase. Raises: WrongPassphrase, TooManyTries.

    The try is counted before it is checked: many at once gain nothing.
    """
    _count_try(link, now)
    if not check_password(_plain(passphrase), link.passphrase):
        raise WrongPassphrase
    ShareLink.objects.filter(pk=link.pk).update(wrong_tries=0, blocked_until=None)


@transaction.atomic
def _count_try(link: ShareLink, now: datetime) -> None:
    row = ShareLink.objects.select_for_update().filter(pk=link.pk).first()
    if row is None:
        raise link_store.UnknownLink
    count_try(row, now=now)
    row.save(update_fields=["wrong_tries", "blocked_until"])


def _plain(passphrase: str) -> str:
    """Read full-width letters as their plain ones: a Japanese keyboard types either."""
    return unicodedata.normalize("NFKC", passphrase).strip()
