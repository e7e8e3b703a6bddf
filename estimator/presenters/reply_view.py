"""What a helper answered beside what stands now (届いた回答): row by row, before any is taken over.

In: the answers when they were shown to the helper, those that stand now, those that came. Out:
`ReplyRow` for estimator/reply.html. An answer that the owner changed meanwhile is a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..costbook import CostBook
from ..questionnaire.fields import QuestionField
from ..questionnaire.steps import FIELDS
from .check_page import answer_text

Answers = Mapping[str, Any]
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One question whose answer would change."""

    key: str
    label: str
    asked: str  # the answer that the helper was shown
    now: str
    theirs: str
    is_conflict: bool  # changed here as well, after the helper saw it


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers that came: before, now and theirs."""

    seen: Answers
    now: Answers
    theirs: Answers
    keys: Collection[str]  # the questions that were answered; one without a value was emptied


def reply_rows(reply: Reply, costs: CostBook) -> list[ReplyRow]:
    """Lay out what differs, in the order in which it is asked."""
    after = {k: v for k, v in reply.now.items() if k not in reply.keys} | dict(reply.theirs)
    return [
        _row(field, reply, after, costs)
        for key, field in FIELDS.items()
        if key in reply.keys and _of(reply.now, key) != _of(reply.theirs, key)
    ]


def _row(field: QuestionField, reply: Reply, after: Answers, costs: CostBook) -> ReplyRow:
    return ReplyRow(
        key=field.key,
        label=str(field.short),
        asked=answer_text(field, reply.seen, costs),
        now=answer_text(field, reply.now, costs),
        theirs=answer_text(field, after, costs),
        is_conflict=_of(reply.seen, field.key) != _of(reply.now, field.key),
    )


def _of(answers: Answers, key: str) -> object:
    return answers.get(key, _ABSENT)
