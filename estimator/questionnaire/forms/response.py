"""対応の方針: what would be bought or done for the company itself. For the persons: `victims`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import not_no, some, topic, yes
from ..fields import YesNoQuestion
from ..quantities import DEVICES, MONTHS, PERCENT, YEN, NumberQuestion
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
        _("しばらくのあいだ、端末の見張りを頼みますか"),
        _(
            "再び動き出さないかを見張るサービス（EDR）です。調査の見積りに入っているなら「いいえ」です。"
        ),
        short=_("一時監視を頼む"),
        ask_whom=_("IT業者"),
        applies=_INVESTIGATED,
    )
    devices_monitored = NumberQuestion(
        _("見張る台数"),
        DEVICES,
        _("ふだん使っているパソコンとサーバーの合計です。"),
        short=_("監視する台数"),
        ask_whom=_("IT業者・総務"),
        applies=_INVESTIGATED & not_no("hire_monitoring"),
    )
    monitoring_months = NumberQuestion(
        _("見張る期間"),
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
        _("書き込みの見張りや、検索結果への対応です。"),
        short=_("炎上対応を頼む"),
        ask_whom=_("広報"),
        applies=_PUBLICITY,
    )


class RestoreForm(StepForm):
    """Lost data and sites."""

    title = _("データやサイトを元に戻してもらいますか")
    why = _("復旧の費用は幅が大きいため、頼むかどうかを分けて伺います。")

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


class PreventionForm(StepForm):
    """Keeping it from happening again."""

    title = _("再発を防ぐ対策をしますか")
    why = _("事案のあと、取引先や保険会社から対策を求められることが多いためです。")

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


class ClaimsForm(StepForm):
    """Claims against the company and the lawyer who answers them."""

    title = _("賠償の請求にどう備えますか")
    why = _("請求する人の割合と、弁護士に任せるかどうかで金額が変わります。")

    claimant_percent = NumberQuestion(
        _("賠償を求めてくる人の割合"),
        PERCENT,
        _("情報が漏れた人のうち、実際に訴えるなどして賠償を求める人の割合です。"),
        short=_("賠償を求める人の割合"),
        ask_whom=_("弁護士"),
        applies=_PERSONS,
    )
    mandate_attorney = YesNoQuestion(
        _("賠償の交渉や裁判を、弁護士に任せますか"),
        _("相談だけなら「いいえ」です。任せると着手金と報酬金がかかります。"),
        short=_("弁護士に任せる"),
        ask_whom=_("顧問弁護士"),
    )
    amount_claimed_yen = NumberQuestion(
        _("請求される金額"),
        YEN,
        _("着手金の計算に使います。弁護士に任せるときだけ入れます。"),
        short=_("請求される金額"),
        ask_whom=_("弁護士"),
        applies=not_no("mandate_attorney"),
        if_unknown=_("わからないときは、ここで見積もった賠償の合計で計算します。"),
    )
    amount_reduced_yen = NumberQuestion(
        _("交渉で減らせる金額"),
        YEN,
        _("報酬金の計算に使います。弁護士に任せるときだけ入れます。"),
        short=_("減らせる金額"),
        ask_whom=_("弁護士"),
        applies=not_no("mandate_attorney"),
        if_unknown=_("わからないときは、請求される金額の一定の割合で計算します。"),
    )


class RansomForm(StepForm):
    """Money demanded by the attackers."""

    title = _("身代金を求められたら払いますか")
    why = _("払わない前提なら0円とし、払った場合の額は参考値として示します。")

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
