"""How the draws are spread: percentiles, chances of exceeding, which lines make the width.

In the flow: `Simulation` → whole yen for page, PDF and JSON. Percentiles are always taken of the
drawn totals, never added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from operator import attrgetter, itemgetter

from ..formula.samples import Samples
from .ranks import quantiles
from .simulation import Simulation

__all__ = [
    "EXCEEDED",
    "Distribution",
    "Exceedance",
    "Percentiles",
    "Swing",
    "distribution",
    "exceedance",
    "percentiles",
    "quantiles",
    "spread_shares",
    "tornado",
]

EXCEEDED = tuple(map(Decimal, ("0.5", "0.2", "0.1", "0.05", "0.02", "0.01", "0.005", "0.001")))
_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
Exceedance = tuple[tuple[Decimal, int], ...]  # chance of more than this, and the yen


@dataclass(frozen=True, slots=True)
class Percentiles:
    """What the amount stays below in 5, 25, 50, 75 and 95 of 100 draws, in whole yen."""

    p5: int
    p25: int
    p50: int
    p75: int
    p95: int

    @property
    def width(self) -> int:
        """How far apart the ends of the 90 % band lie."""
        return self.p95 - self.p5


@dataclass(frozen=True, slots=True)
class Distribution:
    """The percentiles of an incident: headline, totals, damage categories and lines."""

    headline: Percentiles
    cash: Percentiles
    liability: Percentiles
    categories: Mapping[str, Percentiles]
    lines: Mapping[str, Percentiles]


@dataclass(frozen=True, slots=True)
class Swing:
    """竜巻図の一本: the median headline when one line turns out at its P5, and at its P95."""

    code: str
    low: int
    high: int

    @property
    def width(self) -> int:
        """How far the headline moves."""
        return self.high - self.low


def distribution(simulation: Simulation) -> Distribution:
    """Take every percentile of a simulation."""
    return Distribution(
        percentiles(simulation.headline),
        percentiles(simulation.cash),
        percentiles(simulation.liability),
        {code: percentiles(drawn) for code, drawn in simulation.categories.items()},
        {code: percentiles(drawn) for code, drawn in simulation.lines.items()},
    )


def percentiles(samples: Samples) -> Percentiles:
    """Return P5, P25, P50, P75 and P95 of samples."""
    return Percentiles(*map(_whole_yen, quantiles(samples, _SHARES)))


def exceedance(samples: Samples) -> Exceedance:
    """Return the yen exceeded with each of the fixed chances, from one in two to one in 1,000."""
    found = quantiles(samples, [1 - float(chance) for chance in EXCEEDED])
    return tuple((c, _whole_yen(yen)) for c, yen in zip(EXCEEDED, found, strict=True))


def _whole_yen(amount: float) -> int:
    return floor(amount + 0.5)


def spread_shares(simulation: Simulation) -> dict[str, float]:
    """Return each headline line's share in the spread, largest first; they add up to 1.

    The share is the covariance of the line with the headline over the headline's variance, so
    that what lines share is divided among them. Empty when nothing is in doubt.
    """
    headline = simulation.headline - simulation.headline.mean()
    variance = float(headline @ headline)
    if variance == 0:
        return {}
    shares = {
        code: float(simulation.lines[code] @ headline) / variance for code in simulation.counted
    }
    return dict(sorted(shares.items(), key=itemgetter(1), reverse=True))


def tornado(simulation: Simulation) -> tuple[Swing, ...]:
    """Hold each line at its own P5 and P95 and leave the others as drawn, widest first.

    What is shown is the median of the headline: how much it is if this one turns out cheap, or
    dear. A line without a spread has no bar.
    """
    swings = (_swing(simulation, code) for code in simulation.counted)
    return tuple(sorted((s for s in swings if s.width > 0), key=attrgetter("width"), reverse=True))


def _swing(simulation: Simulation, code: str) -> Swing:
    line = simulation.lines[code]
    low, high = quantiles(line, (_SHARES[0], _SHARES[-1]))
    (others,) = quantiles(simulation.headline - line, (0.5,))
    return Swing(code, _whole_yen(others + low), _whole_yen(others + high))
