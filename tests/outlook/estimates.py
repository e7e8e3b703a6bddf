"""Estimates for tests, made of plain amounts."""

from datetime import date

from estimator.estimate import ITEMS, Estimate, EstimateLine, Excluded, Reason
from estimator.money import YenRange
from tests.core.formulas import leaf
from tests.core.profiles import profile

BY_CODE = {item.code: item for item in ITEMS}
MAN = 10_000


def line(code, low, typical, high):
    """Make the line of a cost item, in 万円."""
    item, yen = BY_CODE[code], [low * MAN, typical * MAN, high * MAN]
    return EstimateLine(
        code, item.category, item.phase, item.total, YenRange(*yen), leaf(code, *yen)
    )


def estimate(lines, *, excluded=(), edition="test", **answers):
    """Make an estimate: code -> 万円, exact or as low, typical and high."""
    bounds = {code: v if isinstance(v, tuple) else (v, v, v) for code, v in lines.items()}
    absent = [Excluded(code, BY_CODE[code].category, Reason(reason)) for code, reason in excluded]
    return Estimate(
        edition, date(2026, 11, 21), "test", profile(**answers),
        tuple(line(code, *v) for code, v in bounds.items()), tuple(absent),
    )  # fmt: skip
