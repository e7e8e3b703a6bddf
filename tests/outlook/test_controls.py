"""Packages of measures: what they cost, what they remove and what remains."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.outlook import controls
from estimator.outlook.controls import Case, NoPayback, Package, Reading
from estimator.outlook.measure_prices import MeasureQuote, package_price
from estimator.outlook.pert import Pert
from estimator.outlook.yearly_risk import YearlyRisk
from tests.core.profiles import known
from tests.questionnaire.books import book

from .measures import measure

YEN = np.array([1e6, 2e6, 3e6, 4e6, 40e6])
FIFTY = known("employees", 50, "people")
HALF = (0.5, 0.5, 0.5)


def case(*types, rate=0.5):
    risks = tuple(YearlyRisk(code, Pert(rate, rate, rate), YEN) for code in types or ("malware",))
    return Case(risks, risks[0].code, YEN, FIFTY)


def option(*measures, of=None, quotes=None):
    return controls.options(of or case(), [Package("own", measures)], quotes=quotes)[0]


def test_nothing_bought_leaves_everything_as_it_is():
    found = option()
    assert (found.removed.expected, found.p95_removed, found.incident.p95_removed) == (0, 0, 0)
    assert found.payback.reason is NoPayback.NOTHING_REMOVED
    assert found.after is None


def test_half_as_often_removes_half_of_the_expected_loss_and_none_of_one_incident():
    found = option(measure(rate_factor=HALF))
    assert found.removed.expected == 2_500_000  # half a 1,000万円 incident a year, halved
    assert found.curve.expected_loss == pytest.approx(2_500_000, rel=1e-3)
    assert found.incident.p95_removed == 0


def test_half_as_costly_halves_the_p95_of_one_incident():
    found = option(measure(severity_factor=HALF))
    assert found.incident.p95 == found.incident.p95_removed == round(np.quantile(YEN, 0.95) / 2)


def test_only_the_strongest_effect_of_a_package_counts():
    both = (measure("a", rate_factor=HALF), measure("b", rate_factor=(0.8, 0.8, 0.8)))
    assert controls.effect(both, "malware").rate == Decimal("0.5")


def test_an_effect_on_how_often_and_one_on_how_costly_come_together():
    found = option(measure("a", rate_factor=HALF), measure("b", severity_factor=HALF))
    assert found.removed.expected == 3_750_000


def test_a_published_effect_is_read_between_the_cause_and_none_at_all():
    published = measure(rate_factor=(0.5, 0.5, 1))
    read = {reading: controls.effect([published], "x", reading).rate for reading in Reading}
    assert read[Reading.MOST] == Decimal("0.5")
    assert read[Reading.LEAST] == 1
    assert read[Reading.EXPECTED] == Decimal("3.5") / 6
    removed = option(published).removed
    assert (removed.least, removed.most) == (0, 2_500_000)


def test_a_measure_against_other_incidents_removes_nothing():
    assert option(measure(types=["ddos"], rate_factor=HALF)).removed.expected == 0


def test_the_draws_before_and_after_are_the_same_array():
    after = controls.controlled(case().risks, [measure(severity_factor=HALF)])
    assert after[0].severities is YEN


def test_payback_is_the_first_cost_over_what_a_year_leaves():
    found = option(
        measure(rate_factor=HALF, cost_initial=(3e6, 3e6, 3e6), cost_yearly=(1e6, 1e6, 1e6))
    )
    assert found.payback.years == 2  # 300万 / (250万 − 100万)
    assert found.payback.incident_pays_years == 3


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"rate_factor": HALF}, NoPayback.NEEDS_QUOTE),
        ({"cost_yearly": (1, 1, 1)}, NoPayback.NOTHING_REMOVED),
        ({"rate_factor": HALF, "cost_yearly": (0, 0, 0)}, NoPayback.COSTS_NOTHING),
        ({"rate_factor": HALF, "cost_yearly": (9e6, 9e6, 9e6)}, NoPayback.COSTS_MORE),
    ],
)
def test_without_a_payback_the_reason_is_told(figures, reason):
    found = option(measure(**figures)).payback
    assert (found.years, found.reason) == (None, reason)


def test_a_quote_makes_the_payback_known():
    found = option(measure("edr", rate_factor=HALF), quotes={"edr": MeasureQuote(5_000_000, 0)})
    assert found.payback.years == 2


def test_the_price_after_an_incident_stands_beside_the_price_now():
    found = option(measure("a", cost_yearly=(1, 1, 1), cost_after=(2, 3, 4)), measure("b"))
    assert (found.price.yearly.typical, found.after.typical) == (1, 3)


def _catalogue(**packages):
    named = {code: measure(code, package=package) for code, package in packages.items()}
    return replace(book(), measures=named)


def test_the_minimum_is_part_of_what_is_recommended_and_the_optional_of_neither():
    costs = _catalogue(a="minimal", b="recommended", c="optional")
    found = {p.code: [m.code for m in p.measures] for p in controls.packages(costs)}
    assert found == {"current": [], "minimal": ["a"], "recommended": ["a", "b"]}


def test_an_own_package_holds_what_was_chosen_less_what_is_in_place():
    costs = _catalogue(a="minimal", b="recommended", c="optional")
    found = controls.packages(costs, own=["a", "c"], in_place=["a"])
    assert [m.code for m in found[-1].measures] == ["c"]
    assert not found[1].measures


_factors = st.lists(st.integers(0, 150), min_size=3, max_size=3).map(
    lambda v: tuple(n / 100 for n in sorted(v))
)
_measures = st.lists(
    st.builds(
        lambda code, rate, severity, types: measure(
            f"m{code}", types=types, rate_factor=rate, severity_factor=severity
        ),
        st.integers(0, 99), _factors, _factors,
        st.sampled_from([(), ("malware",), ("ddos",)]),
    ),
    max_size=5,
)  # fmt: skip
_yen = st.lists(st.floats(0, 1e9), min_size=2, max_size=30).map(np.array)


@given(_measures, _yen, st.sampled_from(Reading))
def test_a_control_never_raises_a_loss(measures, yen, reading):
    risk = YearlyRisk("malware", Pert(0.01, 0.02, 0.1), yen)
    (after,) = controls.controlled([risk], measures, reading)
    assert (after.amounts() <= risk.amounts()).all()
    assert 0 <= after.rate_factor <= risk.rate_factor


@given(_measures, _measures, _yen)
def test_more_measures_never_leave_more(fewer, others, yen):
    risk = YearlyRisk("malware", Pert(0.01, 0.02, 0.1), yen)
    subset = controls._removed([risk], fewer)
    superset = controls._removed([risk], [*fewer, *others])
    assert superset.least >= subset.least
    assert superset.expected >= subset.expected
    assert superset.most >= subset.most
    assert subset.least <= subset.expected <= subset.most


@settings(max_examples=15)
@given(_measures, _measures)
def test_the_yearly_curve_of_a_superset_lies_nowhere_above(fewer, others):
    now = case("malware", "ddos", rate=0.2)
    found = controls.options(now, [Package("a", tuple(fewer)), Package("b", (*fewer, *others))])
    less, more = (one.curve for one in found)
    slack = 2e-3 * max(YEN)  # a step of the curve's grid
    assert more.once_in(100) <= less.once_in(100) + slack
    assert more.percentile(95) <= less.percentile(95) + slack


@given(st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted))
def test_the_least_reading_of_a_correlation_removes_nothing(seen):
    doubtful = measure(rate_factor=(seen[0] / 100, seen[1] / 100, 1))
    assert controls._removed(case().risks, [doubtful]).least == 0


def test_a_package_says_which_instructions_it_answers():
    assert Package("own", (measure(),)).instructions == (5,)
    assert package_price([], FIFTY).yearly.typical == 0


def test_a_curve_that_is_known_already_is_not_worked_out_again():
    now, drawn = case(), []
    before = controls.annual_exact(now.risks)

    def counted(risks):
        drawn.append(risks)
        return controls.annual_exact(risks)

    found = [Package("current", ()), Package("own", (measure(rate_factor=HALF),))]
    controls.options(now, found, before=before, curve=counted)
    assert len(drawn) == 1
