"""Chance in the simulated years: recorded, hashed by block, the same however it is run."""

import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from estimator.outlook.annual import annual_exact, annual_simulated
from estimator.outlook.annual_simulated import BLOCK, totals
from tests.outlook.risks import golden_risks

ROOT = Path(__file__).parents[2]
YEARS = BLOCK + 5_000
MOST_GROWTH = 40  # MB


def simulated(seed):
    return annual_simulated(golden_risks(4, doubt=2), seed=seed, years=YEARS)


def exact(_seed):
    return annual_exact(golden_risks(4, doubt=2))


def test_any_number_of_threads_gives_the_same_years():
    alone = [simulated(seed) for seed in (1, 2, 1, 2)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(simulated, (1, 2, 1, 2))) == alone
        assert len(set(pool.map(exact, range(4)))) == 1
    assert alone[0] == alone[2] != alone[1]


def test_another_process_gives_the_same_years():
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as pool:
        assert pool.submit(simulated, 1).result() == simulated(1)
        assert pool.submit(exact, 1).result() == exact(1)


def test_more_years_keep_the_full_blocks():
    risks = golden_risks(3)
    few, many = (totals(risks, seed=9, years=n).losses for n in (BLOCK, 2 * BLOCK))
    assert np.array_equal(many[:BLOCK], few)
    assert not np.array_equal(many[BLOCK:], few)


def test_the_same_draws_with_and_without_another_risk():
    three, four = (totals(golden_risks(n), seed=9, years=4000).losses for n in (3, 4))
    apart = totals(golden_risks(4)[3:], seed=9, years=4000).losses
    assert np.allclose(four - three, apart)


def test_no_global_generator_is_touched():
    np.random.seed(1)
    before = np.random.get_state()[1].copy()
    simulated(1)
    assert np.array_equal(np.random.get_state()[1], before)


def test_a_million_years_of_ten_types_need_little_memory():
    script = ROOT / "bench" / "yearly.py"
    done = subprocess.run(
        [sys.executable, str(script), "--memory"],
        capture_output=True, check=True, cwd=ROOT, encoding="utf-8",
    )  # fmt: skip
    assert 5 < float(done.stdout) <= MOST_GROWTH
