"""Answers by chance, the same for the same seed, and what must be stored once they are accepted.

In: the questionnaire itself, so that a new question needs no change here. Django must be set up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from estimator.costbook import CostBook
from estimator.questionnaire.conditions import UNKNOWN
from estimator.questionnaire.fields import QuestionField
from estimator.questionnaire.steps import step

UNKNOWN_SHARE = 0.15
LARGEST = 10**8
TYPE = "incident_type"


@dataclass(frozen=True, slots=True)
class Typed:
    """One page as filled in: what is posted, and what each answer must be once stored."""

    slug: str
    posted: dict[str, str]
    meant: dict[str, Any]


def fill(slug: str, costs: CostBook, chance: Random) -> Typed:
    """Answer every question that the page could ask; it ignores those that it does not."""
    posted: dict[str, str] = {}
    meant: dict[str, Any] = {}
    for question in step(slug).form.declared():
        if question.unknown_allowed and chance.random() < UNKNOWN_SHARE:
            posted[f"{question.key}-{UNKNOWN}"], meant[question.key] = "on", None
        else:
            posted[question.key], meant[question.key] = _answer(question.under(costs), chance)
    return Typed(slug, posted, meant)


def _answer(question: QuestionField, chance: Random) -> tuple[str, Any]:
    """Return what is typed and what it means."""
    if options := question.options():
        value = chance.choice(options).value
        return value, int(value) if question.unit == "factor" else value
    if question.kind == "seats":
        seats = [chance.randint(1, 20) for _ in range(3)]
        return ",".join(map(str, seats)), seats
    if question.kind == "date":
        day = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        return day, day
    if question.kind == "number":
        schema = question.value_schema()
        high = min(schema["maximum"], chance.choice((10, 1_000, 100_000, LARGEST)))
        number = chance.randint(max(schema["minimum"], 0), high)
        return f"{number:,}", number
    name = f"試験{chance.randint(1, 10**6)}"
    return name, name


def expected(accepted: Iterable[Typed], costs: CostBook) -> dict[str, Any]:
    """Return what must be stored after these pages: the questions that applied, as they were meant.

    Which of them applied is read by the same forms, one page after the other, without a server.
    """
    stored: dict[str, Any] = {}
    for page in accepted:
        form = step(page.slug).form(page.posted, answers=stored, costs=costs)
        answered_here = form.keys()
        kept = {key: value for key, value in stored.items() if key not in answered_here}
        answered = form.new_answers() if form.is_valid() else {}
        stored = kept | {key: page.meant[key] for key in answered}
    return stored
