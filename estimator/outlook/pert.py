"""PERT: an uncertain number given as low, typical and high, as tables and as quadrature.

In the flow: the yearly curve reads a rate as nodes (exact) or draws it (simulated), and the
golden data read a severity as slices. A PERT is the beta distribution with shape 4 whose mode is
the typical value. Tables are made on [0, 1] once for each shape; arrays are shared: read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..formula.quantiles import places, quantile_table
from ..formula.samples import Samples

SHAPE = 4.0  # the weight of the mode
CELLS = 1 << 16  # of the density, before it becomes a table
SHAPES_KEPT = 256


@dataclass(frozen=True, slots=True)
class Pert:
    """Low, typical and high of one number; equal bounds make it a constant."""

    low: float
    typical: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.typical <= self.high < float("inf"):
            raise ValueError(f"not ascending from 0: {self.low}, {self.typical}, {self.high}")

    @property
    def width(self) -> float:
        """High less low; 0 for a constant."""
        return self.high - self.low

    @property
    def mean(self) -> float:
        """The mean in closed form."""
        return (self.low + SHAPE * self.typical + self.high) / (SHAPE + 2)

    @property
    def variance(self) -> float:
        """The variance in closed form."""
        return (self.mean - self.low) * (self.high - self.mean) / (SHAPE + 3)

    @property
    def lean(self) -> float:
        """Where the mode stands between low (0) and high (1)."""
        return (self.typical - self.low) / self.width if self.width else 0.0

    def drawn(self, stream: np.random.Generator, size: int) -> Samples:
        """Draw values from a stream."""
        where = places(stream, size)
        return quantile_table(self.lean).at(where, self.low, self.width)

    def slices(self, number: int) -> Samples:
        """Return the means of equally likely slices: samples without noise, whose mean is exact."""
        return self.low + self.width * _slice_table(self.lean, number)

    def nodes(self, number: int) -> tuple[Samples, Samples]:
        """Return Gauss nodes and weights: the mean of any smooth function of the number."""
        places, weights = _gauss_table(self.lean, number)
        return self.low + self.width * places, weights


def _distribution(lean: float) -> tuple[Samples, Samples]:
    """Chance and mean, both accumulated up to each cell edge on [0, 1]."""
    edges = np.linspace(0, 1, CELLS + 1)
    middles = (edges[1:] + edges[:-1]) / 2
    density = middles ** (SHAPE * lean) * (1 - middles) ** (SHAPE * (1 - lean))
    chance = np.concatenate(([0.0], np.cumsum(density)))
    mean = np.concatenate(([0.0], np.cumsum(density * middles)))
    return chance / chance[-1], mean / chance[-1]


@lru_cache(maxsize=SHAPES_KEPT)
def _slice_table(lean: float, number: int) -> Samples:
    chance, mean = _distribution(lean)
    return np.diff(np.interp(np.linspace(0, 1, number + 1), chance, mean)) * number


@lru_cache(maxsize=SHAPES_KEPT)
def _gauss_table(lean: float, number: int) -> tuple[Samples, Samples]:
    """Gauss-Jacobi by the eigenvectors of the recurrence (Golub and Welsch 1969), on [0, 1]."""
    left, right = SHAPE * lean, SHAPE * (1 - lean)
    k = np.arange(1, number)
    twice = 2 * np.arange(number) + SHAPE
    middle = (left - right) * SHAPE / (twice * (twice + 2))
    steps = 2 * k + SHAPE
    square = 4 * k * (k + left) * (k + right) * (k + SHAPE) / (steps**2 * (steps**2 - 1))
    side = np.sqrt(square)
    places, vectors = np.linalg.eigh(np.diag(middle) + np.diag(side, 1) + np.diag(side, -1))
    return (places + 1) / 2, np.asarray(vectors[0] ** 2)
