"""The yearly loss without chance: compound Poisson sums by the fast Fourier transform.

In the flow: risks -> distribution of the year's total. The transform of the total is the product
over the risks of E[exp(rate x (transform of one event - 1))], the mean taken over the uncertain
rate. Damping the amounts by exp(-TILT x place) before the transform and undoing it afterwards
keeps what exceeds the grid from wrapping round (Grübel and Hermesmeier 1999), so that the missing
mass *is* the chance of more than the grid holds; the grid is widened until that is rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import factorial

import numpy as np
import numpy.typing as npt

from ..formula.samples import Samples
from .pert import Pert
from .yearly_risk import AS_THEY_ARE, Terms, YearlyRisk

Transform = npt.NDArray[np.complex128]

PERCENTS = (5, 10, 25, 50, 75, 90, 95, 99)
RETURN_PERIODS = (2, 5, 10, 20, 50, 100, 200, 1000)  # years
CHANCES = np.array([p / 100 for p in PERCENTS] + [1 - 1 / years for years in RETURN_PERIODS])

GRID = 16_384
SCOUT = 1_024  # points of the coarse grid that looks for the end of the fine one
SMALLEST = 1e-6  # yen: a grid that ends below it is drawn in no further
BEYOND = 2e-4  # chance of a year the grid need not hold; the rarest one shown is 1e-3
TILT = 16.0  # what wraps is damped by exp(-16)
FINER = 64  # small amounts are looked up on a grid whose end is this much nearer
LEVELS = 4
FAR = 1e4  # standard deviations: more than that counts as that in the mean
NODES = 24
WIDE = 5.0  # a rate as uncertain as this is summed node by node: the series would lose digits
SMALLEST_TERM = 1e-15


@dataclass(frozen=True, slots=True)
class YearlyDistribution:
    """Chance that a year's total is at most so many yen, linear between the knots."""

    yen: Samples  # ascending from 0
    chance: Samples  # at most this much; the first is the chance of no loss
    mean: float  # yen, read from the transform
    expected_loss: float  # yen, closed form: rate x severity; under an annual limit the mean

    @property
    def chance_of_no_loss(self) -> float:
        """Chance of a year without any loss, in closed form."""
        return float(self.chance[0])

    def quantiles(self, chances: Samples) -> Samples:
        """Return the smallest yen that is not exceeded with each chance."""
        return np.where(chances <= self.chance[0], 0.0, np.interp(chances, self.chance, self.yen))

    def chance_above(self, yen: float) -> float:
        """Return the chance that a year's total exceeds an amount.

        An amount many years hit exactly, as of fixed losses, is spread over one step of the grid.
        """
        return 1 - float(np.interp(yen, self.yen, self.chance))


@dataclass(frozen=True, slots=True)
class _Source:
    """A risk ready for the grid: thinned rate, yen of one event under the terms."""

    rate: Pert
    losses: Samples

    @property
    def mean(self) -> float:
        return self.rate.mean * float(self.losses.mean())

    @property
    def variance(self) -> float:
        spread = self.rate.variance * float(self.losses.mean()) ** 2
        return self.rate.mean * float(np.mean(self.losses**2)) + spread

    @property
    def chance_of_none(self) -> float:
        some = np.count_nonzero(self.losses) / self.losses.size
        return float(averaged(self.rate, np.array([-some + 0j]))[0].real)


def distribution(
    risks: Sequence[YearlyRisk], terms: Terms = AS_THEY_ARE, *, grid: int = GRID
) -> YearlyDistribution:
    """Return the distribution of the year's total, exact but for the grid."""
    sources = [_source(risk, terms) for risk in risks]
    none = float(np.prod([source.chance_of_none for source in sources]))
    knots = _knots(sources, none, grid)
    expected = sum(source.mean for source in sources)
    if terms.annual_limit is not None:
        mean = _mean_up_to(sources, terms.annual_limit, grid)
        return YearlyDistribution(*_capped(*knots, terms.annual_limit), mean, mean)
    far = expected + FAR * sum(source.variance for source in sources) ** 0.5
    return YearlyDistribution(*knots, _mean_up_to(sources, far, SCOUT), expected)


def _source(risk: YearlyRisk, terms: Terms) -> _Source:
    rate, factor = risk.rate, risk.rate_factor
    thinned = Pert(rate.low * factor, rate.typical * factor, rate.high * factor)
    return _Source(thinned, risk.amounts(terms.event))


