"""What an estimate means for the company, computed once for every output (見通し).

In the flow: `Estimate` + `CostBook` → `Outlook`: plain values without samples, small enough for a
cache. Page, PDF, JSON and terminal render it and draw nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from ..costbook import CostBook, NotInEdition
from ..estimate import Estimate
from ..formula.samples import OpenEnd
from .benchmarks import Standing, standings
from .controls import Case, Option, options, packages
from .doubts import DoubtfulRange, doubtful_ranges
from .measure_prices import MeasureQuote
from .money import Money, money
from .policy import Policy, own_policy
from .simulation import SEED, SIZE, Simulation, simulate
from .spread import Spread, spread_of
from .unknowns import UnknownCost, unknown_costs
from .year import Struck, Year, risks_of, struck, year_of
from .yearly_risk import YearlyRisk

CANNOT_DRAW = (OpenEnd, NotInEdition)
Others = Mapping[str, Estimate]  # the same company under the other incident types


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that the figure means; what the edition or the answers do not allow is empty."""

    spread: Spread | None
    no_spread: str  # the code of what has no upper end or no row; empty when there is a spread
    unknowns: tuple[UnknownCost, ...]  # the answers worth finding out first
    doubts: tuple[DoubtfulRange, ...]
    year: Year | None
    options: tuple[Option, ...]  # 現状, 最小限, 推奨; empty without a year or without measures
    standings: tuple[Standing, ...]
    money: Money


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
    no year.
    """
    try:
        drawn = simulate(estimate, costs, seed=seed, size=size)
    except CANNOT_DRAW as missing:
        return _without_draws(estimate, costs, missing.code)
    risks, year = _year(estimate, drawn, costs, others) if others else ((), None)
    return Outlook(
        spread=spread_of(drawn),
        no_spread="",
        unknowns=unknown_costs(estimate, drawn),
        doubts=doubtful_ranges(estimate),
        year=year,
        options=_options(_case(risks, estimate, drawn), year, estimate, costs) if year else (),
        standings=standings(estimate, costs, lines=drawn.lines),
        money=money(estimate, costs, drawn),
    )


def _without_draws(estimate: Estimate, costs: CostBook, missing: str) -> Outlook:
    return Outlook(
        spread=None,
        no_spread=missing,
        unknowns=(),
        doubts=(),
        year=None,
        options=(),
        standings=standings(estimate, costs),
        money=money(estimate, costs, None),
    )


def _year(
    estimate: Estimate, drawn: Simulation, costs: CostBook, others: Others
) -> tuple[tuple[YearlyRisk, ...], Year | None]:
    profile, policy = estimate.profile, own_policy(estimate.profile.finance, costs)
    types = [struck(estimate, drawn, costs, policy)]
    types += _drawn_like(drawn, _without(others, types[0].code), costs, policy)
    risks = risks_of(types, costs, profile.company)
    if not risks:
        return (), None
    return risks, year_of(types, risks, costs, profile=profile, seed=drawn.seed)


def _without(others: Others, code: str) -> Iterable[Estimate]:
    return (other for type_code, other in others.items() if type_code != code)


def _drawn_like(
    drawn: Simulation, others: Iterable[Estimate], costs: CostBook, policy: Policy | None
) -> Iterator[Struck]:
    """Draw other types; one that has no upper end to draw to cannot be added to a year."""
    for other in others:
        with suppress(*CANNOT_DRAW):
            found = simulate(other, costs, seed=drawn.seed, size=drawn.size)
            yield struck(other, found, costs, policy)


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
