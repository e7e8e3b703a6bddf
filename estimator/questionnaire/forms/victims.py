"""対応の方針: what would be done for the persons whose data leaked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import chosen, not_no, some, topic
from ..fields import ChoiceQuestion, Option, YesNoQuestion
from ..quantities import MONTHS, TIMES, NumberQuestion, SeatsQuestion
from .base import StepForm

_PERSONS = topic("personal_data") & some("persons_affected")
_PUBLICITY = topic("publicity")
_JO_MODEL = _PERSONS & chosen("theoretical_basis", "jo_model")


class NoticeForm(StepForm):
    """How the persons are told, and the desk that answers them."""

    title = _("どのようにお知らせとお詫びをしますか")
    why = _("人数や回数に応じて費用がかかります。")

    notice_form = ChoiceQuestion(
        _("本人にどう知らせますか"),
        (
            Option("letter", _("封書"), "", _("封書で知らせる")),
            Option("postcard", _("はがき"), "", _("はがきで知らせる")),
            Option(
                "email",
                _("メール"),
                _("LINEなどのメッセージもこれです。発送の費用はかかりません。"),
                _("メールで知らせる"),
            ),
            Option(
                "none",
                _("一人ずつには知らせない"),
                _("連絡先がわからず、ホームページなどで公表するときです。"),
                _("一人ずつには知らせない"),
            ),
        ),
        _("法律は知らせることを求めますが、郵便でなくてもかまいません。"),
        short=_("本人への知らせ方"),
        ask_whom=_("総務・弁護士"),
        applies=_PERSONS,
    )
    give_condolence_gift = YesNoQuestion(
        _("お詫びの品や金券を配りますか"),
        _("受け取った人が不快に思うこともあり、配らない会社も多くあります。"),
        short=_("見舞品を配る"),
        short_no=_("見舞品を配らない"),
        ask_whom=_("総務・弁護士"),
        applies=_PERSONS,
    )
    place_newspaper_notice = YesNoQuestion(
        _("新聞にお詫びの広告を出しますか"),
        _("連絡先のわからない人が多いときなどに使われます。"),
        short=_("新聞に社告を出す"),
        ask_whom=_("広報・総務"),
        applies=_PUBLICITY,
    )
    national_insertions = NumberQuestion(
        _("全国紙に出す回数"),
        TIMES,
        _("1紙に1回出すと1回と数えます。"),
        short=_("全国紙の掲載"),
        ask_whom=_("広報・広告会社"),
        applies=_PUBLICITY & not_no("place_newspaper_notice"),
    )
    local_insertions = NumberQuestion(
        _("地方紙に出す回数"),
        TIMES,
        _("1紙に1回出すと1回と数えます。"),
        short=_("地方紙の掲載"),
        ask_whom=_("広報・広告会社"),
        applies=_PUBLICITY & not_no("place_newspaper_notice"),
    )
    outsource_call_center = YesNoQuestion(
        _("お客様からの電話を受ける窓口を、外の会社に頼みますか"),
        _("社員が電話を受けるなら「いいえ」です。"),
        short=_("コールセンターを頼む"),
        ask_whom=_("総務・保険代理店"),
        applies=_PERSONS,
    )
    call_center_seats_by_month = SeatsQuestion(
        _("月ごとの席の数"),
        _("1か月目から順に「5,2,2」のように入れます。席は同時に電話を受ける人の数です。"),
        short=_("コールセンターの席"),
        ask_whom=_("コールセンター会社・保険代理店"),
        applies=_PERSONS & not_no("outsource_call_center"),
        if_unknown=_("わからないときは、対象の人数から席の数を決めます。"),
    )


class VictimsForm(StepForm):
    """Watching over the persons."""

    title = _("情報が悪用されていないか監視しますか")
    why = _("高額になることがあるため、行うかどうかを分けて伺います。")

    search_dark_web = YesNoQuestion(
        _("盗まれた情報が売られていないか、調べてもらいますか"),
        _("ふつうの検索では見えない闇サイト（ダークウェブ）の調査です。"),
        short=_("ダークウェブを調べる"),
        ask_whom=_("IT業者・保険代理店"),
        applies=topic("dark_web"),
    )
    give_credit_monitoring = YesNoQuestion(
        _("本人のために、カードやローンの不正を監視するサービスを用意しますか"),
        _("悪用されるおそれのある情報が漏れたときに検討します。"),
        short=_("信用情報の監視を用意する"),
        ask_whom=_("弁護士・保険代理店"),
        applies=_PERSONS,
    )
    credit_monitoring_months = NumberQuestion(
        _("監視を続ける期間"),
        MONTHS,
        _("用意するときだけ入れます。"),
        short=_("信用情報を監視する期間"),
        ask_whom=_("弁護士・保険代理店"),
        applies=_PERSONS & not_no("give_credit_monitoring"),
    )
