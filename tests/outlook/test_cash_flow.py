"""The cash month by month: the example worked by hand, and that every yen is moved once."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from estimator.outlook.cash_flow import (
    CONTINUING,
    CashPlan,
    Payment,
    Payout,
    cash_flow,
    requirement,
)

CASE = json.loads((Path(__file__).parents[1] / "cases" / "cash_example.json").read_text("utf-8"))
EXPECTED = CASE["expected"]
NOTHING = Payout(0, None)
SPLIT = tuple((month, Decimal(share)) for month, share in CASE["timing"]["initial"])
EXAMPLE = CashPlan(
    cash_in_hand=30_000_000,
    credit_line=0,
    baseline=0,
    sales=(-28_000_000,),
    variable_costs=(-14_000_000,),
    receipts_lag=Decimal(2),
    payments_lag=Decimal(1),
    costs=(Payment("initial", 18_000_000, SPLIT),),
    insurance=Payout(10_000_000, 6),
)
YEN = st.integers(-(10**12), 10**12)
LAGS = st.decimals(0, 24, places=2)
THIRDS = ((1, Decimal("33.33")), (2, Decimal("33.33")), (5, Decimal("33.34")))
PLANS = st.builds(
    CashPlan,
    cash_in_hand=st.integers(0, 10**12),
    credit_line=st.integers(0, 10**12),
    baseline=st.just(0),
    sales=st.lists(YEN, max_size=26).map(tuple),
    variable_costs=st.lists(YEN, max_size=26).map(tuple),
    receipts_lag=LAGS,
    payments_lag=LAGS,
    costs=st.lists(
        st.builds(Payment, st.just("initial"), st.integers(0, 10**12), st.just(THIRDS)), max_size=3
    ).map(tuple),
    insurance=st.builds(Payout, st.integers(0, 10**12), st.none() | st.integers(1, 40)),
)


def balances(plan):
    return {month.month: month.balance for month in cash_flow(plan).months}


def test_the_example_comes_out_to_the_yen():
    found, wanted = balances(EXAMPLE), EXPECTED["balances"]
    assert {month: found[int(month)] for month in wanted} == wanted
    assert len(found) == 25


def test_the_example_runs_out_and_is_bridged():
    flow = cash_flow(EXAMPLE)
    assert (flow.runs_out_in, flow.lowest.month) == (EXPECTED["runs_out_in"], EXPECTED["lowest"])
    assert flow.bridging_yen == EXPECTED["bridging_yen"]


def test_the_example_in_the_table_of_the_small_business_agency():
    found = requirement(EXAMPLE)
    wanted = EXPECTED["requirement"]
    assert {key: getattr(found, key) for key in wanted} == wanted


def test_a_credit_line_bridges_what_it_can():
    flow = cash_flow(replace(EXAMPLE, credit_line=1_500_000))
    assert (flow.borrows_from, flow.runs_out_in, flow.bridging_yen) == (2, 2, 500_000)
    enough = cash_flow(replace(EXAMPLE, credit_line=2_000_000))
    assert (enough.borrows_from, enough.runs_out_in, enough.bridging_yen) == (2, None, 0)


def test_without_insurance_the_money_stays_away():
    assert balances(replace(EXAMPLE, insurance=NOTHING))[24] == -2_000_000
    late = cash_flow(replace(EXAMPLE, insurance=Payout(10_000_000, None)))
    assert late.months[24].balance == -2_000_000
    assert late.later_yen == 0


def test_without_the_cash_in_hand_it_says_how_much_is_needed():
    flow = cash_flow(replace(EXAMPLE, cash_in_hand=None))
    assert flow.months[1].balance == 6_800_000  # from nothing
    assert flow.needed_yen == 32_000_000
    assert (flow.runs_out_in, flow.borrows_from, flow.bridging_yen) == (None, None, None)
    assert requirement(flow.plan).shortfall is None


def test_with_the_cash_in_hand_it_says_the_same_need():
    assert cash_flow(EXAMPLE).needed_yen == 32_000_000
    assert cash_flow(replace(EXAMPLE, cash_in_hand=10**9)).needed_yen == 32_000_000


def test_a_usual_month_goes_on_from_the_month_after():
    found = balances(replace(EXAMPLE, baseline=-1_000_000))
    assert (found[0], found[1], found[24]) == (30_000_000, 35_800_000, 8_000_000 - 24_000_000)


def test_half_a_month_of_lag_moves_half_of_it_on():
    plan = replace(EXAMPLE, receipts_lag=Decimal("0.5"), costs=(), insurance=NOTHING)
    months = cash_flow(plan).months
    assert [month.receipts for month in months[:3]] == [-14_000_000, -14_000_000, 0]


def test_who_sells_for_cash_loses_it_at_once():
    plan = replace(EXAMPLE, receipts_lag=Decimal(0), payments_lag=Decimal(0))
    assert balances(plan)[0] == 30_000_000 - 14_000_000


def test_what_keeps_the_business_going_belongs_to_the_interruption():
    continuing = Payment(CONTINUING, 3_000_000, ((0, Decimal(100)),))
    found = requirement(replace(EXAMPLE, costs=(*EXAMPLE.costs, continuing)))
    assert (found.recovery, found.interruption) == (18_000_000, 17_000_000)


def test_a_month_says_what_is_paid_more_or_less():
    first, second = cash_flow(EXAMPLE).months[1:3]
    assert (first.suppliers, first.costs, first.payments) == (-14_000_000, 7_200_000, -6_800_000)
    assert (second.receipts, second.payments) == (-28_000_000, 10_800_000)


@given(st.integers(0, 10**12))
def test_the_parts_of_a_payment_add_up_to_it(yen):
    plan = replace(EXAMPLE, costs=(Payment("initial", yen, THIRDS),))
    assert sum(month.costs for month in cash_flow(plan).months) == yen


@given(PLANS)
def test_every_yen_is_moved_once_now_or_later(plan):
    flow = cash_flow(plan)
    paid = plan.insurance.yen if plan.insurance.month is not None else 0
    costs = sum(payment.yen for payment in plan.costs)
    moved = sum(plan.sales) - sum(plan.variable_costs) - costs + paid
    assert flow.months[-1].balance + flow.later_yen == plan.cash_in_hand + moved


@given(PLANS)
def test_a_balance_is_the_one_before_and_what_the_month_moves(plan):
    before = plan.cash_in_hand
    for month in cash_flow(plan).months:
        assert month.balance == before + month.receipts - month.payments + month.insurance
        before = month.balance


@given(PLANS)
def test_with_what_is_needed_it_never_falls_below_zero(plan):
    needed = cash_flow(plan).needed_yen
    enough = cash_flow(replace(plan, cash_in_hand=needed, credit_line=0))
    assert enough.bridging_yen == 0
    assert enough.runs_out_in is None
    if needed:
        assert cash_flow(replace(plan, cash_in_hand=needed - 1)).lowest.balance == -1


@given(PLANS, st.integers(0, 10**10))
def test_more_credit_never_needs_more_bridging(plan, more):
    wider = replace(plan, credit_line=plan.credit_line + more)
    assert cash_flow(wider).bridging_yen <= cash_flow(plan).bridging_yen
