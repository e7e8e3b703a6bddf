"""The assessments of an account as its page lists them: by client, the last saved first.

In: the rows of one account, what is searched for. Out: `Client`s. Letters of any width and case
find each other; every word that is typed must be in the name of the company or of the case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .. import assessment_store
from ..account_store import token_of
from ..models import Assessment
from ..presenters.wording import Wording
from . import own_list
from .save_state import day, day_and_time
from .start import OwnEntry, entry, scenario_of


@dataclass(frozen=True, slots=True)
class Kept:
    """One assessment of the account."""

    number: int
    title: str
    row: Any  # gives its link when it is printed
    case: str
    centre: str  # 2,960万円; empty while there is no finished estimate
    saved: str
    expires: str

    @property
    def token(self) -> str:
        """The account's link; under a new secret key it is written anew."""
        return token_of(self.row)


@dataclass(frozen=True, slots=True)
class Client:
    """One company and its assessments."""

    name: str
    entries: tuple[Kept, ...]


def clients(rows: Iterable[Any], wanted: str) -> list[Client]:
    """Sort the rows by company; that of the last save comes first."""
    words = _folded(wanted).split()
    found: dict[str, list[Any]] = {}
    for row in rows:
        text = _folded(f"{row.company or ''} {row.case or ''}")
        if all(word in text for word in words):
            found.setdefault((row.company or "").strip(), []).append(row)
    return [
        Client(name or _("会社名は未記入"), tuple(_kept(row, name) for row in theirs))
        for name, theirs in found.items()
    ]


def entries_of_browser(request: HttpRequest, now: datetime) -> list[OwnEntry]:
    """Return what was begun in this browser and belongs to no account."""
    found = assessment_store.load_all(own_list.tokens(request), now=now)
    return [entry(token, row) for token, row in found if row.owner_id is None]


def _kept(row: Any, company: str) -> Kept:
    return Kept(
        number=row.pk,
        title=" · ".join(filter(None, (company or _("会社名は未記入"), row.case))),
        row=row,
        case=scenario_of(row, row.case or "") or _("事案名は未記入"),
        centre=_centre(row),
        saved=day_and_time(row.saved_at),
        expires=day(row.expires_at),
    )


def _centre(row: Assessment) -> str:
    typical = row.typical  # type: ignore[attr-defined]  # of account_store.assessments_of
    if typical is None or row.estimate_revision != row.revision:
        return ""
    return Wording.in_force().rounded(int(typical))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
