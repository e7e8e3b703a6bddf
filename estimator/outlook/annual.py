"""1年あたりの損害: the yearly curve of one company, exact and simulated.

In the flow: yearly risks -> chance of a year without loss, expected loss, percentiles and return
periods. A year is not an incident: most years of a small company cost nothing, and the two are
never mixed. Percentiles are of the sum of the risks, not sums of percentiles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..formula.samples import Samples
from . import annual_exact as exact
from . import annual_simulated as simulated
from .annual_exact import CHANCES, PERCENTS, RETURN_PERIODS
from .yearly_risk import AS_THEY_ARE, Terms, YearlyRisk

INDEPENDENT = "independent_given_rates"  # incident types strike independently of each other


@dataclass(frozen=True, slots=True)
class AnnualCurve:
    """What a year costs, in whole yen; a year without loss counts as one of zero yen."""

    mean: int  # of the distribution or of the simulated years
    expected_loss: int  # rate x severity in closed form; under an annual limit as the mean
    chance_of_no_loss: float
    percentiles: tuple[tuple[int, int], ...]  # percent of the years, yen not exceeded in them
    exceedance: tuple[tuple[int, int], ...]  # once in so many years, yen exceeded
    seed: int | None = None  # None: exact, no chance in it
    years: int | None = None  # simulated
    dependence: str = INDEPENDENT

    def percentile(self, percent: int) -> int:
        """Return the yen not exceeded in a percentage of the years."""
        return dict(self.percentiles)[percent]

    def once_in(self, years: int) -> int:
        """Return the yen exceeded once in so many years."""
        return dict(self.exceedance)[years]


def annual_exact(
    risks: Sequence[YearlyRisk], terms: Terms = AS_THEY_ARE, *, grid: int = exact.GRID
) -> AnnualCurve:
    """Return the curve without sampling noise."""
    found = exact.distribution(risks, terms, grid=grid)
    percentiles, exceedance = _points(found.quantiles)
    return AnnualCurve(
        round(found.mean),
        round(found.expected_loss),
        found.chance_of_no_loss,
        percentiles,
        exceedance,
    )


def annual_simulated(
    risks: Sequence[YearlyRisk], terms: Terms = AS_THEY_ARE, *, seed: int, years: int
) -> AnnualCurve:
    """Return the curve of simulated years under the terms, equal for an equal seed."""
    counted = simulated.totals(risks, terms, seed=seed, years=years).counted
    return curve_of(counted, seed=seed)


def curve_of(yearly: Samples, *, seed: int) -> AnnualCurve:
    """Return the curve of simulated yearly totals, such as own burdens."""
    mean = round(float(yearly.mean()))
    none = 1 - int(np.count_nonzero(yearly)) / yearly.size
    points = _points(lambda chances: np.quantile(yearly, chances, method="inverted_cdf"))
    return AnnualCurve(mean, mean, none, *points, seed=seed, years=yearly.size)


Points = tuple[tuple[int, int], ...]


def _points(quantiles: Callable[[Samples], Samples]) -> tuple[Points, Points]:
    yen = [round(float(amount)) for amount in quantiles(CHANCES)]
    percentiles = tuple(zip(PERCENTS, yen[: len(PERCENTS)], strict=True))
    return percentiles, tuple(zip(RETURN_PERIODS, yen[len(PERCENTS) :], strict=True))
