"""What a policy leaves of a whole year, held against years counted by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.outlook.annual import annual_exact
from estimator.outlook.insured_year import YEARS, insured_year
from tests.outlook.risks import MILLION, golden_risks, risk

from .terms import policy

EVERYTHING = policy(expense_limit=10**12)
ONE_EVENT = policy(expense_limit=5 * MILLION, deductible=MILLION)
OFTEN = risk(0.5, 10 * MILLION, code="often")  # ten million each, once in two years


def year(risks, covered, terms, seed=7):
    return insured_year(risks, covered, terms, gross=annual_exact(risks), seed=seed)


def all_covered(risks):
    return {one.code: one.severities for one in risks}


def layered(risks, terms):
    """Cover each event above the deductible up to the limit of the expenses."""
    limit = max(terms.limits.values())
    return {x.code: np.clip(x.severities - terms.deductible, 0, limit) for x in risks}


def poisson(number, rate=0.5):
    return math.exp(-rate) * rate**number / math.factorial(number)


def test_a_policy_that_pays_everything_leaves_nothing():
    found = year(golden_risks(3), all_covered(golden_risks(3)), EVERYTHING)
    assert found.own_burden.exceedance[-1][1] == 0
    assert found.own_burden.chance_of_no_loss == 1
    assert found.beyond_yearly_limit == 0
    assert found.expected_paid == pytest.approx(
        annual_exact(golden_risks(3)).expected_loss, rel=0.03
    )


def test_a_policy_that_pays_nothing_leaves_the_year_as_it_is():
    risks = golden_risks(3)
    found = year(risks, {one.code: one.severities * 0 for one in risks}, EVERYTHING)
    gross = annual_exact(risks)
    assert found.expected_paid == 0
    for years, yen in found.own_burden.exceedance[:6]:
        assert yen == pytest.approx(gross.once_in(years), rel=0.03)
        assert yen <= gross.once_in(years)


def test_each_event_is_settled_then_the_year():
    """Every event is covered with 5 of its 10 million; a year pays no more than one of them."""
    found = year([OFTEN], layered([OFTEN], ONE_EVENT), ONE_EVENT)
    once_or_more = 1 - poisson(0)
    twice_or_more = once_or_more - poisson(1)
    noise = 3 / math.sqrt(YEARS)
    assert found.yearly_limit == 5 * MILLION
    assert found.beyond_yearly_limit == pytest.approx(twice_or_more, abs=noise)
    assert found.expected_paid == pytest.approx(once_or_more * 5 * MILLION, abs=noise * 5 * MILLION)
    assert found.own_burden.once_in(5) == 5 * MILLION  # one event in the year: 10 less 5
    assert found.own_burden.once_in(20) == 15 * MILLION  # two: 20 less the limit of the year


def test_the_same_seed_gives_the_same_year():
    covered = layered([OFTEN], ONE_EVENT)
    assert year([OFTEN], covered, ONE_EVENT) == year([OFTEN], covered, ONE_EVENT)
    assert year([OFTEN], covered, ONE_EVENT) != year([OFTEN], covered, ONE_EVENT, seed=8)


@settings(max_examples=15)
@given(st.integers(0, 40), st.integers(0, 40))
def test_a_higher_limit_never_leaves_more(one, another):
    risks = golden_risks(2)
    left = []
    for limit in sorted((one, another)):
        terms = policy(expense_limit=limit * MILLION, deductible=MILLION)
        left.append(year(risks, layered(risks, terms), terms).own_burden)
    less, more = left
    assert more.expected_loss <= less.expected_loss
    for (years, yen), (_, other) in zip(less.exceedance, more.exceedance, strict=True):
        assert other <= yen, years
