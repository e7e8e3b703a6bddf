"""The replies that wait for a decision: the line above every page of the assessment.

In: an opened assessment. Out: `Arrived`, the oldest first; what was decided on one, in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import hand_off_store
from ..models import HandOff
from ..questionnaire.sharing import HELPERS
from .access import Opened


@dataclass(frozen=True, slots=True)
class Arrived:
    """One reply."""

    text: str  # 税理士から回答が届きました
    address: str


def arrived(opened: Opened) -> tuple[Arrived, ...]:
    """Return the replies that nobody has looked through yet."""
    return tuple(
        Arrived(
            _("%(helper)sから回答が届きました") % {"helper": helper_name(row)},
            reverse("reply", args=[opened.token, row.pk]),
        )
        for row in hand_off_store.waiting(opened.assessment)
    )


def helper_name(row: HandOff) -> str:
    """Name the helper by the part played, 税理士; by name where that says nothing."""
    helper = HELPERS.get(row.helper)
    return str(helper.name) if helper and row.helper != "other" else row.recipient


def decided(row: HandOff) -> str:
    """Say what was decided on a reply."""
    count = len(row.taken_keys)
    words = {"helper": helper_name(row), "count": count}
    if not count:
        return _("%(helper)sの回答は使わず、見積りはそのままです。") % words
    text = ngettext(
        "%(helper)sの回答を%(count)d件、見積りに入れました。",
        "%(helper)sの回答を%(count)d件、見積りに入れました。",
        count,
    )
    return text % words
