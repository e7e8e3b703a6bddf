"""Yen as one exact whole number or as one array of draws: what both have to be able to do.

In the flow: below the insurance, whose rules are written once and read both ways. A whole number
stays a whole number and its parts add up to it; an array stays float, one amount per draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

import numpy as np

from ..formula.samples import Samples
from ..money import round_yen

# Whole yen or yen of each draw; within one computation all amounts are of one kind.
Amount = TypeVar("Amount", int, Samples)
Name = TypeVar("Name")  # of a part


def least(amount: Amount, limit: int | None) -> Amount:
    """Cut an amount at a limit; None does not limit."""
    if limit is None:
        return amount
    return np.minimum(amount, limit) if isinstance(amount, np.ndarray) else min(amount, limit)


def beyond(amount: Amount, first: int) -> Amount:
    """Return what is left above the first yen of an amount, nothing when it is smaller."""
    rest = amount - first
    return np.maximum(rest, 0) if isinstance(rest, np.ndarray) else max(rest, 0)


def portion(amount: Amount, share: Decimal | Samples) -> Amount:
    """Return a share (0 to 1) of an amount."""
    if isinstance(amount, np.ndarray):
        return amount * (share if isinstance(share, np.ndarray) else float(share))
    if isinstance(share, np.ndarray):
        raise TypeError("a share of each draw needs an amount of each draw")
    return round_yen(amount * share)


def divided(whole: Amount, by: Mapping[Name, Amount]) -> dict[Name, Amount]:
    """Divide an amount in proportion; the parts add up to it, and none exceeds its measure.

    The amount must not exceed the sum of the measures.
    """
    if isinstance(whole, np.ndarray):
        total = np.sum(list(by.values()), axis=0)
        ratio = np.divide(whole, total, out=np.zeros_like(whole), where=total > 0)
        return {name: measure * ratio for name, measure in by.items()}
    return _whole_parts(whole, by)


def _whole_parts(whole: int, by: Mapping[Name, int]) -> dict[Name, int]:
    """Cut running sums, so that the parts add up and each is within a yen of its share."""
    total, reached, given = sum(by.values()), 0, 0
    parts: dict[Name, int] = {}
    for name, measure in by.items():
        reached += measure
        upto = whole * reached // total if total else 0
        parts[name], given = upto - given, upto
    return parts
