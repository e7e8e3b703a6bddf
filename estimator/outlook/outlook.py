"""What an estimate means for the company, computed once for every output (見通し).

In the flow: `Estimate` + `CostBook` → `Outlook`: plain values without samples, small enough for a
cache. Page, PDF, JSON and terminal render it and draw nothing themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..costbook import CostBook
from ..estimate import Estimate
from .benchmarks import Standing, standings
from .controls import Case, Option, options, packages
from .doubts import DoubtfulRange, doubtful_ranges
from .duties import duties
from .measure_prices import MeasureQuote
from .money import Money, money
from .overview import DrawnType, TypeRange, draw_type, ranked
from .partners import Partners, partners
from .policy import own_policy
from .simulation import CANNOT_DRAW, SEED, SIZE, Simulation, simulate
from .spread import Spread, spread_of
from .unknowns import UnknownCost, unknown_costs
from .year import Year, risks_of, struck, year_of
from .yearly_risk import YearlyRisk

Others = Mapping[str, Estimate]  # the same company under the other incident types


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that the figure means; what the edition or the answers do not allow is empty."""

    spread: Spread | None
    no_spread: str  # the code of what has no upper end or no row; empty when there is a spread
    unknowns: tuple[UnknownCost, ...]  # the answers worth finding out first
    doubts: tuple[DoubtfulRange, ...]
    ranking: tuple[TypeRange, ...]  # this type and the others, the highest P95 first
    year: Year | None
    options: tuple[Option, ...]  # 現状, 最小限, 推奨; empty without a year or without measures
    standings: tuple[Standing, ...]
    money: Money
    partners: Partners  # the incident as customers see it


def outlook(
    estimate: Estimate,
    costs: CostBook,
    others: Others | None = None,
    *,
    seed: int = SEED,
    size: int = SIZE,
) -> Outlook:
    """Work out what an estimate means, from one recorded seed.

    `others` are estimates of the other incident types that a year may bring; without them there is
    no year, and the ranking holds this type alone.
    """
    this = estimate.profile.incident.incident_type
    policy = own_policy(estimate.profile.finance, costs)
    known = [other for code, other in (others or {}).items() if code != this]
    elsewhere = [draw_type(other, costs, policy, seed=seed, size=size) for other in known]
    try:
        drawn = simulate(estimate, costs, seed=seed, size=size)
    except CANNOT_DRAW as missing:
        return _without_draws(estimate, costs, missing.code, elsewhere)
    types = [DrawnType(estimate, struck(estimate, drawn, costs, policy)), *elsewhere]
    risks, year = _year(types, estimate, costs, seed) if others else ((), None)
    return Outlook(
        spread=spread_of(drawn),
        no_spread="",
        unknowns=unknown_costs(estimate, drawn),
        doubts=doubtful_ranges(estimate),
        ranking=ranked(types, costs, year.types if year else ()),
        year=year,
        options=_options(_case(risks, estimate, drawn), year, estimate, costs) if year else (),
        standings=standings(estimate, costs, lines=drawn.lines),
        money=money(estimate, costs, drawn),
        partners=partners(estimate, duties(estimate.profile), costs),
    )


def _without_draws(
    estimate: Estimate, costs: CostBook, missing: str, elsewhere: list[DrawnType]
) -> Outlook:
    return Outlook(
        spread=None,
        no_spread=missing,
        unknowns=(),
        doubts=(),
        ranking=ranked([DrawnType(estimate, None), *elsewhere], costs),
        year=None,
        options=(),
        standings=standings(estimate, costs),
        money=money(estimate, costs, None),
        partners=partners(estimate, duties(estimate.profile), costs),
    )


def _year(
    types: list[DrawnType], estimate: Estimate, costs: CostBook, seed: int
) -> tuple[tuple[YearlyRisk, ...], Year | None]:
    """Put the types together; one that has no upper end cannot be added to a year."""
    profile = estimate.profile
    drawn = [one.struck for one in types if one.struck is not None]
    risks = risks_of(drawn, costs, profile.company)
    if not risks:
        return (), None
    return risks, year_of(drawn, risks, costs, profile=profile, seed=seed)


def _case(risks: tuple[YearlyRisk, ...], estimate: Estimate, drawn: Simulation) -> Case:
    profile = estimate.profile
    return Case(risks, profile.incident.incident_type, drawn.headline, profile.company.employees)


def _options(case: Case, year: Year, estimate: Estimate, costs: CostBook) -> tuple[Option, ...]:
    if not costs.measures:
        return ()
    choices = estimate.profile.measures
    found = packages(
        costs,
        own=[choice.code for choice in choices if choice.chosen],
        in_place=[choice.code for choice in choices if choice.in_place],
    )
    quotes = {
        choice.code: MeasureQuote(choice.initial_yen, choice.yearly_yen)
        for choice in choices
        if choice.initial_yen is not None and choice.yearly_yen is not None
    }
    return options(case, found, quotes=quotes, before=year.curve)
