"""What an estimate makes of the cash: the lost profit once, the rest by its payment timing."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from estimator import costbook_store
from estimator.costbook import NotInEdition
from estimator.engine.calculate import estimate as calculate
from estimator.estimate import Category, EstimateLine, Phase, Total
from estimator.formula import answer
from estimator.money import YenRange
from estimator.outlook.cash_flow import CONTINUING, Payout, cash_flow, requirement
from estimator.outlook.cash_plan import cash_plan
from estimator.outlook.insurance import settle_typical
from estimator.outlook.policy import own_policy
from estimator.questionnaire import answers as questionnaire
from estimator.questionnaire import schema
from tests.core.profiles import known

from .terms import timings

CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = Path(__file__).parents[2] / "fixtures" / "examples"
CASE = json.loads((CASES / "cash_example.json").read_text("utf-8"))
AFTER_M1 = {code: [(1, 100)] for code in ("external", "recovery", "liability", "direct_loss")}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def costs():
    """The current edition with the payment timings of the example."""
    rows = timings(**{**AFTER_M1, **CASE["timing"]})
    return replace(costbook_store.load("2026-11"), payment_timings=rows)


def made(costs, **changes):
    """Estimate the example of the case with some answers changed."""
    answers = schema.checked({**CASE["answers"], **changes}, costs)
    return calculate(questionnaire.profile(answers, costs), costs, as_of=date(2026, 11, 21))


def flow_of(estimate, costs):
    policy = own_policy(estimate.profile.finance, costs)
    paid = settle_typical(estimate, costs, policy).total.covered if policy else 0
    return cash_flow(cash_plan(estimate, costs, Payout(paid, policy and policy.pays_in_month)))


def test_the_example_comes_out_to_the_yen_from_the_answers(costs):
    wanted, found = CASE["expected"], flow_of(made(costs), costs)
    assert {m: found.months[int(m)].balance for m in wanted["balances"]} == wanted["balances"]
    assert -sum(found.plan.sales) == wanted["lost_sales"]
    assert found.plan.insurance == Payout(wanted["insurance"], 6)
    assert (found.runs_out_in, found.bridging_yen) == (2, wanted["bridging_yen"])
    table = requirement(found.plan)
    assert {k: getattr(table, k) for k in wanted["requirement"]} == wanted["requirement"]


def test_the_estimate_of_the_example_has_the_lost_profit_and_the_quote_alone(costs):
    lines = {x.code: x.amount.typical for x in made(costs).lines if x.total is not Total.REFERENCE}
    assert {code: yen for code, yen in lines.items() if yen} == {
        "forensics": 18_000_000,
        "business_interruption": CASE["expected"]["lost_profit"],
    }


STOPS = (
    {"stop_length": 14},
    {"stop_length": 45, "ramp_up_length": 30, "catch_up_percent": 30},
    {"stop_length": 5, "catch_up_percent": 12.5, "variable_cost_percent": 63.7},
    {"stop_length": 3, "stop_unit": "month", "ramp_up_length": 7, "catch_up_percent": 100},
    {"stop_length": 0, "ramp_up_length": 10, "sales_stopped_percent": 33},
    {"stop_length": 999, "stop_unit": "month", "catch_up_percent": 10},
    {"stop_length": 14, "variable_cost_percent": 100},
    {"stop_length": None, "ramp_up_length": None, "sales_stopped_percent": None},
)  # fmt: skip


@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_the_sales_come_to_the_lost_profit_of_the_estimate_to_the_yen(costs, stop):
    estimate = made(costs, **stop)
    plan = cash_plan(estimate, costs)
    line = estimate.line("business_interruption")
    lost = line.amount.typical if line else 0  # no line where no profit is lost for good
    assert sum(plan.variable_costs) - sum(plan.sales) == lost
    assert any(plan.sales)
    assert sum(payment.yen for payment in plan.costs) == 18_000_000


def test_a_stop_of_months_is_spread_over_them_and_caught_up_after(costs):
    estimate = made(costs, stop_unit="month", stop_length=2, catch_up_percent=50)
    sales = cash_plan(estimate, costs).sales
    month = 500_000_000 / 12
    assert sales[:4] == pytest.approx((-month, -month, month / 2, month / 2), abs=1)
    assert not any(sales[4:])


def test_sales_caught_up_in_full_are_missing_until_they_are_paid_for(costs):
    estimate = made(costs, catch_up_percent=100, own_quotes=[], insured="no")
    assert estimate.line("business_interruption") is None
    months = flow_of(estimate, costs).months
    assert months[2].receipts == -months[3].receipts < 0
    assert months[24].balance == 30_000_000


def test_an_incident_that_stops_nothing_loses_no_sales(costs):
    estimate = made(costs, incident_type="misdelivery", own_quotes=[])
    assert not any(cash_plan(estimate, costs).sales)


def test_an_own_figure_of_the_lost_profit_is_counted_once(costs):
    quote = [{"label": "自社の計算", "covers": ["business_interruption"], "amount_yen": 14_000_000}]
    plan = cash_plan(made(costs, own_quotes=quote), costs)
    assert sum(plan.sales) == -28_000_000
    assert sum(plan.variable_costs) == -14_000_000
    assert plan.costs == ()


def test_an_own_figure_without_anything_lost_for_good_is_cash_not_received(costs):
    quote = [{"label": "自社の計算", "covers": ["business_interruption"], "amount_yen": 9_000}]
    plan = cash_plan(made(costs, own_quotes=quote, catch_up_percent=100), costs)
    assert plan.sales[0] == -9_000
    assert sum(plan.sales) == -9_000


def test_what_keeps_the_business_going_is_paid_while_it_stands(costs):
    estimate = made(costs, stop_unit="month", stop_length=2, continuing_cost_yen=600_000)
    plan = cash_plan(estimate, costs)
    (payment,) = (p for p in plan.costs if p.code == CONTINUING)
    assert payment.months == ((0, Decimal(50)), (1, Decimal(50)))
    assert [m.costs for m in cash_flow(replace(plan, costs=(payment,))).months[:3]] == [
        300_000, 300_000, 0,
    ]  # fmt: skip


def _line(code, category, phase, yen):
    total = Total.LIABILITY if category is Category.LIABILITY else Total.CASH
    formula = answer(known(code, yen))
    return EstimateLine(code, category, phase, total, YenRange(yen, yen, yen), formula)


def test_each_line_is_paid_by_its_phase_or_else_its_category(costs):
    lines = (
        _line("forensics", Category.RESPONSE, Phase.INITIAL, 100),
        _line("site_rebuild", Category.RESPONSE, Phase.RECOVERY, 30),
        _line("overtime", Category.RESPONSE, Phase.RECOVERY, 3),
        _line("card_fraud", Category.LIABILITY, None, 7),
    )
    plan = cash_plan(replace(made(costs), lines=lines), costs)
    assert {payment.code: payment.yen for payment in plan.costs} == {
        "initial": 100, "recovery": 33, "liability": 7,
    }  # fmt: skip
    assert not any(plan.sales)


def test_a_reference_value_is_never_paid(costs):
    theory = replace(_line("brand", Category.INTANGIBLE, None, 9), total=Total.REFERENCE)
    assert cash_plan(replace(made(costs), lines=(theory,)), costs).costs == ()


def test_an_edition_that_does_not_say_when_is_told(costs):
    with pytest.raises(NotInEdition, match="payment_timing:initial"):
        cash_plan(made(costs), replace(costs, payment_timings={}))


MONEY = {
    "cash_in_hand_yen": None, "credit_line_yen": None, "monthly_baseline_cash_yen": None,
    "receipts_lag_months": None, "payments_lag_months": None,
}  # fmt: skip


def test_what_nobody_knows_of_the_money_is_taken_as_said(costs):
    plan = cash_plan(made(costs, **MONEY), costs)
    assert (plan.cash_in_hand, plan.credit_line, plan.baseline) == (None, 0, 0)
    assert (plan.receipts_lag, plan.payments_lag) == (0, 0)
    with_receipts = cash_plan(made(costs, **{**MONEY, "receipts_lag_months": 2}), costs)
    assert with_receipts.payments_lag == 2


def test_the_example_company_is_followed_for_24_months(costs):
    answers = json.loads((EXAMPLES / "example-manufacturer-50.json").read_text("utf-8"))
    rows = {**costs.payment_timings, **timings(administrative=[(1, 100)])}
    book = replace(costs, payment_timings=rows)
    estimate = calculate(questionnaire.profile(answers, book), book, as_of=date(2026, 11, 21))
    flow = flow_of(estimate, book)
    table = requirement(flow.plan)
    assert table.total == estimate.headline.typical  # every line once, the lost profit as cash
    assert flow.months[-1].balance == 90_000_000 + 24 * 500_000 - table.total
    assert flow.later_yen == 0
