"""The terms of a policy: as answered, as a sample plan, or none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estimator.outlook.insured_items import Section, Sublimit
from estimator.outlook.policy import own_policy, sample_policies
from tests.core.profiles import QUIET, chosen, known, profile

from .drawn import COSTS
from .terms import sample_plan

PLANS = replace(
    COSTS,
    sample_policies={
        "small": sample_plan(
            "small", expense_limit=30_000_000, deductible=100_000, pays_in_month=6
        ),
        "large": sample_plan("large", liability_limit=500_000_000, pays_in_month=9),
    },
)
LIMIT = known("policy_expense_limit_yen", 10_000_000)


def answered(**terms):
    given = profile(insured=chosen("insured", "yes"), **terms).finance
    return own_policy(given, PLANS)


@pytest.mark.parametrize(
    "insured", [chosen("insured", "no"), replace(chosen("insured", "no"), known=False)]
)
def test_without_a_policy_or_not_knowing_there_is_none(insured):
    finance = replace(QUIET.finance, insured=insured, policy_expense_limit_yen=LIMIT)
    assert own_policy(finance, PLANS) is None


def test_the_terms_are_those_answered():
    found = answered(
        policy_expense_limit_yen=LIMIT,
        policy_deductible_yen=known("d", 100_000),
        policy_gift_sublimit_yen=known("g", 0),
        policy_waiting_hours=known("w", "10.5", "hours"),
        policy_pays_in_month=known("m", 4, "months"),
    )
    assert (found.limit_of(Section.EXPENSE), found.deductible) == (10_000_000, 100_000)
    assert (found.sublimit(Sublimit.GIFT), found.sublimit(Sublimit.PREVENTION)) == (0, None)
    assert (found.waiting_hours, found.pays_in_month) == (Decimal("10.5"), 4)


def test_terms_nobody_knows_promise_nothing():
    found = answered()
    assert [found.limit_of(section) for section in Section] == [0, 0, 0]
    assert (found.overall_limit, found.deductible, found.waiting_hours) == (None, 0, 0)


def test_a_month_of_payment_nobody_knows_is_the_latest_of_the_sample_plans():
    assert answered().pays_in_month == 9
    assert (
        own_policy(profile(insured=chosen("insured", "yes")).finance, COSTS).pays_in_month is None
    )


def test_a_sample_plan_has_the_terms_of_its_row_and_no_others():
    small, large = sample_policies(PLANS)
    assert (small.code, small.limit_of(Section.EXPENSE)) == ("small", 30_000_000)
    assert (small.limit_of(Section.PROFIT), small.overall_limit) == (0, None)
    assert (small.deductible, small.pays_in_month, large.deductible) == (100_000, 6, 0)


def test_a_year_pays_no_more_than_all_sections_or_the_overall_limit():
    both = answered(policy_expense_limit_yen=LIMIT, policy_liability_limit_yen=known("l", 5))
    assert both.yearly_limit == 10_000_005
    assert replace(both, overall_limit=7).yearly_limit == 7
