"""決算書の言葉: the loss beside sales, profit and net assets, for page and report."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..formats import percent
from ..outlook.financials import Financials, NoRatio, Ratio
from ..outlook.money import Money
from .wording import Wording

REASONS = {
    NoRatio.UNKNOWN: gettext_lazy("わからない"),
    NoRatio.NO_SALES: gettext_lazy("売上がありません"),
    NoRatio.NO_PROFIT: gettext_lazy("利益が出ていないため、年数では言えません"),
    NoRatio.NO_NET_ASSETS: gettext_lazy("純資産がないため、割合では言えません"),
}


@dataclass(frozen=True, slots=True)
class AccountView:
    """One figure of the accounts: what it is, its value, and what it means."""

    code: str
    name: str
    value: str
    note: str
    is_known: bool
    is_alarming: bool = False


def account_views(found: Money, wording: Wording) -> tuple[AccountView, ...]:
    """Word the accounts: the four ratios, then the lines as they would appear."""
    accounts = found.accounts
    return (
        _ratio("sales", _("年間売上高に対して"), accounts.share_of_sales, share=True),
        _ratio("profit", _("経常利益の"), accounts.years_of_profit, share=False),
        _ratio("assets", _("純資産に対して"), accounts.share_of_net_assets, share=True),
        _insolvency(found, wording),
        *_lines(accounts, wording),
    )


def _ratio(code: str, name: str, ratio: Ratio, *, share: bool) -> AccountView:
    if ratio.value is None:
        reason = str(REASONS[ratio.reason or NoRatio.UNKNOWN])
        return AccountView(code, name, "－", reason, is_known=False)
    text = percent(ratio.value) if share else _("%(years)s年分") % {"years": f"{ratio.value:,.1f}"}
    return AccountView(code, name, text, _("保険金を引いた後"), is_known=True)


def _insolvency(found: Money, wording: Wording) -> AccountView:
    accounts, name = found.accounts, _("債務超過になるか")
    if accounts.net_assets_after is None:
        return AccountView("insolvency", name, "－", _("純資産がわかりません"), is_known=False)
    worst = found.net_assets_after_p95
    value = _("ならない")
    if accounts.is_insolvent_after:
        value = _("なる")
    elif worst is not None and worst < 0:
        value = _("20回に1回はなる")
    note = _("残る純資産 %(yen)s") % {"yen": wording.rounded(accounts.net_assets_after)}
    if worst is not None:
        note += _("（20回に1回の場合 %(yen)s）") % {"yen": wording.rounded(worst)}
    alarming = bool(accounts.is_insolvent_after) or (worst is not None and worst < 0)
    return AccountView("insolvency", name, value, note, is_known=True, is_alarming=alarming)


def _lines(accounts: Financials, wording: Wording) -> tuple[AccountView, ...]:
    rows = (
        ("extraordinary", _("特別損失に出る額"), accounts.extraordinary_loss, _("費用・賠償など")),
        ("operating", _("営業利益が減る額"), accounts.operating_profit_fall, _("失う利益など")),
        ("covered", _("受け取る保険金"), accounts.covered, _("特別利益に出る額")),
    )
    return tuple(
        AccountView(code, name, wording.rounded(yen), note, is_known=True)
        for code, name, yen, note in rows
    )
