"""決算書の言葉: what a loss means in terms of the annual accounts.

In the flow: an amount of loss and the answers about the accounts -> ratios, each None with the
reason where an answer is missing or the ratio would say nothing. Before tax: no relief is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from ..estimate import Category, Estimate, Total
from ..formula.samples import Samples
from ..profile import IncidentProfile, Quantity


class NoRatio(StrEnum):
    """Why a ratio cannot be given."""

    UNKNOWN = "unknown"  # わからない, or nothing to divide by was answered
    NO_SALES = "no_sales"
    NO_PROFIT = "no_profit"  # 経常利益 of 0 or a loss: no number of years makes up for it
    NO_NET_ASSETS = "no_net_assets"  # 純資産 of 0 or 債務超過 already


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of the loss to a figure of the accounts, or why there is none."""

    value: Decimal | None
    reason: NoRatio | None = None


@dataclass(frozen=True, slots=True)
class Financials:
    """One loss in the words of the accounts, in whole yen."""

    loss: int
    covered: int  # 受取保険金, an 特別利益
    extraordinary_loss: int  # 特別損失: response, claims, direct and administrative loss
    operating_profit_fall: int  # 営業利益の減少: lost profit and what kept the business going
    share_of_sales: Ratio  # 1 is all the sales of a year
    years_of_profit: Ratio  # of 経常利益
    share_of_net_assets: Ratio  # 1 is all of them
    net_assets_after: int | None  # None: わからない
    within_means: bool | None  # 自力で払える; None: わからない

    @property
    def net(self) -> int:
        """What is left to bear after the insurance."""
        return self.loss - self.covered

    @property
    def is_insolvent_after(self) -> bool | None:
        """債務超過になるか: net assets below 0 after the loss; None: わからない."""
        return None if self.net_assets_after is None else self.net_assets_after < 0


def financials(estimate: Estimate, *, covered: int = 0) -> Financials:
    """State the typical loss in the words of the accounts; the ratios are of what is left to bear.

    `covered` is what the insurance pays of it, in whole yen.
    """
    counted = [line for line in estimate.lines if line.total is not Total.REFERENCE]
    profit = sum(x.amount.typical for x in counted if x.category is Category.LOST_PROFIT)
    loss = sum(line.amount.typical for line in counted)
    return _stated(estimate.profile, loss, covered, profit)


def financials_of(profile: IncidentProfile, loss: int, lost_profit: int) -> Financials:
    """State any loss, such as one at P95, in the words of the accounts, without insurance."""
    return _stated(profile, loss, 0, lost_profit)


def chance_beyond(net: Samples, yen: int) -> Decimal:
    """Return the chance (0 to 1) that what is left to bear exceeds an amount."""
    return Decimal(int(np.count_nonzero(net > yen))) / net.size


def _stated(profile: IncidentProfile, loss: int, covered: int, lost_profit: int) -> Financials:
    finance, sales = profile.finance, profile.company.annual_revenue_yen
    net, assets, means = loss - covered, finance.net_assets_yen, finance.affordable_yen
    return Financials(
        loss=loss,
        covered=covered,
        extraordinary_loss=loss - lost_profit,
        operating_profit_fall=lost_profit,
        share_of_sales=_ratio(net, sales if sales.known else None, NoRatio.NO_SALES),
        years_of_profit=_ratio(net, finance.ordinary_profit_yen, NoRatio.NO_PROFIT),
        share_of_net_assets=_ratio(net, assets, NoRatio.NO_NET_ASSETS),
        net_assets_after=None if assets is None else int(assets.typical) - net,
        within_means=None if means is None else net <= means.typical,
    )


def _ratio(yen: int, of: Quantity | None, none: NoRatio) -> Ratio:
    if of is None:
        return Ratio(None, NoRatio.UNKNOWN)
    return Ratio(yen / of.typical) if of.typical > 0 else Ratio(None, none)
