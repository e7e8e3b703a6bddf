"""Duties (知らせる相手と期限) in words: what, by when, why.

In the flow: outlook.duties -> rows of the result page and of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..formats import mid_sentence
from ..outlook.duties import Duty, days_left
from . import labels
from .wording import Wording, listed


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty."""

    code: str
    name: str
    when: str  # a date where the day of discovery is known
    short_when: str  # the date or the days alone, under a heading that names the discovery
    why: str
    certain: bool  # False: whether it applies has to be found out


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One duty with the days that are left for it."""

    duty: DutyView
    left: str  # empty without a fixed day
    is_late: bool


def deadline_views(
    duties: tuple[Duty, ...], today: date, wording: Wording
) -> tuple[DeadlineView, ...]:
    """Put duties into words with the days left, counted from today."""
    found = zip(duties, duty_views(duties, wording), strict=True)
    return tuple(_deadline(view, days_left(duty, today)) for duty, view in found)


def _deadline(view: DutyView, days: int | None) -> DeadlineView:
    if days is None:
        return DeadlineView(view, "", is_late=False)
    if days == 0:
        return DeadlineView(view, _("今日まで"), is_late=False)
    text = ngettext("あと%(days)d日", "あと%(days)d日", days)
    if days < 0:
        text = ngettext("%(days)d日過ぎています", "%(days)d日過ぎています", -days)
    return DeadlineView(view, text % {"days": abs(days)}, is_late=days < 0)


def duty_views(duties: tuple[Duty, ...], wording: Wording) -> tuple[DutyView, ...]:
    """Put duties into words."""
    return tuple(
        DutyView(
            code=duty.code,
            name=str(labels.DUTIES[duty.code]),
            when=_when(duty, wording),
            short_when=_short(duty, wording),
            why=_why(duty),
            certain=duty.certain,
        )
        for duty in duties
    )


def _when(duty: Duty, wording: Wording) -> str:
    if duty.code in labels.DUTY_TIMES:
        return str(labels.DUTY_TIMES[duty.code])
    if duty.days is None:
        return _("速やかに")
    days = {"days": duty.days}
    text = ngettext("発覚から%(days)d日以内", "発覚から%(days)d日以内", duty.days) % days
    if duty.code == "ppc_first_report":
        text = _("発覚から3～%(days)d日以内") % days
    if duty.due_on is None:
        return text
    if wording.language == "en":
        text = mid_sentence(text)
    return _("%(date)sまで（%(text)s）") % {"date": wording.date(duty.due_on), "text": text}


def _short(duty: Duty, wording: Wording) -> str:
    if duty.days is None or duty.code in labels.DUTY_TIMES:
        return _when(duty, wording)
    if duty.due_on is None:
        return _days_alone(duty, wording)
    return _("%(date)sまで") % {"date": wording.date(duty.due_on)}


def _days_alone(duty: Duty, wording: Wording) -> str:
    days = str(duty.days)
    if duty.code == "ppc_first_report":
        days = f"3{'～' if wording.language == 'ja' else '–'}{days}"
    return pgettext("from the day of discovery", "%(days)s日以内") % {"days": days}


def _why(duty: Duty) -> str:
    reasons = listed(str(labels.DUTY_GROUNDS[ground]) for ground in duty.why)
    return reasons if duty.certain else _("%(reasons)s（可能性あり）") % {"reasons": reasons}
