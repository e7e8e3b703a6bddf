"""資金繰り as JSON: the months, the lowest of them, and A + B = C against D."""

from __future__ import annotations

from typing import Any

from ...outlook.cash_flow import CashFlow, CashMonth, Requirement
from ...outlook.money import Money


def cash_flow_json(money: Money) -> dict[str, Any]:
    """Return the cash flow; amounts against a usual month, balances at the end of the month.

    Without an answer about the cash in hand the balances begin at 0, and what needs the answer is
    null.
    """
    flow, need = money.cash, money.requirement
    if flow is None or need is None:
        return {}
    return {
        "cash_in_hand": flow.plan.cash_in_hand,
        "credit_line": flow.plan.credit_line,
        "months": [_month(month) for month in flow.months],
        **_answers(flow),
        "later_yen": flow.later_yen,
        "requirement": _requirement(need),
    }


def _answers(flow: CashFlow) -> dict[str, Any]:
    return {
        "lowest": {"month": flow.lowest.month, "balance": flow.lowest.balance},
        "needed_yen": flow.needed_yen,
        "borrows_from": flow.borrows_from,
        "runs_out_in": flow.runs_out_in,
        "bridging_yen": flow.bridging_yen,
    }


def _month(month: CashMonth) -> dict[str, int]:
    return {
        "month": month.month,
        "receipts": month.receipts,
        "payments": month.payments,
        "insurance": month.insurance,
        "balance": month.balance,
    }


def _requirement(need: Requirement) -> dict[str, int | None]:
    return {
        "recovery": need.recovery,
        "interruption": need.interruption,
        "total": need.total,
        "own_means": need.own_means,
        "shortfall": need.shortfall,
        "insurance": need.insurance,
    }
