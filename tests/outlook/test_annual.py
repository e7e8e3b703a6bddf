"""The yearly curve: its edges, terms of cover, and one company's risks from the tables."""

import json
import math
from dataclasses import asdict, replace
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest

from estimator.costbook import CostBook, NotInEdition
from estimator.costbook.outlook_rows import IncidentRate
from estimator.outlook import annual_exact as transform
from estimator.outlook.annual import INDEPENDENT, annual_exact, annual_simulated, curve_of
from estimator.outlook.annual_simulated import totals
from estimator.outlook.pert import Pert
from estimator.outlook.yearly_risk import (
    Layer,
    OpenRate,
    Terms,
    rate_of,
    yearly_risks,
)
from tests.outlook.measures import figure
from tests.outlook.risks import MILLION, golden_risks, risk

YEARS = 200_000


def poisson(rate, count):
    return math.exp(-rate) * rate**count / math.factorial(count)


def test_a_fixed_severity_counts_its_events():
    """Rate 1, always 10 million: two events or fewer in 92 % of the years, three in 98 %."""
    found = transform.distribution([risk(1, 10 * MILLION)])
    step = found.yen[1] * 2
    for count in range(6):
        below = sum(poisson(1, k) for k in range(count + 1))
        yen = (count + 0.5) * 10 * MILLION
        assert 1 - found.chance_above(yen) == pytest.approx(below, abs=1e-6)
    assert found.quantiles(np.array([0.5]))[0] == pytest.approx(10 * MILLION, abs=step)


def test_an_uncertain_rate_makes_quiet_years_likelier_than_its_mean_rate_does():
    """E[exp(-rate)] over the PERT, here by brute force, lies above exp(-E[rate])."""
    rate = Pert(0.1, 0.5, 3)
    found = annual_exact([risk(rate, MILLION)]).chance_of_no_loss
    brute = np.exp(-rate.drawn(np.random.default_rng(7), 4_000_000)).mean()
    assert found == pytest.approx(brute, abs=5e-4)
    assert found > math.exp(-rate.mean) + 0.01


@pytest.mark.parametrize("width", [0.5, 4.9, 5.1, 30, 300])
def test_the_mean_over_the_rate_is_right_however_wide_it_is(width):
    rate = Pert(0.2, 0.2 + width / 5, 0.2 + width)
    slices = rate.slices(200_000)
    for exponent in (-0.3 + 0.4j, -1 + 1j, -2 + 0j):
        found = transform.averaged(rate, np.array([exponent]))[0]
        assert found == pytest.approx(np.exp(slices * exponent).mean(), abs=1e-6)


def test_a_tail_beyond_the_grid_does_not_wrap_round():
    """One event in 5,000 years of 10,000 times the usual size leaves the rest where it was."""
    usual = [risk(0.5, *np.arange(1, 101) * 10_000.0)]
    rare = risk(0.0001, 10_000.0 * MILLION, code="rare")
    without, beside = annual_exact(usual), annual_exact([*usual, rare])
    assert beside.percentile(95) == pytest.approx(without.percentile(95), rel=2e-3)
    assert beside.expected_loss == without.expected_loss + MILLION


def test_small_losses_are_seen_beside_huge_ones():
    mixed = [risk(0.5, 30_000.0), risk(0.002, 1_000.0 * MILLION, code="huge")]
    found = annual_exact(mixed)
    assert found.percentile(75) == pytest.approx(30_000, rel=0.01)
    assert found.once_in(1000) == pytest.approx(1_000 * MILLION, rel=0.01)


@pytest.mark.parametrize("risks", [[], [risk(0, MILLION)], [risk(2, 0.0)]])
def test_without_loss_every_figure_is_zero(risks):
    for found in (annual_exact(risks), annual_simulated(risks, seed=1, years=1000)):
        assert found.chance_of_no_loss == 1
        assert {yen for _, yen in (*found.percentiles, *found.exceedance)} == {0}
        assert found.mean == found.expected_loss == 0


def test_a_very_rare_incident_leaves_an_expected_loss():
    found = annual_exact([risk(0.0001, 50.0 * MILLION)])
    assert (found.expected_loss, found.once_in(1000)) == (5_000, 0)
    assert found.chance_of_no_loss == pytest.approx(math.exp(-0.0001))


def test_the_curve_states_dependence_and_seed_and_goes_into_json():
    exact = annual_exact(golden_risks(2))
    simulated = annual_simulated(golden_risks(2), seed=11, years=1000)
    assert (exact.dependence, exact.seed) == (INDEPENDENT, None)
    assert (simulated.seed, simulated.years) == (11, 1000)
    for found in (exact, simulated):
        assert json.loads(json.dumps(asdict(found)))["mean"] == found.mean


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_a_severity_that_is_no_amount_is_refused(bad):
    with pytest.raises(ValueError, match="finite amounts"):
        risk(1, bad)


