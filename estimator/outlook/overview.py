"""全種類の概算: every incident type of one company, how bad and how often, to be ranked.

In the flow: estimates of the company by type → one `TypeRange` each: plain values without samples,
small enough for a cache. The page ranks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..costbook import CostBook, NotInEdition
from ..estimate import Estimate
from .distribution import Percentiles, percentiles
from .outlook import CANNOT_DRAW
from .simulation import SEED, SIZE, Simulation, simulate
from .year import TypeInAYear, in_a_year
from .yearly_risk import OpenRate, yearly_risks


@dataclass(frozen=True, slots=True)
class TypeRange:
    """One incident type at this company."""

    code: str
    typical: int  # yen, the sum of the typical lines
    band: Percentiles | None  # None: a line has no upper end to draw to
    year: TypeInAYear | None  # None: the edition has no rate, or there is no band


def type_ranges(
    estimates: Mapping[str, Estimate], costs: CostBook, *, seed: int = SEED, size: int = SIZE
) -> tuple[TypeRange, ...]:
    """Draw every type from the same recorded seed, in the order given."""
    return tuple(_type_range(code, made, costs, (seed, size)) for code, made in estimates.items())


def _type_range(code: str, made: Estimate, costs: CostBook, drawing: tuple[int, int]) -> TypeRange:
    seed, size = drawing
    try:
        drawn = simulate(made, costs, seed=seed, size=size)
    except CANNOT_DRAW:
        return TypeRange(code, made.headline.typical, None, None)
    band = percentiles(drawn.headline)
    return TypeRange(code, made.headline.typical, band, _year(code, made, costs, drawn))


def _year(code: str, made: Estimate, costs: CostBook, drawn: Simulation) -> TypeInAYear | None:
    company = made.profile.company
    try:
        (risk,) = yearly_risks(costs, company, {code: drawn.headline})
    except (NotInEdition, OpenRate):
        return None
    return in_a_year(risk, costs, company)
