"""全種類の概算: every incident type of one company, how bad and how often, ranked.

In the flow: estimates of the company by type → draws, which the year reads too → one `TypeRange`
each: plain values without samples, small enough for a cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..costbook import CostBook, IncidentType, NotInEdition
from ..estimate import Estimate
from .distribution import Percentiles, percentiles
from .policy import Policy
from .simulation import CANNOT_DRAW, SEED, SIZE, simulate
from .year import Struck, TypeInAYear, in_a_year, struck
from .yearly_risk import OpenRate, yearly_risks


@dataclass(frozen=True, slots=True)
class TypeRange:
    """One incident type at this company."""

    kind: IncidentType
    typical: int  # yen, the sum of the typical lines
    band: Percentiles | None  # None: a line has no upper end to draw to
    year: TypeInAYear | None  # None: the edition has no rate, or there is no band

    @property
    def code(self) -> str:
        """The code of the incident type."""
        return self.kind.code


@dataclass(frozen=True, slots=True, eq=False)
class DrawnType:
    """One incident type with what is kept of its draws, for as long as they are read."""

    estimate: Estimate
    struck: Struck | None  # None: a line has no upper end to draw to


def draw_type(
    made: Estimate, costs: CostBook, policy: Policy | None, *, seed: int, size: int
) -> DrawnType:
    """Draw one type; what has no upper end is not drawn."""
    try:
        drawn = simulate(made, costs, seed=seed, size=size)
        return DrawnType(made, struck(made, drawn, costs, policy))
    except CANNOT_DRAW:
        return DrawnType(made, None)


def type_ranges(
    estimates: Mapping[str, Estimate], costs: CostBook, *, seed: int = SEED, size: int = SIZE
) -> tuple[TypeRange, ...]:
    """Draw every type from the same recorded seed and rank them."""
    drawn = (draw_type(one, costs, None, seed=seed, size=size) for one in estimates.values())
    return ranked(drawn, costs)


def ranked(
    types: Iterable[DrawnType], costs: CostBook, known: Iterable[TypeInAYear] = ()
) -> tuple[TypeRange, ...]:
    """Return the range of each type, the highest P95 first.

    `known` are the types whose year is worked out already.
    """
    years = {one.code: one for one in known}
    found = (_type_range(one, costs, years) for one in types)
    return tuple(sorted(found, key=by_high, reverse=True))


def by_high(found: TypeRange) -> tuple[bool, int, int]:
    """Put a type whose upper end nobody can name before those with a range."""
    return (found.band is None, found.band.p95 if found.band else 0, found.typical)


def by_year(found: TypeRange) -> tuple[bool, int, int]:
    """Put what is expected of a type in a year first; a type without a rate is last."""
    return (found.year is not None, found.year.expected_loss if found.year else 0, found.typical)


def _type_range(drawn: DrawnType, costs: CostBook, years: Mapping[str, TypeInAYear]) -> TypeRange:
    made = drawn.estimate
    kind = costs.incident_types[made.profile.incident.incident_type]
    if drawn.struck is None:
        return TypeRange(kind, made.headline.typical, None, None)
    year = years.get(kind.code) or _year(made, drawn.struck, costs)
    return TypeRange(kind, made.headline.typical, percentiles(drawn.struck.losses), year)


def _year(made: Estimate, drawn: Struck, costs: CostBook) -> TypeInAYear | None:
    company = made.profile.company
    try:
        (risk,) = yearly_risks(costs, company, {drawn.code: drawn.losses})
    except (NotInEdition, OpenRate):
        return None
    return in_a_year(risk, costs, company)
