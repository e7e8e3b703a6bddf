"""Answers → the incident profile: the only module that knows which key becomes what.

In the flow: between the stored answers (or PROFILE.json) and the engine. わからない, a missing
answer and a question that is not asked are told apart here:
- わからない or missing: the edition's typical answer, as a range or a chance;
- not asked (the incident type or an earlier answer rules it out): no purchase, no machines,
  no people; a ratio or price stays typical, since another line may need it.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..estimate import ITEM_TOTALS
from ..profile import (
    NO,
    YES,
    Choice,
    Company,
    Finance,
    Incident,
    IncidentProfile,
    Quantity,
    Readiness,
    Response,
    Spread,
    options_of,
)
from . import flow, measures, own_quotes, severities, typical
from .conditions import Answers, Case
from .fields import QuestionField
from .own_quotes import ItemTotals
from .problems import AnswersRefused, Problem, printable
from .steps import COMPANY, FIELDS, INSURANCE, MONEY, READINESS, STEPS
from .typical import exact

__all__ = [
    "AnswersRefused",
    "Problem",
    "can_happen",
    "ignored",
    "of_the_company",
    "profile",
    "provisional",
    "taken_as",
]

SEATS = "call_center_seats_by_month"
_COUNTED = frozenset({"people", "devices", "cards"})
Part = TypeVar("Part")


def profile(
    answers: Answers, costs: CostBook, item_totals: ItemTotals = ITEM_TOTALS
) -> IncidentProfile:
    """Build the profile of a case; わからない becomes a range or a chance.

    Without a unit a stop is counted in calendar days.
    Raises: AnswersRefused; NotInEdition when the edition lacks a typical answer.
    """
    _check_codes(answers, costs)
    reader = _Reader(answers, costs)
    return IncidentProfile(
        company=_company(reader),
        incident=_incident(reader),
        spread=_spread(reader),
        response=_response(reader),
        readiness=reader.part(Readiness),
        finance=reader.part(Finance),
        own_quotes=own_quotes.own_quotes(answers.get(own_quotes.KEY) or [], item_totals),
        measures=measures.measure_choices(answers.get(measures.KEY) or [], costs),
    )


def provisional(answers: Answers, costs: CostBook) -> dict[str, Any]:
    """Return the answers with a type for the running total before one is chosen."""
    return {**answers, "incident_type": Case(answers, costs).incident_type.code}


def of_the_company(answers: Answers) -> dict[str, Any]:
    """Return the answers that hold whatever happens: the company, its readiness, its money."""
    sections = (COMPANY, READINESS, MONEY, INSURANCE)
    keys = {f.key for step in STEPS if step.section in sections for f in step.form.declared()}
    return {key: value for key, value in answers.items() if key in keys or key == measures.KEY}


def can_happen(code: str, answers: Answers, costs: CostBook) -> bool:
    """Tell whether a type of incident can hit the company: no card leaks where none is taken."""
    return answers.get("sells_online") != NO or "cards" not in costs.incident_types[code].topics


def ignored(answers: Answers, costs: CostBook) -> tuple[str, ...]:
    """Return the keys that are answered though the case does not ask for them."""
    asked = flow.asked(answers, costs)
    return tuple(key for key in answers if key in FIELDS and key not in asked)


def taken_as(key: str, answers: Answers, costs: CostBook) -> Quantity | Choice | None:
    """Return what わからない would be taken as; None where the engine has its own way."""
    others = {k: v for k, v in flow.reachable(answers, costs).items() if k != key}
    if FIELDS[key].kind in ("choice", "yes_no") and FIELDS[key].unit != "factor":
        return typical.choice(key, others, costs)
    return typical.quantity(FIELDS[key], others, costs)


def _check_codes(answers: Answers, costs: CostBook) -> None:
    """Refuse a type or industry that the edition does not know."""
    problems = []
    for key, table in (("incident_type", costs.incident_types), ("industry", costs.industries)):
        code, allowed = answers.get(key), ", ".join(table)
        if code is None and key == "incident_type":
            problems.append(Problem(key, _("事案の種類がありません"), allowed))
        if code is not None and code not in table:
            wrong = _("%(code)s はこの版にありません") % {"code": printable(str(code))}
            problems.append(Problem(key, wrong, allowed))
    if problems:
        raise AnswersRefused(tuple(problems))


class _Reader:
    """Reads one key at a time, as the profile's field of that name wants it."""

    def __init__(self, answers: Answers, costs: CostBook) -> None:
        self.costs = costs
        self.answers = flow.reachable(answers, costs)
        self.asked = flow.asked(answers, costs)

    def text(self, key: str) -> str:
        return self.answers.get(key) or ""

    def quantity(self, key: str) -> Quantity | None:
        field = FIELDS[key]
        if key not in self.asked and field.unit in _COUNTED and not self._may_apply(field):
            return typical.known(key, Decimal(0), field.unit)
        return severities.quantity(field, self.answers, self.costs)

    def _may_apply(self, field: QuestionField) -> bool:
        """Tell whether a figure counts, though not asked for: what it hangs on is わからない."""
        open_ = {k: to[0] for k, to in field.applies.reveals if self.answers.get(k) is None}
        return field.applies(Case({**self.answers, **open_}, self.costs))

    def choice(self, key: str) -> Choice:
        if key not in self.asked and set(options_of(key)) == {YES, NO}:
            return Choice(key, ((NO, Decimal(1)), (YES, Decimal(0))), known=True)
        return severities.choice(key, self.answers, self.costs)

    def part(self, kind: type[Part], **known: object) -> Part:
        """Fill a part of the profile: quantities and choices by key, the rest as given."""
        values = dict(known)
        for field in fields(kind):  # type: ignore[arg-type]
            if field.name in values:
                continue
            if field.type == "Choice":
                values[field.name] = self.choice(field.name)
            elif field.type in ("Quantity", "Quantity | None"):
                values[field.name] = self.quantity(field.name)
            else:
                values[field.name] = self.text(field.name)
        return kind(**values)


def _company(reader: _Reader) -> Company:
    return reader.part(
        Company,
        industry=reader.answers.get("industry"),
        sells_online=_yes_or_no(reader.answers.get("sells_online")),
        sizes=typical.sizes(reader.answers, reader.costs),
    )


def _yes_or_no(answer: str | None) -> bool | None:
    return None if answer is None else answer == YES


def _incident(reader: _Reader) -> Incident:
    incident_type = Case(reader.answers, reader.costs).incident_type
    discovered = reader.answers.get("discovered_on")
    return reader.part(
        Incident,
        incident_type=incident_type.code,
        topics=incident_type.topics,
        wrongful_purpose=incident_type.wrongful_purpose,
        discovered_on=date.fromisoformat(discovered) if discovered else None,
    )


def _spread(reader: _Reader) -> Spread:
    return reader.part(Spread, stop_unit=typical.stop_unit(reader.answers))


def _response(reader: _Reader) -> Response:
    seats = reader.answers.get(SEATS)
    months = None
    if seats is not None:
        months = typical.known("call_center_seat_months", exact(sum(seats)), "seat_months")
    return reader.part(Response, call_center_seat_months=months)
