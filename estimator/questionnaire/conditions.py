"""When a question is asked (問う条件): by the incident type's topics and the answers so far.

In the flow: below the fields. In: answers and the edition. Out: yes or no, computed, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..costbook import CostBook, IncidentType
from ..profile import NO, YES

Answers = Mapping[str, Any]  # key -> JSON value; None: わからない; missing: not answered yet
UNKNOWN = "unknown"  # the option わからない, as posted
SOME = "some"  # among the options that show a field: any figure but 0, or わからない


@dataclass(frozen=True, slots=True)
class Case:
    """The answers so far, under one edition."""

    answers: Answers
    costs: CostBook

    @property
    def incident_type(self) -> IncidentType:
        """The type answered; before that the edition's first, as a provisional one."""
        types = self.costs.incident_types
        chosen = self.answers.get("incident_type")
        return types.get(str(chosen)) or next(iter(types.values()))


@dataclass(frozen=True, slots=True)
class Condition:
    """A test that two others can be joined to, and the answers it looks at."""

    holds: Callable[[Case], bool]
    keys: frozenset[str] = frozenset()
    reveals: tuple[tuple[str, tuple[str, ...]], ...] = ()  # key and the options that show the field

    def __call__(self, case: Case) -> bool:
        return self.holds(case)

    def __and__(self, other: Condition) -> Condition:
        return Condition(
            lambda case: self(case) and other(case),
            self.keys | other.keys,
            self.reveals + other.reveals,
        )

    def __or__(self, other: Condition) -> Condition:
        return Condition(lambda case: self(case) or other(case), self.keys | other.keys)


ALWAYS = Condition(lambda _case: True)


def topic(*names: str) -> Condition:
    """Hold when the incident type brings any of these topics into question."""
    return Condition(lambda case: not case.incident_type.topics.isdisjoint(names))


def some(key: str) -> Condition:
    """Hold unless the quantity was answered as exactly none."""
    return Condition(
        lambda case: not is_none(case.answers.get(key)), frozenset({key}), ((key, (SOME,)),)
    )


def yes(key: str) -> Condition:
    """Hold when the answer is はい."""
    return Condition(lambda case: case.answers.get(key) == YES, frozenset({key}), ((key, (YES,)),))


def not_no(key: str) -> Condition:
    """Hold unless the answer is いいえ: an undecided purchase is a chance, not nothing."""
    return Condition(
        lambda case: case.answers.get(key) != NO, frozenset({key}), ((key, (YES, UNKNOWN)),)
    )


def unknown(key: str) -> Condition:
    """Hold while the figure is わからない or not answered."""
    return Condition(
        lambda case: case.answers.get(key) is None, frozenset({key}), ((key, (UNKNOWN,)),)
    )


def chosen(key: str, option: str) -> Condition:
    """Hold when this option of a list is answered."""
    return Condition(
        lambda case: case.answers.get(key) == option, frozenset({key}), ((key, (option,)),)
    )


def is_none(answer: object) -> bool:
    """Tell whether a quantity was answered as 0."""
    return isinstance(answer, int | float | Decimal) and answer == 0
