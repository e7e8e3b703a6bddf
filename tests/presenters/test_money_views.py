"""資金・保険・決算書 in words, for those who know their figures and those who do not."""

import pytest

from estimator.outlook.insured_items import Section
from estimator.presenters.money_views import SHOWN, month_name

INSURED = {
    "insured": "yes",
    "policy_liability_limit_yen": 50_000_000,
    "policy_expense_limit_yen": 10_000_000,
    "policy_profit_limit_yen": 5_000_000,
    "policy_overall_limit_yen": 60_000_000,
    "policy_deductible_yen": 500_000,
    "policy_waiting_hours": 12,
    "policy_pays_in_month": 6,
}
POOR = {"cash_in_hand_yen": 1_000_000, "credit_line_yen": 0}
NEVER = {"insured": "no"}


# --- cash ---------------------------------------------------------------------------------------


def test_enough_cash_is_said_with_its_lowest_month(see) -> None:
    cash = see(cash_in_hand_yen=900_000_000).money.cash
    assert cash.answer.startswith("手元資金で足ります。")
    assert not cash.is_short
    assert cash.lowest in cash.answer.replace("の ", " ")


def test_a_lack_of_cash_names_the_month_and_the_bridge(make_meaning, see, wording) -> None:
    flow = make_meaning(**POOR)[1].money.cash
    cash = see(**POOR).money.cash
    assert cash.is_short
    assert cash.answer.startswith(f"{month_name(flow.runs_out_in)}に資金が足りなくなり")
    assert wording.rounded(flow.bridging_yen) in cash.answer
    assert "不足" in cash.picture
    assert [row.is_short for row in cash.months] == [
        month.balance < 0 for month in flow.months if month.month in SHOWN
    ]
    assert next(row.balance for row in cash.months if row.is_short).startswith("▲")


def test_a_credit_line_that_suffices_is_said(see) -> None:
    cash = see(cash_in_hand_yen=1_000_000, credit_line_yen=900_000_000).money.cash
    assert cash.answer.startswith("手元資金だけでは足りませんが、借入枠の中で収まります")
    assert not cash.is_short


def test_unknown_cash_says_how_much_to_have_ready(make_meaning, see, wording) -> None:
    unknown = {"cash_in_hand_yen": None}
    needed = make_meaning(**unknown)[1].money.cash.needed_yen
    cash = see(**unknown).money.cash
    assert not cash.is_known
    assert cash.label == "用意が要る現金"
    assert cash.lowest == wording.rounded(needed)
    assert wording.rounded(needed) in cash.answer
    assert not [row for row in cash.months if row.is_short]


def test_a_and_b_make_c_and_d_stands_against_it(make_meaning, see, wording) -> None:
    need = make_meaning(**POOR)[1].money.requirement
    rows = {row.letter: row for row in see(**POOR).money.cash.requirement}
    assert [rows[letter].amount for letter in "ABCD"] == [
        wording.exact(yen) for yen in (need.recovery, need.interruption, need.total, need.own_means)
    ]
    assert need.recovery + need.interruption == need.total
    assert rows[""].is_short


def test_unknown_means_have_no_shortfall(see) -> None:
    rows = see(cash_in_hand_yen=None).money.cash.requirement
    assert [row.letter for row in rows] == ["A", "B", "C", "D"]
    assert rows[-1].amount == "わからない"


def test_the_insurers_money_is_marked_in_its_month(see) -> None:
    assert "保険金の入金" in see(**INSURED, **POOR).money.cash.picture
    assert "保険金の入金" not in see(**NEVER, **POOR).money.cash.picture


# --- insurance ----------------------------------------------------------------------------------


def test_the_policy_is_held_against_each_section(make_meaning, see, wording) -> None:
    found = make_meaning(**INSURED)[1].money.insured
    insurance = see(**INSURED).money.insurance
    assert insurance.is_insured
    total = found.typical.total
    assert insurance.own.total.covered == wording.rounded(total.covered)
    assert insurance.own.left == wording.rounded(total.own_burden + total.not_insurable)
    limits = {row.name: row.limit for row in insurance.own.rows}
    assert limits["費用"] == wording.rounded(found.policy.limit_of(Section.EXPENSE))