def _knots(sources: list[_Source], none: float, grid: int) -> tuple[Samples, Samples]:
    """Yen and chance from no loss to the end of the grid, finer where amounts are small."""
    step = _end(sources, none) / grid
    chances = [_cumulative(sources, step, grid)]
    steps = [step]
    lowest = min(CHANCES[none < CHANCES], default=1.0)  # that is looked up and above zero yen
    while len(steps) < LEVELS and chances[-1][grid // FINER] > lowest:
        steps.append(steps[-1] / FINER)
        chances.append(_cumulative(sources, steps[-1], grid))
    yen: Samples = np.array([0.0])
    chance: Samples = np.array([none])
    for width, found in zip(reversed(steps), reversed(chances), strict=True):
        places = (np.arange(grid) + 0.5) * width
        after = places > yen[-1]
        yen = np.concatenate((yen, places[after]))
        chance = np.concatenate((chance, found[after]))
    return yen, np.maximum.accumulate(chance)


def _end(sources: list[_Source], none: float) -> float:
    """Yen where the grid ends: widened, then drawn in, until little more than BEYOND is left."""
    if none >= 1 - BEYOND:
        return max([SMALLEST, *(float(source.losses.max()) for source in sources)])
    end = max(sum(source.mean + 3 * source.variance**0.5 for source in sources), SMALLEST)
    while True:
        chance = _cumulative(sources, end / SCOUT, SCOUT)
        reached = int(np.searchsorted(chance, 1 - BEYOND)) + 1
        if reached > SCOUT:
            end *= 4
        elif reached < SCOUT // 32 and end > SMALLEST:
            end *= 2 * reached / SCOUT
        else:
            return float(end * min(1.0, 1.05 * reached / SCOUT))


def _cumulative(sources: list[_Source], step: float, points: int) -> Samples:
    """Chance of at most 0, 1, 2, … steps a year."""
    damping = np.exp(-TILT / points * np.arange(points))
    total = np.ones(points // 2 + 1, dtype=np.complex128)
    for source in sources:
        event = np.fft.rfft(_spread(source.losses, step, points) * damping)
        event -= 1
        total *= averaged(source.rate, event)
    mass = np.fft.irfft(total, points) / damping
    return np.asarray(np.minimum(np.cumsum(np.maximum(mass, 0)), 1))


def _spread(losses: Samples, step: float, points: int) -> Samples:
    """Chance of each step, an amount between two of them split so that its mean is kept."""
    with np.errstate(over="ignore"):  # far beyond a very small end is beyond it all the same
        places = losses / step
    places = places[places < points]
    below = places.astype(np.intp)
    places -= below
    upper = np.bincount(below, places, points)
    mass = np.bincount(below, minlength=points) - upper
    mass[1:] += upper[:-1]
    return np.asarray(mass / losses.size)


def averaged(rate: Pert, exponent: Transform) -> Transform:
    """Return the mean of exp(rate x exponent) over the uncertain rate; |exponent| at most 2.

    A series about the mean rate, whose moments are exact by quadrature: one exponential in all.
    """
    if not rate.width:
        return np.exp(rate.typical * exponent)
    if rate.width > WIDE:
        pairs = zip(*rate.nodes(NODES + int(rate.width)), strict=True)
        return np.asarray(sum(weight * np.exp(node * exponent) for node, weight in pairs))
    *lower, last = _series(rate)
    result = np.full_like(exponent, last)
    for coefficient in reversed(lower):
        result *= exponent
        result += coefficient
    result *= np.exp(rate.mean * exponent)
    return result


@lru_cache(maxsize=256)
def _series(rate: Pert) -> tuple[float, ...]:
    """Coefficients of the mean of exp((rate - mean) x exponent), as many as count."""
    nodes, weights = rate.nodes(NODES)
    off = nodes - rate.mean
    reach = 2 * max(rate.high - rate.mean, rate.mean - rate.low)
    found, order = [1.0], 1
    while reach**order / factorial(order) > SMALLEST_TERM:
        found.append(float(weights @ off**order) / factorial(order))
        order += 1
    return tuple(found)


def _mean_up_to(sources: list[_Source], end: float, points: int) -> float:
    """Mean of the total, what exceeds an end counted as the end."""
    step = end / points
    if not step:  # nothing, or as good as nothing
        return 0.0
    return float(step * np.sum(1 - _cumulative(sources, step, points)))


def _capped(yen: Samples, chance: Samples, limit: float) -> tuple[Samples, Samples]:
    below = yen < limit
    at_limit = float(np.interp(limit, yen, chance))
    return (
        np.concatenate((yen[below], [limit, limit])),
        np.concatenate((chance[below], [at_limit, 1.0])),
    )
