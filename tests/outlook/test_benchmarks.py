"""Where an estimate stands in the published distributions."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.costbook import Benchmark, BenchmarkValue, Bracket, Scale
from estimator.money import YenRange
from estimator.outlook.benchmarks import Population, Scope, npa_comparable, standings
from tests.core.formulas import EVIDENCE
from tests.questionnaire.books import book

from .estimates import MAN, estimate

COUNTS = (16, 18, 9, 32, 9, 5)
STARTS = (0, 100, 500, 1000, 5000, 10_000)  # 万円
BELOW = ("0", "18", "38.2", "48.3", "84.3", "94.4")
RANSOMWARE = "ransomware_encryption"


def survey(code, *values, unit="yen"):
    numbers = tuple(BenchmarkValue(str(v), str(v), Decimal(v)) for v in values)
    return Benchmark(code, code, code, unit, "団体", "bodies", None, numbers, EVIDENCE)


def costs():
    steps = tuple(
        Bracket(Decimal(start * MAN), Decimal(0), Decimal(below))
        for start, below in zip(STARTS, BELOW, strict=True)
    )
    surveys = (
        survey("npa_cost_2025", *COUNTS, unit="organisations"),
        survey("jnsa_ransomware_2025", 60_190_000, 38_000_000),
        survey("jnsa_types_2023", 23_860_000, 10_300_000, 38_430_000, 29_550_000),
        survey("ipa_loss_2024", 730_000, 100_000_000),
    )
    return replace(
        book(),
        benchmarks={one.code: one for one in surveys},
        scales={"npa_cost_2025": Scale("npa_cost_2025", "", "", "percent", steps, EVIDENCE, False)},
    )


def standing(code, lines, *, incident_type=RANSOMWARE, samples=None):
    found = standings(estimate(lines, incident_type=incident_type), costs(), lines=samples)
    return next((one for one in found if one.benchmark.code == code), None)


def test_the_police_count_only_what_is_bought_to_investigate_and_recover():
    found = estimate({"forensics": (300, 400, 500), "server_recovery": 150, "call_center": 900,
                      "overtime": 50, "recurrence_prevention": 500})  # fmt: skip
    assert npa_comparable(found) == YenRange(450 * MAN, 550 * MAN, 650 * MAN)


@pytest.mark.parametrize(
    ("yen", "place"), [(0, 0), (99, 0), (100, 1), (999, 2), (1000, 3), (10_000, 5)]
)
def test_an_amount_stands_in_one_band_and_a_limit_begins_the_next(yen, place):
    bands = standing("npa_cost_2025", {"forensics": yen}).bands
    assert [band.place for band in bands if band.holds_estimate] == [place]
    assert [band.published for band in bands] == list(COUNTS)


def test_how_many_stayed_in_lower_bands_is_told():
    assert standing("npa_cost_2025", {"forensics": 2000}).below_percent == Decimal("48.3")


def test_the_whole_estimate_is_held_against_mean_and_median():
    mean, median = standing("jnsa_ransomware_2025", {"forensics": 3000, "overtime": 1000}).against
    assert (mean.is_above, median.is_above) == (False, True)
    assert median.times == Decimal(40) / 38


def test_both_populations_stand_side_by_side():
    found = standings(estimate({"forensics": 1}, incident_type=RANSOMWARE), costs())
    assert [one.population for one in found] == [
        Population.REPORTED_TO_POLICE, Population.MADE_PUBLIC, Population.MADE_PUBLIC,
        Population.EVERY_INCIDENT,
    ]  # fmt: skip
    assert [one.scope for one in found][:2] == [Scope.RECOVERY, Scope.HEADLINE]


@pytest.mark.parametrize(
    ("incident_type", "yen"),
    [("ec_card_leak", 38_430_000), ("malware", 10_300_000), (RANSOMWARE, 23_860_000)],
)
def test_the_mean_of_a_kind_of_incident_is_that_of_its_own_kind(incident_type, yen):
    (against,) = standing("jnsa_types_2023", {"forensics": 1}, incident_type=incident_type).against
    assert against.published_yen == yen


def test_other_incidents_stand_only_where_every_incident_was_counted():
    found = standings(estimate({"forensics": 1}, incident_type="misdelivery"), costs())
    assert [one.benchmark.code for one in found] == ["ipa_loss_2024"]


def test_samples_give_each_band_its_chance():
    drawn = {"forensics": np.array([50.0, 150, 150, 2000]) * MAN}
    bands = standing("npa_cost_2025", {"forensics": 150}, samples=drawn).bands
    assert [band.chance for band in bands] == [25, 50, 0, 25, 0, 0]


def test_without_samples_of_every_line_there_is_no_chance():
    lines = {"forensics": 150, "containment": 20}
    found = standing("npa_cost_2025", lines, samples={"forensics": np.ones(4)})
    assert {band.chance for band in found.bands} == {None}


def test_a_benchmark_whose_steps_do_not_fit_has_no_bands():
    odd = costs()
    odd = replace(odd, benchmarks={"npa_cost_2025": survey("npa_cost_2025", 1, 2)})
    (found,) = standings(estimate({"forensics": 1}, incident_type=RANSOMWARE), odd)
    assert (found.bands, found.below_percent) == ((), None)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_dearer_estimate_never_stands_lower(one, other):
    less, more = (standing("npa_cost_2025", {"forensics": n}) for n in sorted((one, other)))
    assert less.below_percent <= more.below_percent
