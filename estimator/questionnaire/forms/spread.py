"""被害の広がり: machines and the standstill. People and money are in `harm`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..conditions import some, topic
from ..fields import ChoiceQuestion, Option
from ..quantities import DEVICES, PERCENT, YEN, NumberQuestion
from ..standstill import StopLengthQuestion, StopSalesQuestion
from .base import StepForm

_INVESTIGATED = topic("investigation")
_DEVICES = topic("devices")
_STOP = topic("stop")
_STANDSTILL = _STOP & some("sales_stopped_percent") & (some("stop_length") | some("ramp_up_length"))


class DevicesForm(StepForm):
    """Machines that a specialist examines, and machines set up again or replaced."""

    title = _("手当ての要る機器は何台ですか")
    why = _(
        "調査や入れ替えの費用は台数で決まります。初期化・買い替え・設定し直しは、1台をどれか一つに数えます。"
    )

    pcs_examined = NumberQuestion(
        _("調べるパソコン"),
        DEVICES,
        _("専門の業者が中身を調べる台数です。全部ではなく、侵入の入口と疑わしい数台です。"),
        short=_("調べるパソコン"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED,
    )
    servers_examined = NumberQuestion(
        _("調べるサーバー"),
        DEVICES,
        _("全部ではなく、侵入の入口と疑わしい数台です。仮想サーバーも1台ずつ数えます。"),
        short=_("調べるサーバー"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED,
    )
    pcs_reimaged = NumberQuestion(
        _("初期化して使い直すパソコン"),
        DEVICES,
        _("買い替えずに、設定し直して使う台数です。工場の操作用パソコンも数えます。"),
        short=_("初期化するパソコン"),
        ask_whom=_("IT業者"),
        applies=_DEVICES,
    )
    pcs_replaced = NumberQuestion(
        _("買い替えるパソコン"),
        DEVICES,
        _("使い直す台数とは別に数えます。"),
        short=_("買い替えるパソコン"),
        ask_whom=_("IT業者"),
        applies=_DEVICES,
    )
    servers_rebuilt = NumberQuestion(
        _("使えなくなり、設定し直すか入れ替えるサーバー"),
        DEVICES,
        _("仮想サーバーも1台ずつ数えます。"),
        short=_("作り直すサーバー"),
        ask_whom=_("IT業者"),
        applies=_DEVICES & topic("investigation", "data_loss"),
    )


class StopForm(StepForm):
    """How long the business stands still and how it comes back."""

    title = _("事業はどれくらい止まりますか")
    why = _("止まった期間に得られなかった利益を計算します。")

    stop_unit = ChoiceQuestion(
        _("止まる期間を何で数えますか"),
        (
            Option("business_day", _("営業日"), _("店や工場が開いている日だけを数えます。")),
            Option(
                "calendar_day", _("日（休みの日も数える）"), _("通販など毎日動く事業に向きます。")
            ),
            Option(
                "month",
                pgettext_lazy("a choice", "か月"),
                _("ECサイトの閉鎖など、長く止まるときに向きます。"),
            ),
        ),
        _("次の2つの期間は、ここで選んだ数え方で入れます。"),
        short=_("期間の数え方"),
        applies=_STOP,
        unknown_allowed=False,
    )
    stop_length = StopLengthQuestion(
        _("完全に止まる期間"),
        _("止まらないときは0です。"),
        short=_("止まる期間"),
        ask_whom=_("IT業者・現場の責任者"),
        applies=_STOP,
    )
    ramp_up_length = StopLengthQuestion(
        _("再開してから元に戻るまでの期間"),
        _("手作業などで少しずつ戻る期間です。すぐ戻るときは0です。"),
        short=_("元に戻るまでの期間"),
        ask_whom=_("現場の責任者"),
        applies=_STOP,
    )
    sales_stopped_percent = NumberQuestion(
        _("止まる売上の割合"),
        PERCENT,
        _("会社全体が止まるなら100、売上の3割の部門だけなら30です。"),
        short=_("止まる売上の割合"),
        ask_whom=_("経理・現場の責任者"),
        applies=_STOP,
    )


class StopSalesForm(StepForm):
    """What the standstill costs in sales and what it saves."""

    title = _("止まると売上と費用はどうなりますか")
    why = _("失うのは売上そのものではなく、かからずに済む費用を引いた利益だからです。")

    sales_per_stop_unit_yen = StopSalesQuestion(
        _("止まらなければ得られた売上（1日または1か月あたり）"),
        _("前のページで選んだ数え方の、1日分または1か月分です。"),
        short=_("1日または1か月の売上"),
        ask_whom=_("経理"),
        applies=_STANDSTILL,
        if_unknown=_("わからないときは、年間売上高から計算します。"),
    )
    variable_cost_percent = NumberQuestion(
        _("変動費の割合"),
        PERCENT,
        _("材料費や仕入れなど、売上がなければかからない費用が売上に占める割合です。"),
        short=_("変動費率"),
        ask_whom=_("税理士・経理"),
        applies=_STANDSTILL,
    )
    catch_up_percent = NumberQuestion(
        _("あとから取り戻せる売上の割合"),
        PERCENT,
        _("残業や納期の調整で、再開後に取り戻せる割合です。取り戻せないなら0です。"),
        short=_("取り戻せる割合"),
        ask_whom=_("現場の責任者"),
        applies=_STANDSTILL,
    )
    continuing_cost_yen = NumberQuestion(
        _("仕事を続けるための追加の費用"),
        YEN,
        _("代わりの設備や外注など、ふだんより余計にかかる分だけです。ないときは0です。"),
        short=_("営業継続費用"),
        ask_whom=_("現場の責任者・経理"),
        applies=_STANDSTILL,
        if_unknown=_("わからないときは金額に含めず、含めていないことを結果に示します。"),
    )
