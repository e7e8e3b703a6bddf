"""What not knowing an answer costs, and which three to ask for first."""

import numpy as np
import pytest

from estimator.estimate import Category, Total
from estimator.formula import bought, times, total
from estimator.formula.samples import sample
from estimator.outlook.distribution import percentiles
from estimator.outlook.simulation import simulate
from estimator.outlook.unknowns import unknown_costs

from .drawn import COSTS, asked, estimate_of, line, perhaps, price

WIDE, SMALL = asked("wide", 0, 1000, 9000), asked("small", 10, 20, 30)
UNIT = price("unit", 2, 3, 4)
HIRED = perhaps("hired", 30)
MADE = estimate_of(
    line("a", times(WIDE, UNIT)),
    line("b", total(WIDE, SMALL), Category.RESPONSE),
    line("c", bought(HIRED, price("fee", 40_000, 50_000, 60_000))),
    line("d", times(SMALL, asked("told", 5, 5, 5))),
    line("brand", asked("sales", 0, 10**6, 10**7), Category.INTANGIBLE, Total.REFERENCE),
)


@pytest.fixture
def drawn():
    """Draw the lines once."""
    return simulate(MADE, COSTS, seed=1, size=20_000)


def test_the_answers_that_widen_most_come_first(drawn):
    found = unknown_costs(MADE, drawn)
    assert [cost.key for cost in found] == ["hired", "wide", "small"]
    assert found[1].lines == ("a", "b")
    assert [cost.key for cost in unknown_costs(MADE, drawn, most=1)] == ["hired"]


def test_what_is_known_or_only_a_reference_is_not_asked_for(drawn):
    keys = {cost.key for cost in unknown_costs(MADE, drawn, most=99)}
    assert keys == {"wide", "small", "hired"}


def test_the_width_if_known_is_that_of_the_same_draws_with_the_answer_held(drawn):
    hired, wide, _ = unknown_costs(MADE, drawn)
    nobody = drawn.headline - drawn.lines["c"]  # what is most likely
    assert hired.width_if_known == pytest.approx(percentiles(nobody).width, abs=1)
    unit, small = sample(UNIT, drawn.draws), sample(SMALL, drawn.draws)
    held = 1000 * unit + (1000 + small) * drawn.scale + drawn.lines["c"] + drawn.lines["d"]
    assert wide.width_if_known == pytest.approx(percentiles(held).width, abs=1)
    assert wide.narrower_by == percentiles(drawn.headline).width - wide.width_if_known


def test_pricing_the_unknown_changes_no_draw(drawn):
    before = {code: samples.copy() for code, samples in drawn.lines.items()}
    unknown_costs(MADE, drawn)
    again = simulate(MADE, COSTS, seed=1, size=20_000)
    assert all(np.array_equal(before[code], again.lines[code]) for code in before)
