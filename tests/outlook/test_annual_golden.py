"""The yearly curve on the golden data: exact answers, and the peers' wrong ones not repeated."""

import numpy as np
import pytest

from estimator.outlook import annual_exact
from estimator.outlook.annual import annual_exact as curve
from estimator.outlook.annual import annual_simulated
from estimator.outlook.annual_simulated import totals
from tests.outlook.risks import GOLDEN, MILLION, golden_risks, lognormal_risk

EXACT = GOLDEN["exact"]
WRONG = GOLDEN["wrong"]
FOUR_DIGITS = 6e-4  # the golden table prints so many
YEARS = 200_000
# Of thirty figures one is beyond three standard errors with one seed in thirteen; this is another.
SEED = 7


def percentiles(row):
    return {int(key[1:]): yen * MILLION for key, yen in row.items() if key[0] == "p"}


@pytest.mark.parametrize("row", EXACT, ids=lambda row: row["incident_types"])
def test_the_exact_curve_is_the_golden_table(row):
    found = curve(golden_risks(row["incident_types"]))
    for percent, yen in percentiles(row).items():
        assert found.percentile(percent) == pytest.approx(yen, rel=FOUR_DIGITS, abs=6_000)
    assert found.mean == pytest.approx(row["mean"] * MILLION, abs=0.005 * MILLION)
    assert found.chance_of_no_loss == pytest.approx(row["no_loss"], abs=5e-4)


def test_a_heavy_tail_comes_out_as_two_other_programs_have_it():
    found = curve([lognormal_risk()])
    for percent, yen in percentiles(GOLDEN["lognormal"]).items():
        assert found.percentile(percent) == pytest.approx(yen, rel=FOUR_DIGITS)
    assert found.mean == pytest.approx(GOLDEN["lognormal"]["mean"] * MILLION, rel=1e-3)


@pytest.mark.parametrize("doubt", [1, 2], ids=["constant rates", "uncertain rates"])
def test_the_mean_of_the_transform_is_rate_times_severity(doubt):
    found = annual_exact.distribution(golden_risks(10, doubt=doubt))
    assert found.mean == pytest.approx(found.expected_loss, rel=1e-9)


@pytest.mark.parametrize("number", [1, 10])
@pytest.mark.parametrize("doubt", [1, 2], ids=["constant rates", "uncertain rates"])
def test_simulated_and_exact_agree_within_three_standard_errors(number, doubt):
    """A simulated percentile, looked up in the exact curve, is off by chance alone."""
    risks = golden_risks(number, doubt=doubt)
    exact = annual_exact.distribution(risks)
    yearly = totals(risks, seed=SEED, years=YEARS).losses
    for chance in (exact.chance_of_no_loss, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999):
        yen = np.quantile(yearly, chance, method="inverted_cdf")
        error = np.sqrt(chance * (1 - chance) / YEARS)
        expected = max(chance, exact.chance_of_no_loss)
        assert 1 - exact.chance_above(yen) == pytest.approx(expected, abs=3 * error)
    error = yearly.std() / np.sqrt(YEARS)
    assert yearly.mean() == pytest.approx(exact.expected_loss, abs=3 * error)


def test_many_seeds_scatter_about_the_exact_curve_as_chance_has_it():
    """Deviations in standard errors: their mean is 0 and their standard deviation 1."""
    risks, chances = golden_risks(10, doubt=2), np.array([0.1, 0.5, 0.9, 0.99])
    exact, off = annual_exact.distribution(risks), []
    for seed in range(40):
        yearly = totals(risks, seed=seed, years=20_000).losses
        at_most = (yearly <= exact.quantiles(chances)[:, None]).mean(axis=1)
        off.append((at_most - chances) / np.sqrt(chances * (1 - chances) / yearly.size))
    assert np.all(np.abs(np.mean(off, axis=0)) < 3 / np.sqrt(40))
    assert np.std(off) == pytest.approx(1, abs=0.25)


def test_the_simulated_chance_of_no_loss_is_within_three_standard_errors():
    none = annual_exact.distribution(golden_risks(10)).chance_of_no_loss
    found = annual_simulated(golden_risks(10), seed=SEED, years=YEARS).chance_of_no_loss
    assert found == pytest.approx(none, abs=3 * np.sqrt(none * (1 - none) / YEARS))


def test_the_year_is_not_rate_times_magnitude():
    found = curve(golden_risks(1))
    for percent, yen in percentiles(WRONG["rate_times_magnitude"]).items():
        assert abs(found.percentile(percent) - yen) > 0.3 * yen
    assert found.chance_of_no_loss > 0.7


def test_a_year_may_hold_more_than_one_event():
    found = curve([lognormal_risk()])
    assert found.mean > 1.1 * WRONG["at_most_one_event"]["mean"] * MILLION
    assert found.percentile(90) > 1.1 * WRONG["at_most_one_event"]["p90"] * MILLION


def test_types_do_not_share_their_chance():
    found = annual_simulated(golden_risks(10), seed=SEED, years=YEARS)
    assert found.chance_of_no_loss < WRONG["shared_streams"]["no_loss"] / 5
    apart = sum(totals([r], seed=5, years=YEARS).losses.var() for r in golden_risks(10))
    assert totals(golden_risks(10), seed=5, years=YEARS).losses.var() == pytest.approx(
        apart, rel=0.02
    )


def test_percentiles_of_the_sum_are_not_sums_of_percentiles():
    alone = [curve([risk]) for risk in golden_risks(10)]
    together = curve(golden_risks(10))
    for percent, yen in percentiles(WRONG["sum_of_percentiles"]).items():
        summed = sum(one.percentile(percent) for one in alone)
        assert summed == pytest.approx(yen, rel=2e-3, abs=0.05 * MILLION)
        assert abs(together.percentile(percent) - summed) > 0.05 * summed
