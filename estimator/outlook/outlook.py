"""What an estimate means for the company, computed once for every output (見通し).

In the flow: `Estimate` + `CostBook` → `Outlook`: plain values without samples, small enough for a
cache. Page, PDF, JSON and terminal render it and draw nothing themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..costbook import CostBook, Figure, NotInEdition
from ..estimate import Estimate
from ..formula.samples import OpenEnd
from .annual import AnnualCurve, annual_exact
from .benchmarks import Standing, standings
from .controls import Case, Option, options, packages
from .doubts import DoubtfulRange, doubtful_ranges
from .measure_prices import MeasureQuote
from .money import Money, money
from .simulation import SEED, SIZE, Simulation, simulate
from .spread import Spread, spread_of
from .unknowns import UnknownCost, unknown_costs
from .yearly_risk import HitCompany, OpenRate, YearlyRisk, yearly_risks

CANNOT_DRAW = (OpenEnd, NotInEdition)
Others = Mapping[str, Estimate]  # the same company under the other incident types


@dataclass(frozen=True, slots=True)
class TypeInAYear:
    """One incident type in a year of the company."""

    code: str
    rate: Figure  # times a year
    expected_loss: int  # yen a year
    once_in_years: int  # at the mean rate


@dataclass(frozen=True, slots=True)
class Year:
    """一年あたり: every incident type of the edition together."""

    curve: AnnualCurve
    types: tuple[TypeInAYear, ...]  # the costliest first


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
    risks = _risks(estimate, drawn, costs, others or {})
    year = _year(risks, estimate, costs) if risks else None
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


def _risks(
    estimate: Estimate, drawn: Simulation, costs: CostBook, others: Others
) -> tuple[YearlyRisk, ...]:
    """Return every incident type with a rate and a spread; none when any rate is missing."""
    this = estimate.profile.incident.incident_type
    severities = {this: drawn.headline}  # drawn already, from every answer
    for code, other in others.items():
        if code == this:
            continue
        try:
            severities[code] = simulate(other, costs, seed=drawn.seed, size=drawn.size).headline
        except CANNOT_DRAW:
            continue  # a type without an upper end cannot be added to a year
    try:
        return tuple(yearly_risks(costs, estimate.profile.company, severities)) if others else ()
    except (NotInEdition, OpenRate):
        return ()


def _year(risks: tuple[YearlyRisk, ...], estimate: Estimate, costs: CostBook) -> Year:
    found = [in_a_year(risk, costs, estimate.profile.company) for risk in risks]
    return Year(
        annual_exact(risks), tuple(sorted(found, key=lambda one: one.expected_loss, reverse=True))
    )


def in_a_year(risk: YearlyRisk, costs: CostBook, company: HitCompany) -> TypeInAYear:
    """Say how often one type strikes a company and what it costs on average.

    Raises: NotInEdition.
    """
    return TypeInAYear(
        code=risk.code,
        rate=costs.rate(risk.code, company.sizes, company.industry or ""),
        expected_loss=round(risk.rate.mean * float(risk.severities.mean())),
        once_in_years=round(1 / risk.rate.mean) if risk.rate.mean else 0,
    )


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
