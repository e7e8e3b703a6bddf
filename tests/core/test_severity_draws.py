"""One severity for the whole incident, and amounts that spread by multiples."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from estimator.formula import answer, bought
from estimator.formula.samples import Draws, sample
from estimator.profile import Choice, Quantity

from .formulas import leaf

MANY = 100_000
LIGHT, HEAVY = Decimal("0.7"), Decimal("0.3")


def _quantity(key, low, typical, high):
    bounds = (Decimal(low), Decimal(typical), Decimal(high))
    return Quantity(key, *bounds, "days", known=False)


def _stop(key):
    """Return a length that is 0 to 3 in a light case and 10 to 30 in a heavy one."""
    light, heavy = _quantity(key, 0, 1, 3), _quantity(key, 10, 15, 30)
    whole = _quantity(key, 0, 5, 30)
    return replace(whole, by_severity=((LIGHT, light), (HEAVY, heavy)))


def _hired(key, light, heavy):
    def chances(yes):
        return (("no", 1 - Decimal(yes)), ("yes", Decimal(yes)))

    cases = tuple(
        (chance, Choice(key, chances(yes), known=False))
        for chance, yes in ((LIGHT, light), (HEAVY, heavy))
    )
    mean = LIGHT * Decimal(light) + HEAVY * Decimal(heavy)
    return Choice(key, chances(mean), known=False, by_severity=cases)


def test_a_quantity_lies_in_the_range_of_one_severity_or_the_other():
    drawn = sample(answer(_stop("stop")), Draws(1, MANY))
    assert (drawn <= 3).mean() == pytest.approx(0.7, abs=0.005)
    assert ((drawn > 3) & (drawn < 10)).sum() == 0
    assert drawn.max() > 25


def test_a_heavy_case_is_heavy_in_every_line():
    draws = Draws(1, MANY)
    one, two = (sample(answer(_stop(key)), draws) for key in ("stop", "ramp_up"))
    assert np.array_equal(one >= 10, two >= 10)
    within = one >= 10
    assert abs(np.corrcoef(one[within], two[within])[0, 1]) < 0.02  # else their own draws


def test_a_purchase_is_as_likely_as_the_severity_makes_it():
    draws = Draws(1, MANY)
    hired = sample(bought(_hired("hire", "0.1", "0.9"), leaf("price", 1, 1, 1)), draws)
    heavy = sample(answer(_stop("stop")), draws) >= 10
    assert hired[heavy].mean() == pytest.approx(0.9, abs=0.01)
    assert hired[~heavy].mean() == pytest.approx(0.1, abs=0.01)


def test_the_mean_of_a_purchase_stays_what_it_is_typically():
    choice = _hired("hire", "0.1", "0.9")
    drawn = sample(bought(choice, leaf("price", 1, 1, 1)), Draws(1, MANY))
    assert drawn.mean() == pytest.approx(float(choice.chance("yes")), abs=0.005)


def test_what_is_known_or_held_has_no_severity():
    known = replace(_stop("stop"), low=Decimal(5), high=Decimal(5), known=True)
    assert (sample(answer(known), Draws(1, 100)) == 5).all()
    held = Draws(1, 100).holding("stop", "hire")
    assert (sample(answer(_stop("stop")), held) == 5).all()
    price = leaf("price", 1, 1, 1)
    assert (sample(bought(_hired("hire", "0.1", "0.9"), price), held) == 0).all()


def test_a_severity_without_doubt_is_read_as_the_amount_it_is():
    none, some = _quantity("stop", 0, 0, 0), _quantity("stop", 1, 2, 3)
    whole = replace(_quantity("stop", 0, 1, 3), by_severity=((LIGHT, none), (HEAVY, some)))
    drawn = sample(answer(whole), Draws(1, MANY))
    assert (drawn == 0).mean() == pytest.approx(0.7, abs=0.005)


def _money(low, typical, high):
    return replace(leaf("money", low, typical, high), by_factor=True)


def test_money_taken_is_as_likely_so_many_times_less_as_so_many_times_more():
    drawn = sample(_money(1, 46, 46 * 46), Draws(1, MANY))
    low, half, high = np.percentile(drawn, (5, 50, 95))
    assert half == pytest.approx(46, rel=0.02)
    assert half / low == pytest.approx(high / half, rel=0.05)
    assert drawn.mean() / half == pytest.approx(2.58, rel=0.03)
    assert 1 <= drawn.min() <= drawn.max() <= 46 * 46


def test_money_taken_that_may_be_nothing_is_drawn_too():
    drawn = sample(_money(0, 50, 5000), Draws(1, MANY))
    assert 0 <= drawn.min() <= drawn.max() <= 5000
