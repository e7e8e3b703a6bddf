"""Ranges that make a curve absurd: said to the user, never silently mended.

In the flow: `Estimate` → values for the result page and the method page. In: the ranges that the
headline is drawn from. Out: which of them say little, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..estimate import Estimate, Total
from ..formula import Leaf, Origin
from ..formula.samples import OpenEnd, drawn_by_ratio, sampled_high

_EDGE = 0.01  # share of the range between the typical value and an end
_FAR = 2  # the mean that PERT would have, in multiples of the typical value
_SPAN = 1000  # high in multiples of low


class Doubt(StrEnum):
    """What is wrong with a range."""

    EDGE = "edge"  # typical stands at one end, and the mean lies far from it
    SPAN = "span"  # high is more than a thousand times low


@dataclass(frozen=True, slots=True)
class DoubtfulRange:
    """One range as the edition or the company states it, and what is wrong with it."""

    code: str
    origin: Origin
    doubt: Doubt
    low: Decimal
    typical: Decimal
    high: Decimal  # or the bound to which an open end is drawn
    by_ratio: bool  # drawn on a scale of ratios, which takes the doubt off the typical value


def doubtful_ranges(estimate: Estimate) -> tuple[DoubtfulRange, ...]:
    """List the ranges of the headline that make a curve absurd, each once."""
    ranges = {leaf.code: leaf for leaf in _ranges(estimate)}.values()
    return tuple(found for leaf in ranges for found in _doubts(leaf))


def _ranges(estimate: Estimate) -> Iterator[Leaf]:
    for line in estimate.lines:
        if line.total is not Total.REFERENCE:
            yield from (leaf for leaf in line.formula.leaves() if leaf.origin is not Origin.CHANCE)


def _doubts(leaf: Leaf) -> Iterator[DoubtfulRange]:
    low, typical = float(leaf.low()), float(leaf.amount())
    try:
        high = sampled_high(leaf)
    except OpenEnd:
        return  # not drawn at all
    mean = (low + 4 * typical + high) / 6
    at_edge = min(typical - low, high - typical) < _EDGE * (high - low)
    if at_edge and not typical / _FAR <= mean <= typical * _FAR:
        yield _found(leaf, Doubt.EDGE)
    if 0 < low * _SPAN < high and not leaf.by_factor:  # of money taken so wide a range is meant
        yield _found(leaf, Doubt.SPAN)


def _found(leaf: Leaf, doubt: Doubt) -> DoubtfulRange:
    bounds = (leaf.low_value, leaf.typical, leaf.high_value or leaf.bound or leaf.typical)
    return DoubtfulRange(
        leaf.code, leaf.origin, doubt, *bounds, drawn_by_ratio(leaf) or leaf.by_factor
    )
