"""資金繰りの前提: what an estimate and the answers about money make of the cash flow.

In the flow: estimate, cost book and the insurance's payout -> `CashPlan`. The sales lost and caught
up and the variable costs they save come to the estimate's lost profit, yen for yen, so that the
line itself is left out; every other line of the headline is paid by its payment timing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ..costbook import CostBook, NotInEdition
from ..engine.lost_profit import lost_sales
from ..estimate import Estimate, EstimateLine, Reason, Total
from ..money import round_yen
from ..profile import Finance, Quantity
from .cash_flow import CONTINUING, MONTHS, CashPlan, Payment, Payout
from .standstill import Standstill, standstill

INTERRUPTION = "business_interruption"
NO_PAYOUT = Payout(0, None)
Course = Callable[[Decimal], Decimal]  # time in months -> share 0 to 1 that has happened


@dataclass(frozen=True, slots=True)
class _Sales:
    """Whole yen of one standstill: sales lost and made up for, and the variable costs of both."""

    lost: int
    caught_up: int
    saved: int
    spent: int


def cash_plan(estimate: Estimate, costs: CostBook, payout: Payout = NO_PAYOUT) -> CashPlan:
    """Lay out what the incident does to the cash; わからない as said under each question.

    Raises: NotInEdition when the edition does not say when something is paid.
    """
    finance, stop = estimate.profile.finance, _standstill(estimate, costs)
    sales = _sales(estimate, costs)
    lost, caught_up = stop.lost_until, _catching_up(stop)
    receipts_lag = _value(finance.receipts_lag_months, Decimal(0))
    return CashPlan(
        cash_in_hand=_cash(finance),
        credit_line=_yen(finance.credit_line_yen),
        baseline=_yen(finance.monthly_baseline_cash_yen),
        sales=_difference(_course(sales.caught_up, caught_up), _course(sales.lost, lost)),
        variable_costs=_difference(_course(sales.spent, caught_up), _course(sales.saved, lost)),
        receipts_lag=receipts_lag,
        payments_lag=_value(finance.payments_lag_months, receipts_lag),
        costs=_payments(estimate, costs, stop),
        insurance=payout,
    )


def _cash(finance: Finance) -> int | None:
    return None if finance.cash_in_hand_yen is None else _yen(finance.cash_in_hand_yen)


def _yen(quantity: Quantity | None) -> int:
    return 0 if quantity is None else round_yen(quantity.typical)


def _value(quantity: Quantity | None, otherwise: Decimal) -> Decimal:
    return otherwise if quantity is None else quantity.typical


def _standstill(estimate: Estimate, costs: CostBook) -> Standstill:
    """Return the typical stop; none where the incident stops nothing."""
    if _stops(estimate) or estimate.line(CONTINUING) is not None:
        return standstill(estimate.profile, costs)
    return Standstill(Decimal(0), Decimal(0), Decimal(0))


def _stops(estimate: Estimate) -> bool:
    """Tell whether sales are missing, though perhaps no profit is lost for good."""
    left_out = {item.code: item.reason for item in estimate.excluded}
    nothing_lost = left_out.get(INTERRUPTION) is Reason.NONE_ANSWERED
    return nothing_lost or estimate.line(INTERRUPTION) is not None


# --- sales ----------------------------------------------------------------------------------------


def _sales(estimate: Estimate, costs: CostBook) -> _Sales:
    """Take the estimate's lost profit apart; its own figure of the company is scaled up to sales.

    What rounding leaves is put into the costs saved, so that the parts come to the line.
    """
    if not _stops(estimate):
        return _Sales(0, 0, 0, 0)
    line, spread = estimate.line(INTERRUPTION), estimate.profile.spread
    profit = 0 if line is None else line.amount.typical
    caught, variable = (
        percent.typical / 100 for percent in (spread.catch_up_percent, spread.variable_cost_percent)
    )
    if line is None or line.own_quote is None:
        lost = lost_sales(estimate.profile, costs).amount()
    elif kept := (1 - caught) * (1 - variable):
        lost = profit / kept
    else:  # a loss of profit though no sale is lost for good: it is cash that does not come in
        lost, caught, variable = Decimal(profit), Decimal(0), Decimal(0)
    yen, regained, spent = (round_yen(lost * s) for s in (Decimal(1), caught, caught * variable))
    return _Sales(yen, regained, saved=yen - regained - profit + spent, spent=spent)


def _catching_up(stop: Standstill) -> Course:
    """Return the course of catching up: evenly, for as long as sales were missing, right after."""
    end = stop.end

    def caught_up(month: Decimal) -> Decimal:
        return min(max((month - end) / end, Decimal(0)), Decimal(1)) if end else Decimal(1)

    return caught_up


def _course(yen: int, course: Course) -> list[int]:
    """Divide an amount over the months; what happens after the last one is one more entry."""
    upto = [0, *(round_yen(yen * course(Decimal(month + 1))) for month in range(MONTHS + 1)), yen]
    return [b - a for a, b in pairwise(upto)]


def _difference(more: list[int], less: list[int]) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(more, less, strict=True))


# --- costs ----------------------------------------------------------------------------------------


def _payments(estimate: Estimate, costs: CostBook, stop: Standstill) -> tuple[Payment, ...]:
    """Group the lines of the headline by when they are paid."""
    yen: dict[str, int] = {}
    for line in estimate.lines:
        if line.total is not Total.REFERENCE and line.code != INTERRUPTION:
            code = _timing_code(line)
            yen[code] = yen.get(code, 0) + line.amount.typical
    return tuple(
        Payment(code, amount, _months(code, costs, stop)) for code, amount in yen.items() if amount
    )


def _timing_code(line: EstimateLine) -> str:
    """Return the row that says when a line is paid: its phase's, else its category's."""
    if line.code == CONTINUING:
        return CONTINUING
    return str(line.phase or line.category)


def _months(code: str, costs: CostBook, stop: Standstill) -> tuple[tuple[int, Decimal], ...]:
    if code == CONTINUING:  # paid while the business stands still
        shares = [Decimal(0), *(stop.lost_until(Decimal(m + 1)) for m in range(MONTHS + 1))]
        parts = enumerate(b - a for a, b in pairwise([*shares, Decimal(1)]))
        return tuple((month, part * 100) for month, part in parts if part)
    if code not in costs.payment_timings:
        raise NotInEdition(f"payment_timing:{code}")
    return costs.payment_timings[code].months
