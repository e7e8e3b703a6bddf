"""資金繰り: the cash in hand month by month after an incident.

In the flow: a `CashPlan`, made by `cash_plan` or by hand -> `CashFlow`. Every amount is a deviation
from the usual month, whose own receipts and payments (loan principal among them) are the baseline.
Month 0 is the month of the incident. Sales that fall away are receipts that come later or never,
less the variable costs they save; the lost profit of the estimate is these two and is never taken
again. No tax relief is assumed; depreciation is not cash.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from ..money import round_yen

MONTHS = 24
CONTINUING = "continuing_cost"  # the code of what keeps the business going, paid while it stands


@dataclass(frozen=True, slots=True)
class Payment:
    """A group of costs and when it is paid."""

    code: str  # of the payment timing, or CONTINUING
    yen: int
    months: tuple[tuple[int, Decimal], ...]  # month and share in percent; adds up to 100


@dataclass(frozen=True, slots=True)
class Payout:
    """保険金: what the insurance pays in all, and when."""

    yen: int
    month: int | None  # None: not within the months looked at


@dataclass(frozen=True, slots=True)
class CashPlan:
    """Everything a cash flow follows from, in whole yen and months."""

    cash_in_hand: int | None  # None: not known; the flow then begins at 0
    credit_line: int
    baseline: int  # net cash of a usual month, may be negative
    sales: tuple[int, ...]  # change of the sales of month 0, 1, …: lost below 0, caught up above
    variable_costs: tuple[int, ...]  # change of the costs of these sales: saved below 0
    receipts_lag: Decimal  # months from sale to receipt
    payments_lag: Decimal  # months from purchase to payment
    costs: tuple[Payment, ...]
    insurance: Payout


@dataclass(frozen=True, slots=True)
class CashMonth:
    """One month: what changes against a usual one, and what is left at its end."""

    month: int
    receipts: int  # from customers: below 0 what does not come in
    suppliers: int  # below 0: what need not be paid
    costs: int  # of the incident
    insurance: int
    balance: int  # cash in hand at the end of the month, the baseline included

    @property
    def payments(self) -> int:
        """What is paid more, or less, than in a usual month."""
        return self.costs + self.suppliers


@dataclass(frozen=True, slots=True)
class CashFlow:
    """The months with what a president asks of them."""

    plan: CashPlan
    months: tuple[CashMonth, ...]  # month 0 to 24
    later_yen: int  # what the plan still moves after the last month; 0 when all is told

    @property
    def lowest(self) -> CashMonth:
        """The month with the least in hand, the first of equals."""
        return min(self.months, key=lambda month: month.balance)

    @property
    def needed_yen(self) -> int:
        """What has to be there at the beginning so that the balance never falls below 0."""
        return max(0, (self.plan.cash_in_hand or 0) - self.lowest.balance)

    @property
    def borrows_from(self) -> int | None:
        """The first month in which the cash in hand does not suffice; None if it always does."""
        return self._first_below(0)

    @property
    def runs_out_in(self) -> int | None:
        """The first month in which the credit line does not suffice either."""
        return self._first_below(-self.plan.credit_line)

    @property
    def bridging_yen(self) -> int | None:
        """つなぎ資金: the most that is missing beyond the credit line; None: no cash given."""
        if self.plan.cash_in_hand is None:
            return None
        return max(0, -self.lowest.balance - self.plan.credit_line)

    def _first_below(self, floor: int) -> int | None:
        if self.plan.cash_in_hand is None:
            return None
        return next((month.month for month in self.months if month.balance < floor), None)


@dataclass(frozen=True, slots=True)
class Requirement:
    """中小企業庁の表: A 復旧費用 + B 事業中断によるCF悪化額 = C against D 手元資金等."""

    recovery: int  # A
    interruption: int  # B
    own_means: int | None  # D: cash in hand and credit line; None: no cash given
    insurance: int  # shown beside it: it comes later

    @property
    def total(self) -> int:
        """C: the sum of A and B."""
        return self.recovery + self.interruption

    @property
    def shortfall(self) -> int | None:
        """What C exceeds D by, before the insurance pays."""
        return None if self.own_means is None else max(0, self.total - self.own_means)


def cash_flow(plan: CashPlan) -> CashFlow:
    """Follow the cash for 24 months after the month of the incident.

    The cash in hand is that of the incident's month, so its baseline counts from month 1 on.
    """
    columns = _columns(plan)
    rows = [_first_months(column) for column in columns]
    baseline = [0] + [plan.baseline] * MONTHS
    moves = [sum(row) for row in zip(baseline, *_signed(rows), strict=True)]
    balances = [*accumulate(moves, initial=plan.cash_in_hand or 0)][1:]
    months = zip(range(MONTHS + 1), *rows, balances, strict=True)
    whole, told = (sum(map(sum, _signed(of))) for of in (columns, rows))
    return CashFlow(plan, tuple(CashMonth(*row) for row in months), whole - told)


def _columns(plan: CashPlan) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return receipts, suppliers, costs and insurance by month, as long as each lasts."""
    insurance = plan.insurance
    return (
        _delayed(plan.sales, plan.receipts_lag),
        _delayed(plan.variable_costs, plan.payments_lag),
        _by_month(part for payment in plan.costs for part in _parts(payment)),
        _by_month([] if insurance.month is None else [(insurance.month, insurance.yen)]),
    )


def _signed(columns: Sequence[list[int]]) -> list[list[int]]:
    """Return the columns as what they add to the cash."""
    receipts, suppliers, costs, insurance = columns
    return [receipts, [-yen for yen in suppliers], [-yen for yen in costs], insurance]


def _delayed(amounts: Sequence[int], lag: Decimal) -> list[int]:
    """Move amounts by months; half a month moves half of them one month further."""
    whole, part = divmod(lag, 1)
    moved = []
    for month, yen in enumerate(amounts, start=int(whole)):
        later = round_yen(yen * part)
        moved += [(month, yen - later), (month + 1, later)]
    return _by_month(moved)


def _parts(payment: Payment) -> list[tuple[int, int]]:
    """Divide a payment over its months; the parts add up to it."""
    reached = accumulate(share for _month, share in payment.months)
    upto = [0, *(round_yen(payment.yen * share / 100) for share in reached)]
    months = (month for month, _share in payment.months)
    return [(month, b - a) for month, (a, b) in zip(months, pairwise(upto), strict=True)]


def _by_month(amounts: Iterable[tuple[int, int]]) -> list[int]:
    found: dict[int, int] = {}
    for month, yen in amounts:
        found[month] = found.get(month, 0) + yen
    return [found.get(month, 0) for month in range(max(found, default=-1) + 1)]


def _first_months(column: list[int]) -> list[int]:
    return (column + [0] * (MONTHS + 1))[: MONTHS + 1]


def requirement(plan: CashPlan) -> Requirement:
    """Set what is needed against what there is, whole amounts without regard to their months."""
    means = None if plan.cash_in_hand is None else plan.cash_in_hand + plan.credit_line
    continuing = sum(payment.yen for payment in plan.costs if payment.code == CONTINUING)
    return Requirement(
        recovery=sum(payment.yen for payment in plan.costs) - continuing,
        interruption=sum(plan.variable_costs) - sum(plan.sales) + continuing,
        own_means=means,
        insurance=plan.insurance.yen,
    )
