"""Cash, insurance and accounts together, from one estimate and one set of draws."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from estimator import costbook_store
from estimator.engine.calculate import estimate as calculate
from estimator.outlook.money import money
from estimator.outlook.simulation import simulate
from estimator.questionnaire import answers as questionnaire

from .drawn import with_model_rows
from .terms import sample_plan, timings
from .test_cash_plan import AFTER_M1, CASE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
PLAN = sample_plan("plan", expense_limit=30_000_000, deductible=100_000, pays_in_month=9)


@pytest.fixture
def costs():
    """The current edition with the example's timings and one sample plan."""
    return replace(
        with_model_rows(costbook_store.load("2026-11")),
        payment_timings=timings(**{**AFTER_M1, **CASE["timing"]}),
        sample_policies={"plan": PLAN},
    )


def found(costs, **changes):
    profile = questionnaire.profile({**CASE["answers"], **changes}, costs)
    made = calculate(profile, costs, as_of=date(2026, 11, 21))
    return money(made, costs, simulate(made, costs, seed=1, size=500))


def test_the_own_policy_is_counted_on_and_no_other(costs):
    now = found(costs)
    assert now.is_insured
    assert now.samples == ()
    assert now.cash.months[6].balance == CASE["expected"]["balances"]["6"]
    assert now.accounts.covered == CASE["expected"]["insurance"]
    assert now.requirement.shortfall == 2_000_000


@pytest.mark.parametrize("answer", ["no", None])
def test_without_a_policy_nothing_comes_and_a_sample_plan_stands_beside(costs, answer):
    now = found(costs, insured=answer)
    assert not now.is_insured
    assert now.cash.months[24].balance == -2_000_000
    assert now.insured.typical.total.covered == now.accounts.covered == 0
    (sample,) = now.samples
    assert sample.policy.code == "plan"
    assert sample.typical.total.covered == 17_900_000
    assert now.cash_with_sample.months[9].balance == -2_000_000 + 17_900_000


def test_what_the_edition_does_not_time_is_named(costs):
    now = found(replace(costs, payment_timings={}))
    assert now.no_cash == "payment_timing:initial"
    assert (now.requirement, now.cash) == (None, None)
    assert now.insured.typical.total.covered == 10_000_000


def test_net_assets_are_held_against_what_is_left_of_the_worst_of_twenty(costs):
    now = found(costs, net_assets_yen=30_000_000)
    assert now.net_assets_after_p95 == 30_000_000 - now.insured.spread.net.p95
    assert now.accounts.net_assets_after == 30_000_000 - 22_000_000


def test_the_chance_of_more_than_one_can_pay_is_of_what_is_left(costs):
    assert found(costs, affordable_yen=21_999_999).insured.beyond_means == 1
    assert found(costs, affordable_yen=22_000_001).insured.beyond_means == 0


def test_it_is_small_enough_to_be_kept(costs):
    now = found(costs, insured=None)
    kept = pickle.dumps(now)
    assert len(kept) < 50_000
    assert pickle.loads(kept) == now
