"""資金・保険・決算書 in words and pictures.

In the flow: `Money` of the outlook -> what page and report print: whether the cash lasts, what the
policy leaves uncovered, and what the loss is in the words of the accounts.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..outlook.cash_flow import CashFlow, CashMonth
from ..outlook.money import Money
from . import pictures
from .account_views import AccountView, account_views
from .insurance_views import InsuranceView, insurance_view
from .wording import Wording

SHOWN = (0, 1, 2, 3, 4, 5, 6, 9, 12, 18, 24)  # months of the table


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the cash."""

    month: str
    receipts: str
    payments: str
    insurance: str
    balance: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One line of the table A + B = C against D."""

    letter: str
    name: str
    amount: str
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class CashView:
    """Everything said about the cash."""

    answer: str  # the one sentence
    is_short: bool
    is_known: bool  # the cash in hand was answered
    label: str  # 「手元資金が最も減る月」
    lowest: str  # 「3か月目 ▲620万円」
    start: str  # the cash in hand; empty when it is not known
    picture: SafeString
    months: tuple[MonthRow, ...]
    every_month: tuple[MonthRow, ...]  # for paper, which has the room
    requirement: tuple[RequirementRow, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Cash, insurance and accounts."""

    cash: CashView | None
    insurance: InsuranceView | None
    accounts: tuple[AccountView, ...]


def money_view(found: Money, costs: CostBook, wording: Wording) -> MoneyView:
    """Word the money."""
    return MoneyView(
        cash=_cash(found, wording) if found.cash else None,
        insurance=insurance_view(found, costs, wording),
        accounts=account_views(found, wording),
    )


def _cash(found: Money, wording: Wording) -> CashView | None:
    flow = found.cash
    if flow is None:
        return None
    return CashView(
        answer=_answer(flow, wording),
        is_short=bool(flow.bridging_yen),
        is_known=flow.plan.cash_in_hand is not None,
        label=_label(flow),
        lowest=_lowest(flow, wording),
        start=_start(flow, wording),
        picture=_picture(found, flow, wording),
        months=tuple(_month(m, flow, wording) for m in flow.months if m.month in SHOWN),
        every_month=tuple(_month(m, flow, wording) for m in flow.months),
        requirement=_requirement(found, wording),
        assumptions=_assumptions(flow, wording),
    )


def _label(flow: CashFlow) -> str:
    if flow.plan.cash_in_hand is None:
        return _("用意が要る現金")
    return _("手元資金が最も減る月")


def _start(flow: CashFlow, wording: Wording) -> str:
    start = flow.plan.cash_in_hand
    return "" if start is None else wording.rounded(start)


def month_name(month: int) -> str:
    """Name a month counted from the one of the incident."""
    return _("発生した月") if month == 0 else _("%(month)sか月目") % {"month": month}


def _answer(flow: CashFlow, wording: Wording) -> str:
    if flow.plan.cash_in_hand is None:
        text = _(
            "手元資金がわからないため、足りるかは言えません。%(yen)s あれば、24か月の間は足ります。"
        )
        return text % {"yen": wording.rounded(flow.needed_yen)}
    if flow.bridging_yen and flow.runs_out_in is not None:
        return _bridging(flow, wording, out=flow.runs_out_in, bridging=flow.bridging_yen)
    lowest = {"month": month_name(flow.lowest.month), "yen": wording.rounded(flow.lowest.balance)}
    if flow.borrows_from is not None:
        return (
            _("手元資金だけでは足りませんが、借入枠の中で収まります（最低は%(month)sの %(yen)s）。")
            % lowest
        )
    return _("手元資金で足ります。最も減るのは%(month)sの %(yen)s です。") % lowest


def _bridging(flow: CashFlow, wording: Wording, *, out: int, bridging: int) -> str:
    """Say when the cash runs out and how much is missing; with a credit line, why it is less."""
    text = _("%(month)sに資金が足りなくなり、最も多いときで %(yen)s のつなぎ資金が要ります。")
    if flow.plan.credit_line:
        text = _(
            "%(month)sに資金が足りなくなり、最も多いときで、"
            "すぐに借りられる %(credit)s のほかに %(yen)s のつなぎ資金が要ります。"
        )
    return text % {
        "month": month_name(out),
        "credit": wording.rounded(flow.plan.credit_line),
        "yen": wording.rounded(bridging),
    }


