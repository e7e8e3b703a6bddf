"""A formula says the same in all its readings."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.costbook import Bracket, Scale
from estimator.formula import (
    ByNegotiation,
    Ceiling,
    Origin,
    bought,
    choose,
    fee,
    maximum,
    not_bought,
    subtotal,
    times,
    total,
    yen_range,
)
from estimator.formula.cells import Bound, cell, part_cell
from estimator.formula.samples import Draws, OpenEnd, sample
from estimator.formula.words import words
from estimator.money import YenRange
from estimator.profile import Choice

from .formulas import EVIDENCE, SCALE, formulas, leaf, open_formulas

YES = Choice("hire", (("yes", Decimal(1)), ("no", Decimal(0))), known=True)
NO = Choice("hire", (("yes", Decimal(0)), ("no", Decimal(1))), known=True)
PERHAPS = Choice("hire", (("yes", Decimal("0.3")), ("no", Decimal("0.7"))), known=False)


@given(formulas)
def test_typical_lies_between_the_bounds(formula):
    assert formula.low() <= formula.amount() <= formula.high()


@given(formulas)
def test_every_sample_lies_between_the_bounds(formula):
    drawn = sample(formula, Draws(seed=1, size=64))
    slack = 1e-6 * (1 + float(formula.high()))
    assert drawn.min() >= float(formula.low()) - slack
    assert drawn.max() <= float(formula.high()) + slack


class Cells:
    """Stands in for a workbook: gives out names and computes a cell with the values behind them."""

    def __init__(self):
        self.values = {}

    def value(self, leaf, bound):
        share = 100 if leaf.unit == "percent" else 1
        values = (leaf.low_value, leaf.typical, leaf.high_value)
        value = dict(zip(Bound, values, strict=True))[bound]
        return self._name("" if value is None else float(value / share))

    def chance(self, choice, option):
        return self._name(float(choice.chance(option)))

    def step(self, scale, number, column):
        return self._name(float(getattr(scale.brackets[number], column)))

    def part(self, formula, bound):
        return self._name(self.computed(part_cell(formula, self, bound)))

    def _name(self, value):
        self.values[f"A{len(self.values)}"] = value
        return f"A{len(self.values) - 1}"

    def computed(self, text):
        python = re.sub(r'(?<![<>])=(?=["0])', "==", text.removeprefix("="))
        return eval(python.replace("_xlfn.", ""), FUNCTIONS, self.values)


def _round(value, places):
    if math.isnan(value):
        return value
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _largest(*values):
    return math.nan if any(map(math.isnan, values)) else max(values)


FUNCTIONS = {
    "MAX": _largest,
    "MIN": min,
    "OR": lambda *found: any(found),
    "IF": lambda condition, yes, no: yes if condition else no,
    "ROUND": _round,
    "NA": lambda: math.nan,
    "IFNA": lambda value, other: other if math.isnan(value) else value,
}


@given(formulas, st.sampled_from(Bound))
def test_the_spreadsheet_cell_says_the_same_yen(formula, bound):
    _say_the_same(formula, bound)


@given(open_formulas, st.sampled_from(Bound))
def test_the_cell_of_an_open_end_is_empty_where_the_formula_has_none(formula, bound):
    _say_the_same(formula, bound)


def _say_the_same(formula, bound):
    cells, yen = Cells(), yen_range(formula)
    said = cells.computed(cell(formula, cells, bound))
    meant = dict(zip(Bound, (yen.low, yen.typical, yen.high), strict=True))[bound]
    assert said == ("" if meant is None else meant)


def test_a_half_yen_is_rounded_up_in_a_cell_too():
    formula = times(leaf("a", 50, 50, 50), leaf("b", 29, 29, 29, unit="percent"))
    cells = Cells()
    assert cells.computed(cell(formula, cells)) == yen_range(formula).typical == 15


@pytest.mark.parametrize(("inclusive", "steps"), [(True, 5), (False, 9)])
def test_a_step_table_keeps_its_limit_in_a_cell(inclusive, steps):
    brackets = tuple(Bracket(Decimal(a), Decimal(0), Decimal(b)) for a, b in ((0, 5), (100, 9)))
    table = Scale("t", "表", "Table", "people", brackets, EVIDENCE, inclusive)
    formula, cells = fee(leaf("a", 100, 100, 100), table), Cells()
    assert cells.computed(cell(formula, cells)) == formula.amount() == steps


@pytest.mark.parametrize(
    ("bound", "typed", "yen"), [(Bound.HIGH, "0.3", 0), (Bound.LOW, "0.7", 10)]
)
def test_a_chance_typed_as_nothing_takes_its_branch_out_of_the_bounds(bound, typed, yen):
    cells = Cells()
    text = cell(bought(PERHAPS, leaf("a", 10, 20, 30)), cells, bound)
    changed = {
        name: 0.0 if value == float(typed) else value for name, value in cells.values.items()
    }
    assert changed != cells.values
    cells.values = changed
    assert cells.computed(text) == yen


@given(formulas)
def test_the_words_name_every_leaf_that_counts(formula):
    said = {token.leaf.code for token in words(formula) if token.leaf is not None}
    assert said == {part.code for part in formula.leaves() if part.origin is not Origin.CHANCE}


def test_a_purchase_made_is_its_price():
    assert yen_range(bought(YES, leaf("a", 1, 2, 3))) == YenRange(1, 2, 3)


def test_a_purchase_declined_is_nothing():
    assert yen_range(bought(NO, leaf("a", 1, 2, 3))) == YenRange(0, 0, 0)


def test_a_purchase_undecided_counts_with_its_chance_from_nothing_to_full():
    assert yen_range(bought(PERHAPS, leaf("a", 10, 20, 30))) == YenRange(0, 6, 30)


def test_what_a_purchase_replaces_counts_with_the_other_chance():
    assert yen_range(not_bought(PERHAPS, leaf("a", 10, 20, 30))) == YenRange(0, 14, 30)


def test_a_choice_without_a_branch_for_an_option_counts_it_as_nothing():
    assert choose(PERHAPS, no=leaf("a", 10, 20, 30)).low() == 0


def test_a_ceiling_is_never_expected():
    assert yen_range(Ceiling(leaf("a", 5, 5, 5))) == YenRange(0, 0, 5)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(3_000_000, 240_000), (30_000_000, 1_590_000), (100_000_000, 3_690_000)],
)
def test_a_scale_is_continuous_and_progressive(amount, expected):
    assert fee(leaf("a", 0, amount, amount), SCALE).amount() == expected


def test_above_its_top_a_scale_names_no_amount():
    top = Bracket(Decimal(100), Decimal(0), Decimal(0), by_negotiation=True)
    scale = Scale("s", "表", "Scale", "yen", (SCALE.brackets[0], top), EVIDENCE)
    assert fee(leaf("a", 1, 100, 101), scale).high() is None
    with pytest.raises(ByNegotiation):
        fee(leaf("a", 1, 101, 101), scale).amount()


def test_two_lines_sharing_an_unknown_vary_as_one_sum():
    shared, draws = leaf("shared", 0, 50, 100), Draws(seed=3, size=20_000)
    one, two = times(shared, leaf("x", 2, 2, 2)), times(shared, leaf("y", 3, 3, 3))
    apart = sample(one, draws) + sample(two, draws)
    assert np.array_equal(apart, sample(total(one, two), draws))
    assert np.var(apart) == pytest.approx(25 * np.var(sample(shared, draws)))


def test_the_same_seed_draws_the_same_and_another_one_does_not():
    a = leaf("a", 0, 50, 100)
    first, again, other = (sample(a, Draws(seed, 100)) for seed in (7, 7, 8))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_an_open_end_without_a_bound_is_not_sampled():
    open_leaf = leaf("a", 1, 2, 3)
    object.__setattr__(open_leaf, "high_value", None)
    with pytest.raises(OpenEnd):
        sample(open_leaf, Draws(1, 10))


def test_an_open_end_opens_a_product_unless_a_factor_is_nothing():
    open_leaf = leaf("a", 1, 2, 3)
    object.__setattr__(open_leaf, "high_value", None)
    assert times(open_leaf, leaf("b", 1, 1, 1)).high() is None
    assert times(open_leaf, leaf("b", 0, 0, 0)).high() == 0
    assert maximum(open_leaf, leaf("b", 0, 0, 0)).high() is None


def test_a_subtotal_is_one_value_in_words_and_has_a_cell_of_its_own():
    claims = total(leaf("a", 1, 2, 3), leaf("b", 10, 20, 30))
    named = subtotal("amount_claimed_yen", claims)
    assert [token.leaf.typical for token in words(named)] == [22]
    cells = Cells()
    assert "+" not in cell(named, cells)
    assert cells.computed(cell(named, cells)) == 22
    assert {part.code for part in named.leaves()} == {"a", "b"}
