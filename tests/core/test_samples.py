"""PERT through tables, what a stream depends on, and the traps that other tools fell into."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.formula import Origin, bought, choose, fee, given_amount, times, total
from estimator.formula.quantiles import places, quantile_table
from estimator.formula.samples import Draws, OpenEnd, drawn_by_ratio, sample
from estimator.profile import Choice, OwnQuote

from .formulas import SCALE, leaf

MANY = 400_000
ranges = st.lists(st.integers(0, 10**9), min_size=3, max_size=3, unique=True).map(sorted)


def _unit(mode, *, size=MANY):
    """Draw PERT on 0..1."""
    return quantile_table(mode).at(places(np.random.default_rng(3), size), 0.0, 1.0)


class _EveryRank:
    """A stream that draws every rank once, so that a table is read without the noise of draws."""

    def random(self, size, dtype):
        return ((np.arange(size) + 0.5) / size).astype(dtype)


def _answer(*bounds):
    return replace(leaf("asked", *bounds, known=False), origin=Origin.ANSWER)


@pytest.mark.parametrize("mode", [0, 0.001, 0.05, 0.085, 0.3, 0.5, 0.9, 1])
def test_a_table_has_the_mean_and_the_deviation_of_pert(mode):
    alpha, beta = 1 + 4 * mode, 5 - 4 * mode
    read = quantile_table(mode).at(places(_EveryRank(), MANY), 0.0, 1.0)
    assert read.min() >= 0
    assert read.max() <= 1
    assert read.mean() == pytest.approx(alpha / 6, rel=1e-3)
    assert read.std() == pytest.approx((alpha * beta / 252) ** 0.5, rel=6e-3)


def test_quantiles_are_those_of_the_beta_distribution():
    # Beta(3, 3) from a table; Beta(5, 1) and Beta(1, 5) have a closed form
    assert np.quantile(_unit(0.5), [0.05, 0.5, 0.95]) == pytest.approx(
        [0.1893, 0.5, 0.8107], abs=0.002
    )
    assert np.quantile(_unit(1), [0.05, 0.5, 0.95]) == pytest.approx(
        [0.05**0.2, 0.5**0.2, 0.95**0.2], abs=0.002
    )
    assert np.quantile(_unit(0), [0.05, 0.5, 0.95]) == pytest.approx(
        [1 - 0.95**0.2, 1 - 0.5**0.2, 1 - 0.05**0.2], abs=0.002
    )


@given(ranges)
def test_draws_stay_within_their_range_and_have_the_mean_of_pert(bounds):
    low, typical, high = bounds
    drawn = sample(leaf("a", *bounds), Draws(1, 20_000))
    assert low <= drawn.min() <= drawn.max() <= high
    assert drawn.mean() == pytest.approx((low + 4 * typical + high) / 6, abs=0.01 * (high - low))


@pytest.mark.parametrize("bounds", [(1, 6, 60), (5, 30, 200), (0, 50, 100), (0, 90, 100)])
def test_the_mode_stays_the_mode(bounds):
    low, typical, high = bounds
    drawn = sample(leaf("a", *bounds), Draws(1, MANY))
    counts, edges = np.histogram(drawn, bins=30, range=(low, high))
    peak = counts.argmax()
    step = edges[1] - edges[0]
    assert edges[peak] - step <= typical <= edges[peak + 1] + step


def test_a_typical_value_near_the_low_end_does_not_pile_draws_up_there():
    # 0/1/100: P10 is 2.3; a shape fitted to a sixth of the range puts it at 1.1
    drawn = sample(leaf("a", 0, 1, 100), Draws(1, MANY))
    assert np.quantile(drawn, 0.1) == pytest.approx(2.3, abs=0.05)


def test_ten_leaves_of_one_range_are_ten_draws_not_one():
    parts = [leaf(f"leaf{i}", 1, 6, 60) for i in range(10)]
    draws = Draws(1, 50_000)
    apart = sum(np.var(sample(part, draws)) for part in parts)
    assert np.var(sample(total(*parts), draws)) == pytest.approx(apart, rel=0.03)


def test_a_draw_depends_on_neither_order_nor_size_of_the_rest():
    a, b = leaf("a", 1, 6, 60), leaf("b", 1, 6, 60)
    first, second = Draws(1, 100), Draws(1, 100)
    sample(a, first)
    assert np.array_equal(sample(b, first), sample(b, second))
    assert np.array_equal(sample(b, Draws(1, 50)), sample(b, second)[:50])


def test_one_unknown_keeps_its_rank_in_every_range():
    draws = Draws(1, 1000)
    one, two = sample(leaf("a", 0, 50, 100), draws), sample(leaf("a", 0, 5000, 10_000), draws)
    assert two == pytest.approx(100 * one)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_more_persons_are_never_cheaper(one, other):
    fewer, more = sorted((one, other))

    def cost(persons):
        count = leaf("persons", persons, persons, persons)
        letters = times(count, leaf("letter", 102, 115, 150))
        return sample(total(letters, fee(times(count, leaf("a", 1, 2, 9)), SCALE)), Draws(1, 200))

    assert (cost(fewer) <= cost(more)).all()


def test_a_chance_comes_up_as_often_as_it_says_and_once_for_all_lines():
    hired = Choice("hire", (("no", Decimal("0.7")), ("yes", Decimal("0.3"))), known=False)
    draws = Draws(1, MANY)
    one, two = (sample(bought(hired, leaf(c, 1, 1, 1)), draws) for c in "ab")
    assert one.mean() == pytest.approx(0.3, abs=0.003)
    assert np.array_equal(one, two)


def test_options_exclude_each_other_and_leave_no_gap():
    form = Choice("form", tuple((o, Decimal(1) / 3) for o in "abc"), known=False)
    branches = {o: leaf(f"price_{o}", 1, 1, 1) for o in "abc"}
    assert (sample(choose(form, **branches), Draws(1, MANY)) == 1).all()


def test_own_quotes_of_one_name_have_a_stream_each():
    quotes = [OwnQuote("業者", (code,), 1, 5, 9) for code in ("forensics", "containment")]
    one, two = (sample(given_amount(quote), Draws(1, 50_000)) for quote in quotes)
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.02


def test_an_open_end_is_drawn_to_its_bound():
    open_leaf = replace(leaf("a", 1, 2, 3), high_value=None, bound=Decimal(50))
    drawn = sample(open_leaf, Draws(1, 20_000))
    assert 30 < drawn.max() <= 50
    share = replace(open_leaf, unit="percent")
    assert sample(share, Draws(1, 10)).max() <= 0.5


def test_a_fee_by_negotiation_has_no_draws():
    last = replace(SCALE.brackets[-1], by_negotiation=True)
    scale = replace(SCALE, brackets=(*SCALE.brackets[:-1], last))
    claim = fee(leaf("claim", 10**6, 10**7, 4 * 10**7), scale)
    with pytest.raises(OpenEnd) as stopped:
        sample(claim, Draws(1, 1000))
    assert stopped.value.code == SCALE.code


def test_an_answer_held_is_its_typical_value_or_most_likely_option():
    hired = Choice("hire", (("no", Decimal("0.4")), ("yes", Decimal("0.6"))), known=False)
    formula = bought(hired, times(_answer(1, 5, 9), leaf("price", 2, 3, 4)))
    draws = Draws(1, 100)
    held = sample(formula, draws.holding("asked", "hire"))
    assert np.array_equal(held, 5 * sample(leaf("price", 2, 3, 4), draws))


# --- answers that span orders of magnitude ------------------------------------------------------


def test_only_an_answer_far_from_its_high_is_drawn_by_ratio():
    assert drawn_by_ratio(_answer(0, 300, 50_000))
    assert not drawn_by_ratio(_answer(0, 300, 3000))  # a tenth of the way
    assert not drawn_by_ratio(_answer(0, 0, 1000))  # nothing to count in multiples of
    assert not drawn_by_ratio(leaf("price", 0, 300, 50_000))


@given(ranges)
def test_draws_by_ratio_stay_within_their_range(bounds):
    low, high = bounds[0], bounds[2] * 1000
    drawn = sample(_answer(low, low + 1, high), Draws(1, 500))
    assert low <= drawn.min() <= drawn.max() <= high


@pytest.mark.parametrize("bounds", [(0, 300, 50_000), (1, 1, 1000), (0, 20, 1000)])
def test_the_typical_value_counts_where_pert_would_forget_it(bounds):
    typical = bounds[1]
    by_ratio = sample(_answer(*bounds), Draws(1, MANY))
    as_pert = sample(leaf("price", *bounds), Draws(1, MANY))
    assert np.median(by_ratio) < 4 * typical < np.median(as_pert)
    assert np.median(by_ratio) > typical
    assert by_ratio.max() > bounds[2] / 4  # the far end can still happen
