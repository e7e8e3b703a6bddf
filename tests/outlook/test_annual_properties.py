"""What must hold of the yearly curve whatever the risks are."""

from dataclasses import replace

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estimator.outlook import annual_exact as transform
from estimator.outlook.annual import annual_exact, annual_simulated
from estimator.outlook.annual_exact import CHANCES
from estimator.outlook.annual_simulated import totals
from estimator.outlook.pert import Pert
from estimator.outlook.yearly_risk import Layer, Terms, YearlyRisk

from .risks import risk

FEW = settings(max_examples=40, deadline=None)
GRID = 4096  # coarse, for speed
ROUGH = 3e-3  # of an amount: a few steps of such a grid

shares = st.floats(0, 1)


@st.composite
def rates(draw):
    """Draw an uncertain rate, of rare to daily events."""
    low = draw(st.floats(0, 3))
    typical = low + draw(st.floats(0, 2))
    return Pert(low, typical, typical + draw(st.floats(0, 5)))


@st.composite
def risks(draw):
    """Draw one to three risks of very different sizes."""
    found = []
    for place in range(draw(st.integers(1, 3))):
        scale = 10.0 ** draw(st.integers(3, 9))
        losses = draw(st.lists(st.floats(0.01, 50), min_size=1, max_size=8))
        found.append(YearlyRisk(str(place), draw(rates()), np.array(losses) * scale))
    return found


def not_below(more, less):
    """Compare quantiles, allowing for the step of a grid at a jump of the curve."""
    step = max(more.yen[-1], less.yen[-1]) / GRID * 2
    high, low = more.quantiles(CHANCES - 1e-6), less.quantiles(CHANCES - 2e-6)
    return bool(np.all(high >= low * (1 - ROUGH) - step))


def curve(found, terms=Terms()):  # noqa: B008 - a frozen value
    return transform.distribution(found, terms, grid=GRID)


@FEW
@given(risks(), st.floats(1, 3))
def test_a_higher_rate_never_lowers_a_quantile(found, factor):
    often = [
        replace(r, rate=Pert(r.rate.low * factor, r.rate.typical * factor, r.rate.high * factor))
        for r in found
    ]
    assert not_below(curve(often), curve(found))
    assert curve(often).chance_of_no_loss <= curve(found).chance_of_no_loss + 1e-12


@FEW
@given(risks(), shares, shares)
def test_a_control_never_raises_a_loss(found, rate_factor, severity_factor):
    after = [replace(r, rate_factor=rate_factor, severity_factor=severity_factor) for r in found]
    assert not_below(curve(found), curve(after))
    assert curve(after).expected_loss <= curve(found).expected_loss * (1 + 1e-12)


@FEW
@given(risks(), shares, shares)
def test_no_simulated_year_is_dearer_after_a_control(found, rate_factor, severity_factor):
    after = [replace(r, rate_factor=rate_factor, severity_factor=severity_factor) for r in found]
    before = totals(found, seed=1, years=300).losses
    assert np.all(totals(after, seed=1, years=300).losses <= before * (1 + 1e-12))


@FEW
@given(risks(), st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e10))
@example([risk(3, 1e6, 2e6)], 5e-324, 1e9, 1e9)  # a limit that no step divides
def test_a_higher_limit_never_lowers_cover(found, limit, more, year):
    narrow = Terms(Layer(1e4, limit), year)
    wide = Terms(Layer(1e4, limit + more), year + more)
    less, greater = (totals(found, t, seed=1, years=300).counted for t in (narrow, wide))
    assert np.all(greater >= less * (1 - 1e-12))
    assert curve(found, wide).mean >= curve(found, narrow).mean * (1 - ROUGH)


@FEW
@given(risks())
def test_the_curve_ascends_and_its_mean_is_rate_times_severity(found):
    exact = curve(found)
    assert np.all(np.diff(exact.yen) >= 0)
    assert np.all(np.diff(exact.chance) >= 0)
    assert exact.chance[-1] >= 1 - transform.BEYOND * 1.01
    assert abs(exact.mean - exact.expected_loss) <= 1e-6 * exact.expected_loss + 1e-6


@FEW
@given(risks(), st.randoms(use_true_random=False))
def test_the_order_of_the_risks_changes_nothing(found, chance):
    other = list(found)
    chance.shuffle(other)
    one, two = curve(found), curve(other)
    assert np.allclose(one.quantiles(CHANCES), two.quantiles(CHANCES), rtol=ROUGH, atol=1)
    sums = [totals(each, seed=4, years=200).losses for each in (found, other)]
    assert np.allclose(*sums, rtol=1e-12)


@FEW
@given(risks(), st.integers(0, 2**63))
def test_an_equal_seed_gives_equal_years(found, seed):
    first, again = (annual_simulated(found, seed=seed, years=200) for _ in range(2))
    assert first == again


@FEW
@given(risks())
def test_percentiles_and_return_periods_ascend(found):
    exact = annual_exact(found, grid=GRID)
    for points in (exact.percentiles, exact.exceedance):
        yen = [amount for _, amount in points]
        assert yen == sorted(yen)
