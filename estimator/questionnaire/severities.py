"""What わからない is taken as under each severity, when the severity is わからない too.

In the flow: beside `typical`, for the profile alone. In: a field, the answers, the edition.
Out: the same `Quantity` or `Choice`, which remembers what it is in a light, a middling and a heavy
case, so that one severity can be drawn for the whole incident. Its typical value does not move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..costbook import CostBook
from ..profile import SHARES_OF_HELD, Choice, Quantity
from . import typical
from .conditions import Answers, Case
from .fields import QuestionField

SEVERITY = "severity"
ONE = Decimal(1)


def quantity(field: QuestionField, answers: Answers, costs: CostBook) -> Quantity | None:
    """Return an answer, or the range it is taken as, under each severity too.

    Raises: NotInEdition.
    """
    taken = typical.quantity(field, answers, costs)
    if taken is None or taken.known or not _depends(field.key, answers, costs):
        return taken
    cases = (
        (chance, typical.quantity(field, {**answers, SEVERITY: severity}, costs))
        for severity, chance in _chances(answers, costs)
    )
    return replace(taken, by_severity=tuple((c, here) for c, here in cases if here is not None))


def choice(key: str, answers: Answers, costs: CostBook) -> Choice:
    """Return an answer, or the chance of each option, under each severity too.

    Raises: NotInEdition.
    """
    if answers.get(key) is not None or not _depends(key, answers, costs):
        return typical.choice(key, answers, costs)
    case = typical.situation(key, answers, costs)
    cases = tuple(
        (chance, typical.choice_in(key, replace(case, severities=((severity, ONE),)), costs))
        for severity, chance in _chances(answers, costs)
    )
    return replace(typical.choice_in(key, case, costs), by_severity=cases)


def _depends(key: str, answers: Answers, costs: CostBook) -> bool:
    """Tell whether the severity is わからない and the edition has a row of this key for one."""
    if answers.get(SEVERITY) is not None:
        return False
    incident_type = Case(answers, costs).incident_type.code
    return any(
        row.severity and row.incident_type in ("", incident_type)
        for asked in (key, SHARES_OF_HELD.get(key, key))
        for row in costs.typical_answers.get(asked, ())
    )


def _chances(answers: Answers, costs: CostBook) -> Iterator[tuple[str, Decimal]]:
    """Yield each severity that can happen, always in the same order."""
    chances = typical.choice(SEVERITY, answers, costs).chances
    return ((severity, chance) for severity, chance in chances if chance > 0)
