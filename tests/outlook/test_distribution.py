"""Percentiles, exceedance, shares of the spread and the tornado of drawn lines."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from estimator.formula import times
from estimator.outlook.distribution import (
    EXCEEDED,
    distribution,
    exceedance,
    percentiles,
    spread_shares,
    tornado,
)
from estimator.outlook.ranks import quantiles

from .drawn import asked, drawn, line, price

PERSONS = asked("persons", 100, 500, 2000)
LINES = (
    line("wide", price("a", 0, 2000, 9000)),
    line("narrow", price("b", 900, 1000, 1100)),
    line("letters", times(PERSONS, price("c", 1, 1, 1))),
    line("gifts", times(PERSONS, price("d", 2, 2, 2))),
    line("fixed", price("e", 700, 700, 700)),
)


def test_percentiles_are_whole_yen_between_the_neighbours_in_rank():
    found = percentiles(np.arange(1001.0)[::-1] * 10.5)
    assert (found.p5, found.p25, found.p50, found.p75, found.p95) == (525, 2625, 5250, 7875, 9975)
    assert found.width == 9450


@given(arrays(np.float64, st.integers(1, 300), elements=st.floats(-1e15, 1e15)))
@example(np.array([0.0, 5e-324]))
def test_quantiles_are_those_of_a_full_sort(samples):
    shares = [0.0, 0.001, 0.05, 0.3333, 0.5, 0.999, 1.0]
    wanted = list(np.quantile(samples, shares))
    assert quantiles(samples, shares) == pytest.approx(wanted, rel=1e-9, abs=1e-3)


def test_one_draw_is_its_own_percentile():
    assert percentiles(np.array([42.0])).p95 == 42


def test_exceedance_is_read_at_fixed_chances_and_never_goes_backwards():
    found = exceedance(np.arange(10_001.0))
    assert tuple(chance for chance, _ in found) == EXCEEDED
    assert found[0] == (Decimal("0.5"), 5000)
    assert found[-1] == (Decimal("0.001"), 9990)
    assert [yen for _, yen in found] == sorted(yen for _, yen in found)


def test_every_total_category_and_line_has_its_percentiles():
    made = drawn(*LINES)
    found = distribution(made)
    assert found.headline == percentiles(made.headline)
    assert found.cash.p95 == 0
    assert found.categories == {"liability": found.liability}
    assert list(found.lines) == [x.code for x in LINES]
    p95s = sum(line_.p95 for line_ in found.lines.values())
    assert found.headline.p95 < p95s  # never the sum of the parts


def test_shares_of_the_spread_add_up_to_one_and_split_what_is_shared():
    shares = spread_shares(drawn(*LINES))
    assert sum(shares.values()) == pytest.approx(1)
    assert next(iter(shares)) == "wide"
    assert shares["gifts"] == pytest.approx(2 * shares["letters"])
    assert shares["fixed"] == pytest.approx(0, abs=1e-12)


def test_nothing_in_doubt_has_no_shares_and_no_bars():
    made = drawn(LINES[-1])
    assert spread_shares(made) == {}
    assert tornado(made) == ()


def test_a_bar_reaches_from_cheap_to_dear_with_the_others_as_drawn():
    made = drawn(*LINES)
    bars = tornado(made)
    assert [bar.code for bar in bars] == ["wide", "gifts", "letters", "narrow"]
    own, others = percentiles(made.lines["wide"]), made.headline - made.lines["wide"]
    assert bars[0].low == pytest.approx(np.median(others + own.p5), abs=1)
    assert bars[0].high == pytest.approx(np.median(others + own.p95), abs=1)
