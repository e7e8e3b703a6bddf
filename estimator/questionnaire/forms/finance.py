"""お金: what the company can bear: its cash, its usual month, its last accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..quantities import LAG_MONTHS, SIGNED_YEN, YEN, NumberQuestion
from .base import StepForm

_ACCOUNTS = _("経理・税理士")


class CashForm(StepForm):
    """The cash at hand, what may be borrowed, and when money usually comes and goes."""

    title = _("手元のお金と、ふだんの入出金を教えてください")
    why = _("資金がいつまでもつか、いくら足りなくなるかを月ごとに示します。損害額は変わりません。")

    cash_in_hand_yen = NumberQuestion(
        _("手元資金（現金と預金）"),
        YEN,
        _("すぐに使える現金と預金の合計です。"),
        short=_("手元資金"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、いくら必要になるかだけを示します。"),
    )
    credit_line_yen = NumberQuestion(
        _("すぐに借りられる金額"),
        YEN,
        _("当座貸越などの枠のうち、まだ使っていない分です。なければ0です。"),
        short=_("借入枠"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、借りられないものとして計算します。"),
    )
    monthly_baseline_cash_yen = NumberQuestion(
        _("ふだんの毎月の収支"),
        SIGNED_YEN,
        _(
            "入金から、仕入・給料・家賃・借入の返済などを引いた1か月の残りです。"
            "減る会社は「マイナス50万」のように入れます。"
        ),
        short=_("毎月の収支"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、ふだんは増えも減りもしないものとして計算します。"),
    )
    receipts_lag_months = NumberQuestion(
        _("売上が入金されるまでの期間"),
        LAG_MONTHS,
        _("末締め翌々月末の入金なら2か月、その場で受け取るなら0です。"),
        short=_("入金までの期間"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、売った月に入金されるものとして計算します。"),
    )
    payments_lag_months = NumberQuestion(
        _("仕入などを支払うまでの期間"),
        LAG_MONTHS,
        _("末締め翌月末の支払いなら1か月、その場で払うなら0です。"),
        short=_("支払いまでの期間"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、売上の入金と同じ月に支払うものとして計算します。"),
    )
    affordable_yen = NumberQuestion(
        _("いくらまでなら自力で払えますか"),
        YEN,
        _("借りたり売ったりせずに払ってよいと考える金額です。被害の幅と比べます。"),
        short=_("自力で払える金額"),
        ask_whom=_("経営者"),
        if_unknown=_("わからないときは、この金額との比べは示しません。"),
    )


class BooksForm(StepForm):
    """Two figures of the last annual accounts."""

    title = _("直近の決算書の数字を教えてください")
    why = _("損害が利益の何年分か、純資産で持ちこたえるかを示します。損害額は変わりません。")

    net_assets_yen = NumberQuestion(
        _("純資産"),
        SIGNED_YEN,
        _("貸借対照表の「純資産の部合計」です。債務超過なら「マイナス3,000万」のように入れます。"),
        short=_("純資産"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、純資産との比べと債務超過の判定は示しません。"),
    )
    ordinary_profit_yen = NumberQuestion(
        _("経常利益"),
        SIGNED_YEN,
        _(
            "損益計算書の1年分です。個人事業なら事業の所得です。赤字なら「△500万」のように入れます。"
        ),
        short=_("経常利益"),
        ask_whom=_ACCOUNTS,
        if_unknown=_("わからないときは、経常利益の何年分かは示しません。"),
    )
