"""Lines drawn together: what they share, what the model factor scales, what stays apart."""

import hashlib
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from multiprocessing import get_context

import numpy as np
import pytest

from estimator.costbook import NotInEdition
from estimator.estimate import Category, Total
from estimator.formula import bought, times, total
from estimator.formula.samples import OpenEnd
from estimator.outlook.simulation import simulate

from .drawn import COSTS, asked, drawn, estimate_of, line, perhaps, price, quoted

PERSONS = asked("persons", 100, 500, 2000)
RESPONSE = Category.RESPONSE
LINES = (
    line("letters", times(PERSONS, price("letter", 100, 150, 200))),
    line("claims", times(PERSONS, price("claim", 2000, 3300, 5500))),
    line("forensics", bought(perhaps("hire", 30), price("pc", 10, 20, 90)), RESPONSE),
    quoted("recovery", 100, 200, 900),
)


def test_the_variance_of_a_sum_counts_what_the_lines_share():
    shared, own = times(PERSONS, price("a", 3, 3, 3)), price("b", 100, 500, 2000)
    both = drawn(line("x", shared), line("y", PERSONS), line("z", own))
    x, y, z = both.lines.values()
    assert np.var(x + y) == pytest.approx(16 * np.var(y))  # (3 + 1)²: drawn once
    assert np.var(y + z) == pytest.approx(np.var(y) + np.var(z), rel=0.03)  # drawn apart


def test_totals_are_the_sums_of_the_drawn_lines():
    made = drawn(*LINES, line("brand", PERSONS, Category.INTANGIBLE, Total.REFERENCE))
    headline = sum(made.lines[code] for code in ("letters", "claims", "forensics", "recovery"))
    assert np.allclose(made.headline, headline)
    assert np.allclose(made.headline, made.cash + made.liability)
    assert np.allclose(made.headline, sum(made.categories.values()))
    assert made.lines["brand"].mean() > 0
    assert "intangible" not in made.categories


def test_one_factor_of_median_1_moves_the_response_alone_and_no_own_quote():
    fixed = price("p", 100, 100, 100)
    made = drawn(
        line("a", fixed, RESPONSE),
        line("b", fixed, RESPONSE),
        line("c", fixed, Category.LOST_PROFIT),
        quoted("d", 100, 100, 100),
    )
    factor = made.lines["a"] / 100
    assert np.median(factor) == pytest.approx(1, abs=0.02)
    assert np.std(np.log(factor)) == pytest.approx(0.4, abs=0.01)  # nothing is unknown
    assert np.array_equal(made.lines["b"], made.lines["a"])
    assert np.ptp(made.lines["c"]) == np.ptp(made.lines["d"]) == 0
    assert made.factor.lines == ("a", "b")


@pytest.mark.parametrize(
    ("unknown", "sigma"), [(0, "0.4"), (1, "0.4"), (2, "0.6"), (3, "0.6"), (4, "1.0"), (5, "1.0")]
)
def test_the_less_is_known_the_wider_the_factor(unknown, sigma):
    parts = [asked(f"q{i}", *((1, 2, 3) if i < unknown else (2, 2, 2))) for i in range(5)]
    made = simulate(estimate_of(line("x", total(*parts))), COSTS, seed=1, size=10)
    assert made.factor.known_percent == 100 - 20 * unknown
    assert made.factor.sigma.typical == Decimal(sigma)


def test_without_the_rows_of_the_factor_nothing_is_drawn():
    bare = COSTS.__class__(**{f: getattr(COSTS, f) for f in COSTS.__slots__} | {"unit_costs": {}})
    with pytest.raises(NotInEdition):
        simulate(estimate_of(*LINES), bare, seed=1, size=10)


def test_an_open_end_is_named():
    with pytest.raises(OpenEnd) as stopped:
        drawn(line("x", price("banking", 1, 2, None)))
    assert stopped.value.code == "banking"


def test_two_own_quotes_are_drawn_apart():
    made = drawn(quoted("a", 100, 200, 900), quoted("b", 100, 200, 900))
    assert abs(np.corrcoef(*made.lines.values())[0, 1]) < 0.03


def _fingerprint(seed):
    made = drawn(*LINES, seed=seed, size=1000)
    return hashlib.sha256(b"".join(made.lines[x.code].tobytes() for x in LINES)).hexdigest()


def test_neither_order_nor_company_changes_a_draw():
    made, alone = drawn(*LINES), drawn(LINES[2])
    turned = drawn(*random.Random(1).sample(LINES, len(LINES)))
    assert all(np.array_equal(made.lines[x.code], turned.lines[x.code]) for x in LINES)
    assert np.array_equal(alone.lines["forensics"], made.lines["forensics"])


def test_threads_and_processes_draw_the_same_and_seeds_do_not():
    seeds = [7, 8] * 4
    here = [_fingerprint(seed) for seed in seeds]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(_fingerprint, seeds)) == here
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(_fingerprint, seeds[:2])) == here[:2]
    assert here[0] != here[1]


def test_no_global_generator_is_touched_or_read():
    np.random.seed(5)
    before, first = np.random.get_state()[1].copy(), _fingerprint(7)
    assert np.array_equal(np.random.get_state()[1], before)
    np.random.seed(6)
    assert _fingerprint(7) == first