def test_the_gap_is_split_by_its_reason(make_meaning, see) -> None:
    found = make_meaning(**INSURED)[1].money.insured.typical.gaps
    shown = dict(see(**INSURED).money.insurance.own.gaps)
    assert len(shown) == sum(bool(yen) for yen in found.values())
    assert "免責金額" in shown


def test_limits_and_cash_are_drawn_on_the_curve(see) -> None:
    shown = see(**INSURED, cash_in_hand_yen=20_000_000)
    assert [limit.text for limit in shown.money.insurance.limits] == [
        "保険の限度 6,000万円", "免責 50万円", "手元資金 2,000万円",
    ]  # fmt: skip
    assert "手元資金 2,000万円" in shown.spread.curve


@pytest.mark.parametrize("insured", ["no", None])
def test_without_a_policy_all_of_it_stays_and_plans_stand_beside(see, costs, insured) -> None:
    insurance = see(insured=insured).money.insurance
    assert not insurance.is_insured
    assert insurance.own.left == insurance.own.total.loss
    assert len(insurance.samples) == len(costs.sample_policies)
    for plan in insurance.samples:
        assert plan.premium
        assert plan.left_high
        assert plan.sources


def test_what_nobody_insures_stays_with_the_company(see) -> None:
    outside = next(row for row in see(**INSURED).money.insurance.own.rows if "対象外" in row.name)
    assert outside.gap == outside.loss
    assert outside.covered == "0円"


def test_without_a_spread_there_is_no_bad_case(see, old_costs) -> None:
    assert see(old_costs, **INSURED).money.insurance.own.left_high == ""


# --- accounts -----------------------------------------------------------------------------------


def accounts(shown):
    return {row.code: row for row in shown.money.accounts}


def test_known_books_give_every_ratio(see) -> None:
    rows = accounts(see(**NEVER))
    assert all(row.is_known for row in rows.values())
    assert rows["sales"].value.endswith("%")
    assert rows["profit"].value.endswith("年分")


def test_unknown_books_say_so(see, all_unknown) -> None:
    rows = accounts(see(**all_unknown))
    for code in ("sales", "profit", "assets"):
        assert (rows[code].value, rows[code].note) == ("－", "わからない")
    assert rows["insolvency"].note == "純資産がわかりません"


def test_a_loss_making_company_is_not_told_years_of_profit(see) -> None:
    row = accounts(see(ordinary_profit_yen=-1_000_000))["profit"]
    assert (row.value, row.is_known) == ("－", False)
    assert "利益が出ていない" in row.note


def test_insolvency_alarms(see) -> None:
    row = accounts(see(**NEVER, net_assets_yen=1_000_000))["insolvency"]
    assert (row.value, row.is_alarming) == ("なる", True)
    assert "▲" in row.note


def test_insolvency_in_a_bad_case_only_is_said_so(make_meaning, see) -> None:
    meaning = make_meaning(**NEVER)[1]
    headline = meaning.spread.distribution.headline
    between = (headline.p50 + headline.p95) // 2
    row = accounts(see(**NEVER, net_assets_yen=between))["insolvency"]
    assert (row.value, row.is_alarming) == ("20回に1回はなる", True)


def test_wealth_does_not_alarm(see) -> None:
    row = accounts(see(**NEVER, net_assets_yen=9_000_000_000))["insolvency"]
    assert (row.value, row.is_alarming) == ("ならない", False)


def test_a_policy_leaves_less_of_a_bad_year(see, make_meaning) -> None:
    year = see(**INSURED).year
    assert year.insured.limit
    assert all(bad.own_burden for bad in year.once_in)
    assert year.once_in[-1].own_burden != year.once_in[-1].loss
    found = make_meaning(**INSURED)[1].year
    for years, yen in found.insured.own_burden.exceedance:
        assert yen < found.curve.once_in(years) or not found.curve.once_in(years)
    left, paid = found.insured.own_burden.expected_loss, found.insured.expected_paid
    assert left + paid == found.curve.expected_loss
    assert paid > 0


def test_without_a_policy_a_year_has_no_column_for_it(see) -> None:
    year = see(**NEVER).year
    assert year.insured is None
    assert {bad.own_burden for bad in year.once_in} == {""}
