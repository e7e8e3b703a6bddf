"""PERT by a table of its quantiles: the draw of a range is a look-up, not a rejection.

In the flow: below `samples`. In: where the mode lies between low and high, and ranks. Out: where
each draw lies between low and high. Knots stand close together in both tails, where quantiles
change fast; a table depends on nothing but the mode and is kept for the next range of its shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

CELLS = 512  # between knots; half of them in each half of the ranks
HALF = CELLS // 2
_ONE, _TWO = np.float32(1), np.float32(2)
_BELOW_HALF = np.nextafter(np.float32(HALF), np.float32(0))  # no draw falls behind the last cell
_GRID = 4096  # points on which the density is added up
_PEAK = 4.0  # how much more the mode counts than an end: standard PERT
_SHAPES_KEPT = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where draws fall in any table: the same rank in every range."""

    cells: npt.NDArray[np.intp]
    parts: npt.NDArray[np.float32]  # how far into the cell, 0..1

    def of(self, draws: npt.NDArray[np.intp]) -> Places:
        """Return the places of some of the draws."""
        return Places(self.cells.take(draws), self.parts.take(draws))


def places(stream: np.random.Generator, size: int) -> Places:
    """Draw places in a table; 24 bits a draw, which the square root makes finest in the tails.

    A draw is folded about its middle: its sign chooses the half of the ranks, its distance from
    0 the distance from that end, and the square root spreads the knots towards the end.
    """
    drawn = stream.random(size, np.float32)
    drawn *= _TWO
    drawn -= _ONE
    spots = np.abs(drawn)
    np.sqrt(spots, out=spots)
    np.copysign(spots, drawn, out=spots)
    spots += _ONE
    spots *= _BELOW_HALF
    np.floor(spots, out=drawn)
    spots -= drawn
    return Places(drawn.astype(np.intp), spots)


@dataclass(frozen=True, slots=True, eq=False)
class QuantileTable:
    """The quantiles of PERT on 0..1: from the middle to the low end, from the high end back."""

    starts: Array
    steps: Array

    def at(self, where: Places, low: float, width: float) -> Array:
        """Read the quantile of each place between low and low + width, linear within a cell."""
        found = (self.steps * width).take(where.cells)
        found *= where.parts
        found += (self.starts * width + low).take(where.cells)
        return found


@lru_cache(maxsize=_SHAPES_KEPT)
def quantile_table(mode: float) -> QuantileTable:
    """Return the table of PERT with its mode at this share of the way from low to high."""
    alpha, beta = 1 + _PEAK * mode, 1 + _PEAK * (1 - mode)
    from_low = _tail(alpha, beta)
    from_high = 1 - _tail(beta, alpha)
    starts = np.concatenate([from_low[:0:-1], from_high[:-1]])
    ends = np.concatenate([from_low[-2::-1], from_high[1:]])
    steps = ends - starts
    for array in (starts, steps):
        array.flags.writeable = False  # shared by every thread
    return QuantileTable(starts, steps)


def _tail(alpha: float, beta: float) -> Array:
    """Return the beta quantiles at ranks 0 … 1/2, whose square roots are equally far apart.

    With x = sin² the density has no pole at either end and is added up by trapezoids.
    """
    angles = np.linspace(0, np.pi / 2, _GRID + 1)
    density = np.sin(angles) ** (2 * alpha - 1) * np.cos(angles) ** (2 * beta - 1)
    areas = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    ranks = np.linspace(0, 1, HALF + 1) ** 2 / 2
    return np.asarray(np.interp(ranks, areas / areas[-1], np.sin(angles) ** 2))