def test_bounds_out_of_order_are_refused():
    with pytest.raises(ValueError, match="not ascending"):
        Pert(0.2, 0.1, 0.3)


# --- terms ----------------------------------------------------------------------------------------


def test_terms_apply_to_each_event_then_to_the_year():
    """Deductible 2, limit 5 an event, 8 a year; events of 4 and 20: 2 and 5 are paid."""
    found = annual_exact([risk(1, 4.0, 20.0)], Terms(Layer(2.0, 5.0), annual_limit=8.0))
    paid = [poisson(0.5, k) for k in range(12)]
    by_hand = sum(
        paid[small] * paid[large] * min(8, 2 * small + 5 * large)
        for small in range(12)
        for large in range(12)
    )
    curve = transform.distribution(
        [risk(1, 4.0e6, 20.0e6)], Terms(Layer(2.0e6, 5.0e6), annual_limit=8.0e6)
    )
    assert curve.mean == pytest.approx(by_hand * MILLION, rel=1e-4)
    assert curve.chance_above(8 * MILLION) == 0
    assert found.once_in(1000) == 8


@pytest.mark.parametrize("limit", [30.0 * MILLION, 10_000.0 * MILLION])
def test_terms_agree_between_exact_and_simulated(limit):
    terms = Terms(Layer(1.0 * MILLION, 20.0 * MILLION), limit)
    exact = transform.distribution(golden_risks(10, doubt=2), terms)
    counted = totals(golden_risks(10, doubt=2), terms, seed=3, years=YEARS).counted
    error = counted.std() / math.sqrt(YEARS)
    assert counted.mean() == pytest.approx(exact.mean, abs=3 * error)
    for yen in (0, 5 * MILLION, 19 * MILLION, 29 * MILLION):
        above = exact.chance_above(yen)
        error = math.sqrt(above * (1 - above) / YEARS)
        assert np.mean(counted > yen) == pytest.approx(above, abs=3 * error)


def test_the_own_burden_is_what_the_terms_leave_of_the_same_years():
    found = totals(golden_risks(3), Terms(Layer(1e6, 2e7), 3e7), seed=3, years=5000)
    gross = totals(golden_risks(3), seed=3, years=5000)
    assert np.array_equal(found.losses, gross.losses)
    assert np.allclose(found.counted + found.uncounted, found.losses)
    net = curve_of(found.uncounted, seed=3)
    assert net.percentile(99) > net.percentile(95) > 0
    assert net.mean == pytest.approx(found.losses.mean() - found.counted.mean(), abs=1)


# --- one company ----------------------------------------------------------------------------------


def of_rate(low, typical, high, bound=None):
    known = figure("per_year", low, typical, high)
    return replace(known, sampling_bound=None if bound is None else Decimal(bound))


def book(*rows):
    """Return an edition with nothing but rates: type, size, industry and the figure."""
    rates = tuple(IncidentRate(*row) for row in rows)
    return CostBook("test", {}, {}, {}, {}, {}, (), {}, {}, {}, incident_rates=rates)


COMPANY = SimpleNamespace(sizes=(("small", Decimal(1)),), industry=None)


def test_a_company_s_risks_take_the_rates_of_its_size_and_industry():
    costs = book(
        ("ransomware", "", "", of_rate("0.01", "0.02", "0.05")),
        ("ransomware", "small", "retail", of_rate("0.03", "0.04", "0.06")),
        ("malware", "large", "", of_rate("1", "2", "3")),
        ("malware", "", "", of_rate("0.1", "0.1", "0.1")),
    )
    losses = {"ransomware": np.array([1.0, 2.0]), "malware": np.array([3.0])}
    found = yearly_risks(costs, COMPANY, losses)
    assert [one.code for one in found] == ["ransomware", "malware"]
    assert [one.rate for one in found] == [Pert(0.01, 0.02, 0.05), Pert(0.1, 0.1, 0.1)]
    retail = SimpleNamespace(sizes=COMPANY.sizes, industry="retail")
    assert yearly_risks(costs, retail, losses)[0].rate == Pert(0.03, 0.04, 0.06)


def test_a_type_without_a_rate_is_said():
    with pytest.raises(NotInEdition):
        yearly_risks(book(), COMPANY, {"ransomware": np.array([1.0])})


def test_an_open_rate_is_sampled_to_its_bound_or_refused():
    assert rate_of(of_rate("0.1", "0.2", None, bound="0.9")).high == 0.9
    with pytest.raises(OpenRate):
        rate_of(of_rate("0.1", "0.2", None))
