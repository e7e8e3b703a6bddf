"""What was answered, as the report retells it: the case in one sentence, the answers in a table.

In the flow: the profile -> the board's page and the assumptions. Only answers that are known; what
わからない was taken as stands in a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..estimate import Estimate
from ..formats import quantity
from ..formula import Origin
from ..profile import NO, YES, Choice, IncidentProfile, Quantity
from ..questionnaire import flow
from ..questionnaire.steps import FIELDS
from .wording import Wording, listed


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One known answer."""

    name: str
    value: str
    is_yes_no: bool = False


def by_value(answers: Iterable[AnswerView]) -> tuple[AnswerView, ...]:
    """Name all that was answered alike in one line: はい, いいえ."""
    found: dict[str, list[str]] = {}
    for answer in answers:
        found.setdefault(answer.value, []).append(answer.name)
    return tuple(AnswerView(listed(names), value) for value, names in found.items())


def case_sentence(profile: IncidentProfile, wording: Wording) -> str:
    """Say what happened: 「7営業日止まり、個人情報800人分が漏れたおそれ」; empty if unknown."""
    topics, spread = profile.incident.topics, profile.spread
    told = (
        ("stop", spread.stop_length, _("%(many)s止まり")),
        ("cards", spread.cards_leaked, _("カード%(many)s分が漏れ")),
        ("personal_data", spread.persons_affected, _("個人情報%(many)s分が漏れたおそれ")),
        ("transfer", spread.money_lost_yen, _("%(many)sを送金")),
        ("banking", spread.money_lost_yen, _("%(many)sを不正に送金され")),
        ("support", spread.money_lost_yen, _("%(many)sを支払い")),
    )
    found = [
        text % {"many": quantity(count.typical, count.unit, wording.language)}
        for topic, count, text in told
        if topic in topics and count is not None and count.known and count.typical > 0
    ]
    return listed(found)


def answers_used(estimate: Estimate, costs: CostBook, wording: Wording) -> tuple[AnswerView, ...]:
    """List the known quantities that the formulas use, and every decision that was asked for."""
    return (*_quantities(estimate, wording), *_decisions(estimate.profile, costs, wording))


def _quantities(estimate: Estimate, wording: Wording) -> Iterator[AnswerView]:
    leaves = {leaf.code: leaf for line in estimate.lines for leaf in line.formula.leaves()}
    for leaf in leaves.values():
        if leaf.known and leaf.origin is Origin.ANSWER:
            value = quantity(leaf.typical, leaf.unit, wording.language)
            yield AnswerView(wording.leaf_name(leaf), value)


def _decisions(profile: IncidentProfile, costs: CostBook, wording: Wording) -> Iterator[AnswerView]:
    answers = _answers(profile)
    for key, field in flow.asked(answers, costs).items():
        if isinstance(answers.get(key), str) and key != "incident_type":
            value = str(field.display(answers[key], costs))
            yield AnswerView(wording.answer_name(key), value, answers[key] in (YES, NO))


def _answers(profile: IncidentProfile) -> dict[str, Any]:
    """The known answers again, by key, so that the questionnaire says which of them it asks."""
    found: dict[str, Any] = {"incident_type": profile.incident.incident_type}
    for part in profile.parts:
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in FIELDS and isinstance(value, Choice | Quantity) and value.known:
                found[field.name] = value.value if isinstance(value, Choice) else value.typical
    return found
