"""What an estimate means for the company, computed once for every output (見通し).

In the flow: `Estimate` + `CostBook` → `Outlook`: plain values without samples, small enough for a
cache. Page, PDF, JSON and terminal render it and draw nothing themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..costbook import CostBook, Figure, NotInEdition
from ..estimate import Estimate
from ..formula.samples import OpenEnd
from .distribution import (
    Distribution,
    Exceedance,
    Swing,
    distribution,
    exceedance,
    quantiles,
    spread_shares,
    tornado,
)
from .simulation import SEED, SIZE, Simulation, simulate

CURVE = tuple(range(100, 0, -2))  # share of the draws in percent that exceed a point of the curve


@dataclass(frozen=True, slots=True)
class Spread:
    """想定の幅: how far the incident may turn out from what is typical."""

    seed: int
    size: int
    distribution: Distribution
    exceedance: Exceedance
    curve: tuple[tuple[int, int], ...]  # yen, and the percent of draws above it
    swings: tuple[Swing, ...]  # the widest first
    shares: tuple[tuple[str, Decimal], ...]  # line, its share in the spread; the largest first
    factor: Figure  # the model factor's sigma, a row of the edition
    factor_lines: tuple[str, ...]
    known_percent: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that the figure means."""

    spread: Spread | None
    no_spread: str  # the code of what has no upper end or no row; empty when there is a spread


def outlook(estimate: Estimate, costs: CostBook, *, seed: int = SEED, size: int = SIZE) -> Outlook:
    """Work out what an estimate means, from one recorded seed."""
    try:
        drawn = simulate(estimate, costs, seed=seed, size=size)
    except (OpenEnd, NotInEdition) as missing:
        return Outlook(None, missing.code)
    return Outlook(_spread(drawn), "")


def _spread(drawn: Simulation) -> Spread:
    points = quantiles(drawn.headline, [1 - share / 100 for share in CURVE])
    shares = spread_shares(drawn).items()
    return Spread(
        seed=drawn.seed,
        size=drawn.size,
        distribution=distribution(drawn),
        exceedance=exceedance(drawn.headline),
        curve=tuple((round(yen), share) for yen, share in zip(points, CURVE, strict=True)),
        swings=tornado(drawn),
        shares=tuple((code, Decimal(f"{share:.4f}")) for code, share in shares),
        factor=drawn.factor.sigma,
        factor_lines=drawn.factor.lines,
        known_percent=drawn.factor.known_percent,
    )
