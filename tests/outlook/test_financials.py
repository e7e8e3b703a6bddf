"""A loss in the words of the annual accounts, and when they say nothing."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from estimator.estimate import Category, Total
from estimator.outlook.financials import NoRatio, chance_beyond, financials, financials_of
from tests.core.profiles import known, profile, unknown

from .drawn import estimate_of, line, price

LINES = (
    line("forensics", price("pc", 1, 12_000_000, 13_000_000), Category.RESPONSE),
    line("individual_claims", price("claims", 1, 3_000_000, 4_000_000)),
    line("business_interruption", price("bi", 1, 9_000_000, 10_000_000), Category.LOST_PROFIT),
    line("brand", price("brand", 1, 5_000_000, 9_000_000), Category.INTANGIBLE, Total.REFERENCE),
)
SALES = known("annual_revenue_yen", 480_000_000)
ACCOUNTS = {
    "annual_revenue_yen": SALES,
    "ordinary_profit_yen": known("ordinary_profit_yen", 16_000_000),
    "net_assets_yen": known("net_assets_yen", 30_000_000),
    "affordable_yen": known("affordable_yen", 20_000_000),
}


def stated(covered=0, **answers):
    return financials(
        estimate_of(*LINES, profile=profile(**{**ACCOUNTS, **answers})), covered=covered
    )


def test_a_loss_is_so_much_of_the_sales_the_profit_and_the_net_assets():
    found = stated()
    assert found.loss == found.net == 24_000_000
    assert found.share_of_sales.value == Decimal("0.05")
    assert found.years_of_profit.value == Decimal("1.5")
    assert found.share_of_net_assets.value == Decimal("0.8")


def test_lost_profit_is_no_extraordinary_loss_but_less_operating_profit():
    found = stated()
    assert found.extraordinary_loss == 15_000_000
    assert found.operating_profit_fall == 9_000_000


def test_the_insurance_leaves_less_to_bear_and_the_gross_loss_as_it_is():
    found = stated(covered=12_000_000)
    assert (found.net, found.loss, found.extraordinary_loss) == (12_000_000, 24_000_000, 15_000_000)
    assert found.years_of_profit.value == Decimal("0.75")
    assert found.within_means


@pytest.mark.parametrize(
    ("assets", "after", "insolvent"),
    [
        (24_000_000, 0, False),
        (23_999_999, -1, True),
        (-5_000_000, -29_000_000, True),
        (30_000_000, 6_000_000, False),
    ],
)
def test_net_assets_below_zero_after_the_loss_are_insolvency(assets, after, insolvent):
    found = stated(net_assets_yen=known("net_assets_yen", assets))
    assert (found.net_assets_after, found.is_insolvent_after) == (after, insolvent)


@pytest.mark.parametrize("profit", [0, -3_000_000])
def test_without_a_profit_there_are_no_years_of_it(profit):
    found = stated(ordinary_profit_yen=known("ordinary_profit_yen", profit))
    assert found.years_of_profit.value is None
    assert found.years_of_profit.reason is NoRatio.NO_PROFIT


def test_without_net_assets_there_is_no_share_of_them():
    found = stated(net_assets_yen=known("net_assets_yen", -1)).share_of_net_assets
    assert (found.value, found.reason) == (None, NoRatio.NO_NET_ASSETS)


def test_what_nobody_knows_is_said_to_be_unknown():
    answers = dict.fromkeys(ACCOUNTS) | {"annual_revenue_yen": unknown("sales", (1, 2, 3))}
    found = stated(**answers)
    ratios = (found.share_of_sales, found.years_of_profit, found.share_of_net_assets)
    assert {(ratio.value, ratio.reason) for ratio in ratios} == {(None, NoRatio.UNKNOWN)}
    assert (found.net_assets_after, found.is_insolvent_after, found.within_means) == (None,) * 3


def test_a_company_without_sales_has_no_share_of_them():
    found = stated(annual_revenue_yen=known("annual_revenue_yen", 0)).share_of_sales
    assert (found.value, found.reason) == (None, NoRatio.NO_SALES)


def test_beyond_ones_means_is_beyond_them():
    assert stated().within_means is False
    assert stated(affordable_yen=known("affordable_yen", 24_000_000)).within_means is True


def test_any_loss_can_be_said_in_these_words():
    found = financials_of(profile(**ACCOUNTS), loss=60_000_000, lost_profit=20_000_000)
    assert (found.years_of_profit.value, found.is_insolvent_after) == (Decimal("3.75"), True)
    assert found.extraordinary_loss == 40_000_000


def test_the_chance_of_more_than_one_can_pay():
    assert chance_beyond(np.array([1.0, 2.0, 3.0, 4.0]), 3) == Decimal("0.25")


def test_an_open_upper_end_does_not_matter_to_the_typical_loss():
    open_line = line("forensics", price("pc", 1, 12_000_000, None), Category.RESPONSE)
    made = estimate_of(open_line, profile=profile(**ACCOUNTS))
    assert financials(made).loss == 12_000_000
    assert replace(financials(made), covered=2_000_000).net == 10_000_000
