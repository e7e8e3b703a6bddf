"""備え: what the company can do by itself, and what its own people's time costs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import some, topic, unknown
from ..fields import ChoiceQuestion, Option, YesNoQuestion
from ..quantities import (
    MONTHS,
    PERCENT,
    PERSON_MONTHS,
    YEN_PER_PERSON_MONTH,
    NumberQuestion,
)
from .base import StepForm

_WORKED = some("overtime_person_months")
_BY_SHARE = unknown("overtime_person_months")


class ReadinessForm(StepForm):
    """Backups and hands of one's own, and the time of one's own people."""

    title = _("自社の備えと、社内の手間を教えてください")
    why = _("業者に頼む見込みと、社内の手間のうち現金で出ていく分を計算します。")

    backup = ChoiceQuestion(
        _("復元できるバックアップはありますか"),
        (
            Option(
                "offline",
                _("ある（ネットワークから切り離している）"),
                _("一緒に壊される心配が小さい保管です。"),
                _("切り離したバックアップがある"),
            ),
            Option(
                "connected",
                _("あるが、つながっている"),
                _("同じネットワークの中や、常につないだままのディスクなどです。"),
                _("つながったバックアップがある"),
            ),
            Option("none", _("ない"), "", _("バックアップがない")),
        ),
        _("データ復旧を「わからない」としたときの見込みが変わります。"),
        short=_("バックアップ"),
        ask_whom=_("IT業者"),
        applies=topic("data_loss") & unknown("buy_data_recovery"),
    )
    in_house_response = YesNoQuestion(
        _("調査や復旧を、社内の人だけでできますか"),
        _("できるなら、業者に頼む見込みが小さくなります。"),
        short=_("社内で対応できる"),
        ask_whom=_("IT担当者"),
        applies=topic("investigation") & (unknown("hire_forensics") | unknown("hire_containment")),
    )
    overtime_person_months = NumberQuestion(
        _("対応にかかる社内の手間"),
        PERSON_MONTHS,
        _("何人が1か月かかりきりになるかを入れます。1人が1か月なら1、3人が半月なら1.5です。"),
        short=_("社内の手間"),
        ask_whom=_("総務・現場の責任者"),
        if_unknown=_("わからないときは、次の2つの答えから計算します。"),
    )
    staff_tied_up_percent = NumberQuestion(
        _("対応にかかりきりになる人の割合"),
        PERCENT,
        _("従業員全体のうちの割合です。上が「わからない」のときだけ入れます。"),
        short=_("かかりきりの人の割合"),
        ask_whom=_("総務・現場の責任者"),
        applies=_BY_SHARE,
    )
    recovery_months = NumberQuestion(
        _("対応が続く期間"),
        MONTHS,
        _("片づくまでの期間です。1週間なら0.25です。上が「わからない」のときだけ入れます。"),
        short=_("対応が続く期間"),
        ask_whom=_("IT業者"),
        applies=_BY_SHARE,
    )
    overtime_paid_percent = NumberQuestion(
        _("そのうち、残業代や休日手当を払う割合"),
        PERCENT,
        _("ふだんの給料の中で行う分は、参考値に回します。"),
        short=_("残業代を払う割合"),
        ask_whom=_("総務・社会保険労務士"),
        applies=_WORKED,
    )
    labour_cost_per_month_yen = NumberQuestion(
        _("1人あたりの人件費（1か月）"),
        YEN_PER_PERSON_MONTH,
        _("給料に、会社が負担する社会保険料などを足した平均です。"),
        short=_("1人1か月の人件費"),
        ask_whom=_("経理・税理士"),
        applies=_WORKED,
    )
