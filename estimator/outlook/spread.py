"""想定の幅: how far one incident may turn out from what is typical, as plain values.

In the flow: `Simulation` → `Spread`, the part of the outlook that page, PDF and JSON print.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..costbook import Figure
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
from .simulation import Simulation

CURVE = tuple(range(100, 0, -2))  # share of the draws in percent that exceed a point of the curve


@dataclass(frozen=True, slots=True)
class Spread:
    """想定の幅: percentiles, curve, tornado and what stands behind them."""

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


def spread_of(drawn: Simulation) -> Spread:
    """Read all that is shown of a simulation."""
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
