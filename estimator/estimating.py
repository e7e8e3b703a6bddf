"""Answers in, estimates out: one incident, and the same company under every other type.

In the flow: the way of pages and terminal through questionnaire and engine. Today is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from .costbook import CostBook, NotInEdition
from .engine.calculate import estimate
from .estimate import Estimate
from .questionnaire import answers as questionnaire
from .questionnaire.problems import AnswersRefused

CANNOT_ESTIMATE: Final = (AnswersRefused, NotInEdition)


def estimate_of(answers: Mapping[str, Any], costs: CostBook, *, as_of: date) -> Estimate:
    """Estimate with every open question taken as わからない and, if need be, a provisional type.

    Raises: AnswersRefused; NotInEdition.
    """
    profile = questionnaire.profile(questionnaire.provisional(answers, costs), costs)
    return estimate(profile, costs, as_of=as_of)


def by_type(answers: Mapping[str, Any], costs: CostBook, *, as_of: date) -> dict[str, Estimate]:
    """Estimate the company under every incident type, with what is known of it alone.

    A type that cannot be estimated under this edition, or cannot happen there, is left out.
    """
    known = questionnaire.of_the_company(answers)
    found = {}
    for code in costs.incident_types:
        if not questionnaire.can_happen(code, known, costs):
            continue
        try:
            found[code] = estimate_of({**known, "incident_type": code}, costs, as_of=as_of)
        except CANNOT_ESTIMATE:
            continue
    return found
