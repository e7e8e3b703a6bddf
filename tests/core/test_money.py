"""Rounding and ranges of whole yen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.money import YenRange, add_up, round_yen

yen = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("100", 100), ("123456789.5", 123456790)],
)
def test_half_a_yen_is_rounded_up(amount, rounded):
    assert round_yen(Decimal(amount)) == rounded


@given(st.lists(st.tuples(yen, yen, yen).map(sorted), max_size=8))
def test_bounds_add_up_one_by_one(rows):
    total = add_up(YenRange(*row) for row in rows)
    assert (total.low, total.typical, total.high) == tuple(
        sum(c) for c in zip(*rows, strict=True)
    ) or not rows


def test_one_open_end_opens_the_sum():
    assert add_up([YenRange(1, 2, 3), YenRange(1, 2, None)]) == YenRange(2, 4, None)


@pytest.mark.parametrize("bounds", [(2, 1, 3), (1, 4, 3)])
def test_a_range_out_of_order_is_refused(bounds):
    with pytest.raises(ValueError, match="low"):
        YenRange(*bounds)
