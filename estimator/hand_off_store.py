"""Questions handed to somebody else (質問の依頼) and what comes back.

In: an assessment and sections of its questions; what the helper saved; what the owner decides.
Out: `HandOff` rows, and answers put into the assessment, never without the owner's decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from . import assessment_store, link_store
from .assessment_store import StepSave
from .marks import mark_of
from .models import Assessment, HandOff
from .questionnaire.steps import STEPS

Answers = Mapping[str, Any]


class NothingWaits(LookupError):
    """No reply of this number waits for a decision."""


class ChangedMeanwhile(Exception):
    """The answers or the reply are not those that were shown; `saved` is how the draft stands."""

    def __init__(self, saved: Answers) -> None:
        super().__init__("changed meanwhile")
        self.saved = saved


@dataclass(frozen=True, slots=True)
class NewHandOff:
    """What is handed to whom."""

    recipient: str
    helper: str
    sections: tuple[str, ...]
    days: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner decided on a reply."""

    keys: frozenset[str]  # the answers that are taken over; none: the reply is put aside
    mark: str  # of what was shown, see `reply_mark`


@transaction.atomic
def create(assessment: Assessment, new: NewHandOff, *, now: datetime) -> tuple[str, HandOff]:
    """Store a request and return its token, which exists nowhere else. Raises: TooManyLinks."""
    return link_store.made(
        assessment.hand_offs,
        days=new.days,
        now=now,
        recipient=new.recipient,
        helper=new.helper,
        sections=list(new.sections),
        note=new.note,
    )


def waiting(assessment: Assessment) -> list[HandOff]:
    """Return the replies that wait for a decision, the oldest first."""
    return list(assessment.hand_offs.filter(settled_at=None).exclude(sent_at=None).order_by("pk"))


def merged(row: HandOff) -> dict[str, Any]:
    """Return the answers as they stand, with the helper's own over them."""
    kept = {k: v for k, v in row.assessment.answers.items() if k not in row.handled}
    return kept | row.draft


def note_seen(row: HandOff, keys: Iterable[str]) -> None:
    """Keep what the helper is shown of the owner's answers, until the helper's own stand there."""
    keys, answers = [key for key in keys if key not in row.handled], row.assessment.answers
    seen = {key: value for key, value in row.seen.items() if key not in keys}
    seen |= {key: answers[key] for key in keys if key in answers}
    if seen != row.seen:
        row.seen = seen
        HandOff.objects.filter(pk=row.pk).update(seen=seen)


@transaction.atomic
def save_step(row: HandOff, keys: Collection[str], values: Answers, *, seen: str) -> None:
    """Keep the helper's answers to one step; the assessment is untouched.

    Once sent, a correction reaches the owner by itself. `seen` is the mark of the answers that the
    form was opened on. Raises: UnknownLink; ChangedMeanwhile when another tab saved others since.
    """
    locked = _locked(row)
    saved = _part(locked.draft, keys)
    if mark_of(saved) != seen and saved != values:
        raise ChangedMeanwhile(saved)
    locked.draft = {k: v for k, v in locked.draft.items() if k not in keys} | dict(values)
    locked.handled = sorted({*locked.handled, *keys})
    locked.save(update_fields=["draft", "handled"])


@transaction.atomic
def send(row: HandOff, *, now: datetime) -> None:
    """Give the helper's answers back to the owner. Raises: UnknownLink."""
    locked = _locked(row)
    locked.sent_at = now
    locked.save(update_fields=["sent_at"])


def step_mark(row: HandOff, keys: Iterable[str]) -> str:
    """Mark what the helper saved of one step, as its form shows it."""
    return mark_of(_part(row.draft, keys))


def reply_mark(row: HandOff) -> str:
    """Mark what the owner is shown: the answers asked for, as they stand and as they came."""
    return mark_of([_part(row.assessment.answers, row.handled), row.draft, row.handled])


@transaction.atomic
def settle(assessment: Assessment, number: int, decided: Decision, *, now: datetime) -> None:
    """Put the chosen answers into the assessment and close the request.

    Raises: NothingWaits; ChangedMeanwhile when something else was shown; UnknownAssessment.
    """
    row = _of(assessment, number)
    if not row.waits:
        raise NothingWaits
    if reply_mark(row) != decided.mark:
        raise ChangedMeanwhile(row.draft)
    keys = sorted(decided.keys & set(row.handled))
    row.before, row.taken_keys = _part(row.assessment.answers, keys), keys
    _put(row.assessment, keys, row.draft, now=now)
    row.settled_at = now
    row.save(update_fields=["before", "taken_keys", "settled_at"])


@transaction.atomic
def undo(assessment: Assessment, number: int, *, now: datetime) -> int:
    """Put the answers from before back and let the reply wait again.

    An answer that was changed since stays as it is; returns how many stayed.
    Raises: NothingWaits when the request was never decided on; UnknownAssessment.
    """
    row = _of(assessment, number)
    if row.settled_at is None:
        raise NothingWaits
    answers = row.assessment.answers
    same = [k for k in row.taken_keys if _part(answers, [k]) == _part(row.draft, [k])]
    _put(row.assessment, same, row.before, now=now)
    left = len(row.taken_keys) - len(same)
    row.before, row.taken_keys, row.settled_at = {}, [], None
    row.save(update_fields=["before", "taken_keys", "settled_at"])
    return left


def _put(assessment: Assessment, keys: Collection[str], values: Answers, *, now: datetime) -> None:
    """Save step by step, so that a question open in another tab notices the change."""
    for step in STEPS:
        asked = tuple(field.key for field in step.form.declared() if field.key in keys)
        if asked:
            saved = StepSave(step.slug, asked, values, assessment.revision)
            assessment = assessment_store.save(assessment, saved, now=now)


def _of(assessment: Assessment, number: int) -> HandOff:
    """Return a request of this assessment, locked, with the answers as they stand."""
    rows = HandOff.objects.select_for_update(of=("self", "assessment"))
    rows = rows.select_related("assessment__edition")
    row = rows.filter(pk=number, assessment=assessment).first()
    if row is None:
        raise NothingWaits
    return row


def _locked(row: HandOff) -> HandOff:
    """Return the row as it stands. Raises: UnknownLink when it was deleted or decided on."""
    found = HandOff.objects.select_for_update().filter(pk=row.pk, settled_at=None).first()
    if found is None:
        raise link_store.UnknownLink
    return found


def _part(answers: Answers, keys: Iterable[str]) -> dict[str, Any]:
    return {key: answers[key] for key in keys if key in answers}