def _lowest(flow: CashFlow, wording: Wording) -> str:
    if flow.plan.cash_in_hand is None:
        return wording.rounded(flow.needed_yen)
    return f"{month_name(flow.lowest.month)} {wording.rounded(flow.lowest.balance)}"


def _picture(found: Money, flow: CashFlow, wording: Wording) -> SafeString:
    marks = [_lowest_mark(flow, wording)]
    payout = flow.plan.insurance
    if payout.yen and payout.month and payout.month != flow.lowest.month:
        marks.append(pictures.Mark(payout.month, _("保険金の入金")))
    start = flow.plan.cash_in_hand
    text = _("手元資金 %(yen)s") % {"yen": wording.rounded(start)} if start is not None else "0"
    rows = _("、").join(
        f"{month_name(m.month)} {wording.rounded(m.balance)}"
        for m in flow.months
        if m.month in SHOWN
    )
    words = pictures.Words(_("月末の手元資金"), rows)
    other = found.cash_with_sample
    return pictures.cash_curve(
        pictures.Balances(tuple(m.balance for m in flow.months), _("発生")), marks, words,
        start=text,
        other=pictures.Balances(tuple(m.balance for m in other.months), "") if other else None,
    )  # fmt: skip


def _lowest_mark(flow: CashFlow, wording: Wording) -> pictures.Mark:
    lowest, month = flow.lowest, month_name(flow.lowest.month)
    if lowest.balance < 0:
        text = _("%(month)s %(yen)s不足")
        return pictures.Mark(
            lowest.month, text % {"month": month, "yen": wording.rounded(-lowest.balance)},
            alarming=True, is_lowest=True,
        )  # fmt: skip
    text = f"{month} {wording.rounded(lowest.balance)}"
    return pictures.Mark(lowest.month, text, is_lowest=True)


def _month(month: CashMonth, flow: CashFlow, wording: Wording) -> MonthRow:
    return MonthRow(
        month=month_name(month.month),
        receipts=wording.exact(month.receipts),
        payments=wording.exact(month.payments),
        insurance=wording.exact(month.insurance),
        balance=wording.exact(month.balance),
        is_short=flow.plan.cash_in_hand is not None and month.balance < 0,
    )


def _requirement(found: Money, wording: Wording) -> tuple[RequirementRow, ...]:
    need = found.requirement
    if need is None:
        return ()
    own = _("わからない") if need.own_means is None else wording.exact(need.own_means)
    rows = [
        RequirementRow("A", _("復旧などの費用と賠償"), wording.exact(need.recovery)),
        RequirementRow("B", _("事業中断による資金繰りの悪化"), wording.exact(need.interruption)),
        RequirementRow("C", _("必要な資金（A＋B）"), wording.exact(need.total)),
        RequirementRow("D", _("手元資金と借入枠"), own),
    ]
    if need.shortfall is not None:
        name = _("不足（C－D）") if need.shortfall else _("不足なし")
        rows.append(RequirementRow("", name, wording.exact(need.shortfall), bool(need.shortfall)))
    if need.insurance:
        rows.append(RequirementRow("", _("あとから入る保険金"), wording.exact(need.insurance)))
    return tuple(rows)


def _assumptions(flow: CashFlow, wording: Wording) -> tuple[str, ...]:
    plan = flow.plan
    usual = _("ふだんの月の収支 %(yen)s、入金は%(receipts)sか月後、支払いは%(payments)sか月後。")
    rows = [
        usual % {
            "yen": wording.rounded(plan.baseline),
            "receipts": plan.receipts_lag.normalize(),
            "payments": plan.payments_lag.normalize(),
        },
        _("費用は段階ごとの支払い時期（当方仮定）に分け、失う利益の行の代わりに、減る売上と減る変動費を使います。"),
        _("税の軽減は見込まず、借入金の返済はふだんの収支に含むものとします。"),
    ]  # fmt: skip
    if flow.later_yen:
        text = _("24か月より後に動く現金が、ほかに %(yen)s あります。")
        rows.append(text % {"yen": wording.rounded(flow.later_yen)})
    return tuple(rows)
