"""Whose assessment it is, when it was saved and how to come back: the right side of the header.

In: an opened assessment. Out: `SaveState` for components/save_state.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from ..formats import long_date
from .access import Opened
from .replies import Arrived, arrived


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the header says about the assessment."""

    company: str
    saved: str  # 14:02, with the day in front unless it is today
    expires: str
    resume_url: str  # with the host, to be copied
    overview_url: str
    replies: tuple[Arrived, ...]  # of those who were asked, waiting for a decision


def save_state(request: HttpRequest, opened: Opened) -> SaveState:
    """Describe when the answers were saved, and the link that reopens them."""
    row = opened.assessment
    return SaveState(
        company=str(row.answers.get("company_name") or ""),
        saved=day_and_time(row.saved_at),
        expires=day(row.expires_at),
        resume_url=request.build_absolute_uri(reverse("assessment", args=[opened.token])),
        overview_url=reverse("overview", args=[opened.token]),
        replies=arrived(opened),
    )


def day_and_time(moment: datetime) -> str:
    """Print 14:02, or 2026年11月20日 14:02 when it was not today."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return f"{local:%H:%M}" if today else f"{day(moment)} {local:%H:%M}"


def day(moment: datetime) -> str:
    """Print 2026年11月20日."""
    language = "ja" if (get_language() or "ja").startswith("ja") else "en"
    return long_date(timezone.localtime(moment).date(), language)
