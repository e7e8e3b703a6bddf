"""一年あたり: every incident type of the edition at one company, together and each alone.

In the flow: the draws of each type -> `Struck`, the yen that count -> yearly risks -> `Year`, plain
values without samples: the curve, the types in it, and what the company's own policy leaves of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..costbook import CostBook, Figure, NotInEdition
from ..estimate import Estimate
from ..formula.samples import Samples
from ..profile import IncidentProfile
from .annual import AnnualCurve, annual_exact
from .insurance import settle_drawn
from .insured_year import InsuredYear, insured_year
from .policy import Policy, own_policy
from .simulation import Simulation
from .yearly_risk import HitCompany, OpenRate, YearlyRisk, yearly_risks


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
    insured: InsuredYear | None  # None: the company has no policy, or nobody knows


@dataclass(frozen=True, slots=True)
class Struck:
    """One incident type, drawn: yen of each draw."""

    code: str
    losses: Samples
    covered: Samples | None  # what the company's policy pays of them; None: no policy


def struck(made: Estimate, drawn: Simulation, costs: CostBook, policy: Policy | None) -> Struck:
    """Keep of a drawn incident what a year needs of it. Raises: NotInEdition."""
    covered = None
    if policy:
        counts = drawn.counted  # an incident without a line has nothing to settle
        covered = (
            settle_drawn(made, costs, policy, drawn).total.covered if counts else drawn.headline
        )
    return Struck(made.profile.incident.incident_type, drawn.headline, covered)


def risks_of(
    types: Sequence[Struck], costs: CostBook, company: HitCompany
) -> tuple[YearlyRisk, ...]:
    """Return every type with its rate; none when any rate is missing."""
    try:
        return tuple(yearly_risks(costs, company, {one.code: one.losses for one in types}))
    except (NotInEdition, OpenRate):
        return ()


def year_of(
    types: Sequence[Struck],
    risks: Sequence[YearlyRisk],
    costs: CostBook,
    *,
    profile: IncidentProfile,
    seed: int,
) -> Year:
    """Put the types together, and hold the company's own policy against whole years.

    Raises: NotInEdition.
    """
    curve, insured = annual_exact(risks), None
    if policy := own_policy(profile.finance, costs):
        covered = {one.code: one.covered for one in types if one.covered is not None}
        insured = insured_year(risks, covered, policy, gross=curve, seed=seed)
    found = [in_a_year(risk, costs, profile.company) for risk in risks]
    return Year(curve, tuple(sorted(found, key=lambda x: x.expected_loss, reverse=True)), insured)


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
