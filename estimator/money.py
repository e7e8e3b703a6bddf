"""Whole yen (円): the only place where an amount is rounded.

In the flow: below everything else. In: exact decimals from a formula.
Out: `int` yen and ranges of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_ONE = Decimal(1)


def round_whole(number: Decimal) -> int:
    """Round to a whole number, half up (四捨五入)."""
    return int(number.quantize(_ONE, rounding=ROUND_HALF_UP))


def round_yen(amount: Decimal) -> int:
    """Round an amount to whole yen, half up."""
    return round_whole(amount)


@dataclass(frozen=True, slots=True)
class YenRange:
    """Low, typical and high of an amount in whole yen (下限・中心・上限)."""

    low: int
    typical: int
    high: int | None  # None: the upper end is open (「～」)

    def __post_init__(self) -> None:
        if self.low > self.typical or (self.high is not None and self.typical > self.high):
            raise ValueError(f"not low <= typical <= high: {self}")

    def __add__(self, other: YenRange) -> YenRange:
        high = None if self.high is None or other.high is None else self.high + other.high
        return YenRange(self.low + other.low, self.typical + other.typical, high)

    @property
    def is_zero(self) -> bool:
        """Tell whether nothing can be paid at all."""
        return self.low == self.typical == self.high == 0


ZERO_YEN = YenRange(0, 0, 0)


def add_up(ranges: Iterable[YenRange]) -> YenRange:
    """Add ranges bound by bound; one open upper end opens the sum."""
    return sum(ranges, ZERO_YEN)
