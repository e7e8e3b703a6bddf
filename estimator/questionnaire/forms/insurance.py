"""保険: whether a cyber policy exists, and its terms section by section."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import yes
from ..fields import YesNoQuestion
from ..quantities import HOURS, WHOLE_MONTHS, YEN, NumberQuestion
from .base import StepForm

_INSURED = yes("insured")
_AGENT = _("保険代理店")
_SECTION_UNKNOWN = _("わからないときは、この補償はないものとして計算します。")


class InsuranceForm(StepForm):
    """The policy; its terms only where there is one."""

    title = _("サイバー保険に入っていますか")
    why = _("保険で戻る分と、自社に残る分を分けて示します。損害額は変わりません。")

    insured = YesNoQuestion(
        _("サイバー保険（サイバーリスクを補償する保険）に入っていますか"),
        _("火災保険や賠償責任保険だけのときは「いいえ」です。"),
        short=_("サイバー保険に加入している"),
        ask_whom=_("総務・保険代理店"),
        if_unknown=_("わからないときは、加入していないものとして計算します。"),
    )
    policy_liability_limit_yen = NumberQuestion(
        _("賠償の支払限度額"),
        YEN,
        _("損害賠償金や弁護士費用の補償です。この補償がなければ0です。"),
        short=_("賠償の限度額"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_SECTION_UNKNOWN,
    )
    policy_expense_limit_yen = NumberQuestion(
        _("費用の支払限度額"),
        YEN,
        _("調査・通知・復旧などの費用の補償です。この補償がなければ0です。"),
        short=_("費用の限度額"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_SECTION_UNKNOWN,
    )
    policy_profit_limit_yen = NumberQuestion(
        _("利益の支払限度額"),
        YEN,
        _("止まったあいだの利益と、営業を続ける費用の補償です。この補償がなければ0です。"),
        short=_("利益の限度額"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_SECTION_UNKNOWN,
    )
    policy_overall_limit_yen = NumberQuestion(
        _("全体の支払限度額"),
        YEN,
        _("すべての補償を合わせた、1事故と1年の上限です。"),
        short=_("全体の限度額"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、補償ごとの限度額だけで計算します。"),
    )
    policy_deductible_yen = NumberQuestion(
        _("免責金額"),
        YEN,
        _("1事故ごとに、補償それぞれから差し引かれる金額です。"),
        short=_("免責金額"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、免責金額はないものとして計算します。"),
    )
    policy_prevention_sublimit_yen = NumberQuestion(
        _("再発防止の費用の上限"),
        YEN,
        _("費用の補償のうち、再発防止に使える上限です。対象外なら0です。"),
        short=_("再発防止の上限"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、費用の限度額だけで計算します。"),
    )
    policy_gift_sublimit_yen = NumberQuestion(
        _("見舞品の費用の上限"),
        YEN,
        _("費用の補償のうち、お詫びの品に使える上限です。対象外なら0です。"),
        short=_("見舞品の上限"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、費用の限度額だけで計算します。"),
    )
    policy_waiting_hours = NumberQuestion(
        _("利益の補償が始まるまでの待ち時間"),
        HOURS,
        _("止まってから、この時間が過ぎた後の分だけが補償されます。"),
        short=_("待ち時間"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、待ち時間はないものとして計算します。"),
    )
    policy_pays_in_month = NumberQuestion(
        _("保険金が届くまでの月数"),
        WHOLE_MONTHS,
        _("事故の翌月を1か月目と数えます。"),
        short=_("保険金が届く月"),
        ask_whom=_AGENT,
        applies=_INSURED,
        if_unknown=_("わからないときは、代表的な保険のうち一番遅い月に届くものとして計算します。"),
    )
