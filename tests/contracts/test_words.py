"""What a line's words say gives the line's yen: no value is shown shorter than it is counted."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from estimator import costbook_store
from estimator.engine.calculate import estimate
from estimator.formats import percent, quantity
from estimator.formula import Leaf, Subtotal, yen_range
from estimator.profile import Choice
from estimator.questionnaire import answers as questionnaire
from estimator.questionnaire import taken_as, typical
from estimator.questionnaire.steps import FIELDS

LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def read(text: str) -> Decimal:
    """Read a printed value: 「1億2,000万円/台」, 「64.7%」."""
    found, rest = Decimal(0), text.replace(",", "")
    for sign, size in LARGE.items():
        if match := re.match(rf"([0-9.]+){sign}", rest):
            found, rest = found + Decimal(match[1]) * size, rest[match.end() :]
    match = re.match(r"[0-9.]+", rest)
    return found + Decimal(match[0]) if match else found


def as_printed(part):
    """Write a formula again with every value as its words print it."""
    if isinstance(part, Subtotal):
        part = part.as_leaf()
    if isinstance(part, Leaf):
        return replace(part, typical=read(quantity(part.typical, part.unit)))
    if isinstance(part, Choice):
        chances = ((option, read(percent(chance)) / 100) for option, chance in part.chances)
        return replace(part, chances=tuple(chances))
    if isinstance(part, tuple):
        return tuple(as_printed(each) for each in part)
    if is_dataclass(part) and type(part).__module__.endswith("formula.nodes"):
        return replace(part, **{f.name: as_printed(getattr(part, f.name)) for f in fields(part)})
    return part


@pytest.mark.parametrize("edition", ["2026-11", "jnsa-2021"])
def test_the_printed_values_of_an_all_unknown_case_give_each_line(edition) -> None:
    costs, wrong = costbook_store.load(edition), []
    for kind in costs.incident_types:
        profile = questionnaire.profile({"incident_type": kind}, costs)
        for line in estimate(profile, costs, as_of=date(2026, 11, 21)).lines:
            said = yen_range(as_printed(line.formula)).typical
            if said != line.amount.typical:
                wrong.append((kind, line.code, line.amount.typical, said))
    assert wrong == []


def test_a_question_says_the_chance_that_the_result_counts_with() -> None:
    costs, key = costbook_store.load("2026-11"), "hire_forensics"
    answers = {"incident_type": "malware"}
    chance = percent(typical.choice(key, answers, costs).chance("yes"))
    assert f"{chance}の見込み" in taken_as.in_words(FIELDS[key], answers, costs)
    assert "." not in chance  # rounded once, to whole per cents, and computed with
