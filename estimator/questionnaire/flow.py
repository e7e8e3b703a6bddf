"""Which steps a case needs, and which comes next: pure functions of the answers, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..costbook import CostBook
from .conditions import Answers, Case
from .fields import QuestionField
from .steps import FIELDS, SECTIONS, STEPS, Section, Step
from .steps import step as step_named


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a step stands: section 3 of 5, page 2 of 6 in it."""

    section: Section
    number: int  # of the page within its section, from 1
    total: int  # pages of the section
    sections_done: tuple[Section, ...]  # every question of them is answered
    share: int  # percent of the pages before this one, for the bar


def reachable(answers: Answers, costs: CostBook) -> dict[str, Any]:
    """Return the answers to the questions that are asked; whatever else is stored is ignored.

    A question depends on earlier answers only, so one pass in order settles it.
    """
    kept: dict[str, Any] = {}
    for field in FIELDS.values():
        if field.key in answers and field.applies(Case(kept, costs)):
            kept[field.key] = answers[field.key]
    return kept


def asked(answers: Answers, costs: CostBook) -> dict[str, QuestionField]:
    """Return the questions that are asked, by key, in order."""
    case = Case(reachable(answers, costs), costs)
    return {key: field for key, field in FIELDS.items() if field.applies(case)}


def path(answers: Answers, costs: CostBook) -> tuple[Step, ...]:
    """Return the steps that apply, in order."""
    kept = reachable(answers, costs)
    return tuple(step for step in STEPS if step.applies(kept, costs))


def next_step(answers: Answers, costs: CostBook, slug: str) -> Step | None:
    """Return the step after this one; None after the last. The step itself may not apply."""
    later = _slugs()[_slugs().index(slug) + 1 :]
    return next((step for step in path(answers, costs) if step.slug in later), None)


def previous_step(answers: Answers, costs: CostBook, slug: str) -> Step | None:
    """Return the step before this one; None before the first."""
    earlier = _slugs()[: _slugs().index(slug)]
    before = [step for step in path(answers, costs) if step.slug in earlier]
    return before[-1] if before else None


def _slugs() -> list[str]:
    return [step.slug for step in STEPS]


def is_answered(step: Step, answers: Answers, costs: CostBook) -> bool:
    """Tell whether every question of a step that needs an answer has one; わからない is one."""
    return _is_settled(step, reachable(answers, costs), costs)


def _is_settled(step: Step, kept: Answers, costs: CostBook) -> bool:
    return all(f.optional or f.key in kept for f in step.form.asked(kept, costs))


def first_unanswered(answers: Answers, costs: CostBook) -> Step | None:
    """Return the first step with an open question; None when the case is complete."""
    kept = reachable(answers, costs)
    return next((step for step in STEPS if not _is_settled(step, kept, costs)), None)


def is_complete(answers: Answers, costs: CostBook) -> bool:
    """Tell whether nothing is left to ask."""
    return first_unanswered(answers, costs) is None


def progress(answers: Answers, costs: CostBook, slug: str) -> Progress:
    """Tell where a step stands in its section and on the whole way. Raises: KeyError."""
    kept = reachable(answers, costs)
    steps = tuple(step for step in STEPS if step.applies(kept, costs))
    here = step_named(slug)
    in_section = [step.slug for step in steps if step.section is here.section]
    before = [step for step in steps if _slugs().index(step.slug) < _slugs().index(slug)]
    return Progress(
        section=here.section,
        number=in_section.index(slug) + 1 if slug in in_section else 1,
        total=max(len(in_section), 1),
        sections_done=tuple(s for s in SECTIONS if _is_done(s, kept, costs)),
        share=100 * len(before) // len(steps),
    )


def _is_done(section: Section, kept: Answers, costs: CostBook) -> bool:
    return all(_is_settled(step, kept, costs) for step in STEPS if step.section is section)
