"""対応の方針: what would be bought or done for the company itself. For the persons: `victims`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import not_no, some, topic, yes
from ..fields import YesNoQuestion
from ..quantities import DEVICES, MONTHS, YEN, NumberQuestion
from .base import StepForm

_INVESTIGATED = topic("investigation")
_PERSONS = topic("personal_data") & some("persons_affected")
_PUBLICITY = topic("publicity")


class ExpertsForm(StepForm):
    """Specialists for the first days."""

    title = _("調査や処置を専門家に頼みますか")
    why = _("頼むかどうかで、初めにかかる費用が大きく変わります。")

    hire_forensics = YesNoQuestion(
        _("原因と被害の範囲の調査を、専門の業者に頼みますか"),
        _("記録を保全し、何が起きたかを調べるフォレンジック調査です。"),
        short=_("調査を頼む"),
        ask_whom=_("IT業者・保険代理店"),
        applies=_INVESTIGATED,
    )
    hire_containment = YesNoQuestion(
        _("ウイルスの駆除や隔離などの応急処置を頼みますか"),
        _("調査とは別に頼むときだけ「はい」にします。"),
        short=_("応急処置を頼む"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED,
    )
    hire_monitoring = YesNoQuestion(
        _("パソコンに異常がないか、しばらく業者に見張ってもらいますか"),
        _(
            "再び動き出さないかの監視（EDRというサービス）です。"
            "調査の見積りに入っているなら「いいえ」です。"
        ),
        short=_("一時監視を頼む"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED,
    )
    devices_monitored = NumberQuestion(
        _("監視する台数"),
        DEVICES,
        _("ふだん使っているパソコンとサーバーの合計です。"),
        short=_("監視する台数"),
        ask_whom=_("IT業者・総務"),
        applies=_INVESTIGATED & not_no("hire_monitoring"),
    )
    monitoring_months = NumberQuestion(
        _("監視する期間"),
        MONTHS,
        _("1か月から3か月が多く見られます。"),
        short=_("監視する期間"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED & not_no("hire_monitoring"),
    )


class AdviceForm(StepForm):
    """Lawyers and public relations."""

    title = _("だれに相談しますか")
    why = _("頼むものだけを金額に含めます。頼まないものは0円です。")

    hire_legal_advice = YesNoQuestion(
        _("弁護士に相談しますか"),
        _("報告や公表のしかた、契約上の責任などの相談です。"),
        short=_("法律相談をする"),
        ask_whom=_("顧問弁護士"),
    )
    hire_crisis_consultant = YesNoQuestion(
        _("公表や記者対応を、広報の専門家に頼みますか"),
        _("お知らせ文や想定問答を一緒に作ってもらいます。"),
        short=_("広報の専門家に頼む"),
        ask_whom=_("総務・広報"),
        applies=_PUBLICITY,
    )
    hire_report_support = YesNoQuestion(
        _("国への報告書づくりを、外の専門家に手伝ってもらいますか"),
        _("自社で書くなら「いいえ」です。法律相談に含めて頼むときも「いいえ」です。"),
        short=_("報告の支援を頼む"),
        ask_whom=_("顧問弁護士"),
        applies=_PERSONS,
    )
    hire_reputation_care = YesNoQuestion(
        _("インターネット上の炎上や悪い評判への対策を頼みますか"),
        _("書き込みの監視や、検索結果への対応です。"),
        short=_("炎上対応を頼む"),
        ask_whom=_("広報"),
        applies=_PUBLICITY,
    )


class RestoreForm(StepForm):
    """Lost data and sites, keeping it from happening again, money demanded by the attackers."""

    title = _("復旧と再発防止をどうしますか")
    why = _("金額の幅が大きいものなので、行うかどうかを一つずつ伺います。")

    buy_data_recovery = YesNoQuestion(
        _("失われたデータの復旧を、専門の業者に頼みますか"),
        _("バックアップから戻せるなら「いいえ」です。"),
        short=_("データ復旧を頼む"),
        ask_whom=_("IT業者"),
        applies=topic("data_loss"),
    )
    rebuild_site = YesNoQuestion(
        _("ウェブサイトやECサイトを作り直しますか"),
        _("弱点を直すだけで済むなら「いいえ」です。"),
        short=_("サイトを作り直す"),
        ask_whom=_("サイトの制作会社"),
        applies=topic("site"),
    )
    prevent_recurrence = YesNoQuestion(
        _("再発を防ぐための対策にお金をかけますか"),
        _("事案のあとに求められることの多い、機器やサービス、教育などです。"),
        short=_("再発防止をする"),
        ask_whom=_("IT業者・保険代理店"),
    )
    recurrence_prevention_yen = NumberQuestion(
        _("再発防止にかける金額"),
        YEN,
        _("初めの1年分です。サイトの作り直しなどに含まれる分は除きます。"),
        short=_("再発防止の金額"),
        ask_whom=_("IT業者"),
        applies=not_no("prevent_recurrence"),
    )
    pay_ransom = YesNoQuestion(
        _("身代金を払いますか"),
        _("払ってもデータが戻る保証はなく、警察は払わないよう求めています。"),
        short=_("身代金を払う"),
        short_no=_("身代金を払わない"),
        ask_whom=_("弁護士・警察"),
        applies=topic("ransom"),
    )
    ransom_yen = NumberQuestion(
        _("払う金額"),
        YEN,
        _("払うときだけ入れます。"),
        short=_("身代金"),
        ask_whom=_("弁護士・警察"),
        applies=topic("ransom") & yes("pay_ransom"),
        if_unknown=_("わからないときは、公表されている支払額の中央値で計算します。"),
    )
