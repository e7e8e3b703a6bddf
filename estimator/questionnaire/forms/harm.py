"""被害の広がり: people, cards, partners, money sent and links abroad."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import some, topic, unknown, yes
from ..fields import ChoiceQuestion, Option, YesNoQuestion
from ..quantities import CARDS, PEOPLE, PERCENT, YEN, NumberQuestion
from .base import StepForm

_PERSONAL = topic("personal_data")
_PERSONS = _PERSONAL & some("persons_affected")
_ENTRUSTED = topic("entrusted")
_CARDS = topic("cards")


class PersonsForm(StepForm):
    """Whose data leaked, or may have."""

    title = _("だれの情報が漏れますか")
    why = _("お詫びや賠償の費用は人数と情報の種類で決まり、国への報告の要否も変わります。")

    persons_affected = NumberQuestion(
        _("個人情報が漏れた、またはそのおそれのある人数"),
        PEOPLE,
        _("お客様だけでなく従業員も数えます。だれもいないときは0です。"),
        short=_("対象の人数"),
        ask_whom=_("総務・営業"),
        applies=_PERSONAL,
    )
    data_kind = ChoiceQuestion(
        _("いちばん立ち入った情報はどれですか"),
        (
            Option(
                "contact",
                _("氏名や連絡先"),
                _("氏名・住所・電話番号・メールアドレスなど。"),
                _("氏名や連絡先である"),
            ),
            Option(
                "registry",
                _("広い登録情報"),
                _("生年月日・家族・職業・購入履歴などがまとまったもの。"),
                _("広い登録情報である"),
            ),
            Option(
                "sensitive",
                _("人に知られたくない情報"),
                _("病歴・健康診断・犯罪歴・信条など（法律でいう要配慮個人情報）。"),
                _("要配慮個人情報である"),
            ),
        ),
        short=_("情報の種類"),
        ask_whom=_("総務"),
        applies=_PERSONS,
    )
    financial_harm_feared = YesNoQuestion(
        _("お金の被害が出るおそれはありますか"),
        _("カード番号や、ネットバンキングのパスワードなどが漏れた場合です。"),
        short=_("財産的被害のおそれがある"),
        ask_whom=_("IT業者・総務"),
        applies=_PERSONS,
    )
    data_encrypted = YesNoQuestion(
        _("漏れた情報は、読めないように暗号化されていましたか"),
        _("十分に強い暗号化なら、国への報告が要らないことがあります。"),
        short=_("暗号化されていた"),
        ask_whom=_("IT業者"),
        applies=_PERSONS,
    )


class PartnersForm(StepForm):
    """Data entrusted by a principal and claims of business partners."""

    title = _("取引先に迷惑がかかりますか")
    why = _("預かった情報の費用や、秘密の漏えい・納期の遅れの賠償を求められることがあります。")

    entrusted_persons = NumberQuestion(
        _("取引先から預かった個人情報の人数"),
        PEOPLE,
        _(
            "委託元が本人への対応に使う費用を、求められることがあります。預かっていないときは0です。"
        ),
        short=_("預かった情報の人数"),
        ask_whom=_("営業・総務"),
        applies=_ENTRUSTED,
    )
    principal_fault_percent = NumberQuestion(
        _("委託元にも責任がある割合"),
        PERCENT,
        _("監督が足りなかったなど、委託元の落ち度として差し引く割合です。ないときは0です。"),
        short=_("委託元の責任の割合"),
        ask_whom=_("弁護士"),
        applies=_ENTRUSTED & some("entrusted_persons"),
    )
    corporate_claims_yen = NumberQuestion(
        _("取引先から請求されそうな金額"),
        YEN,
        _("図面などの秘密や納期の遅れによるものです。ないときは0です。"),
        short=_("取引先からの請求額"),
        ask_whom=_("営業・弁護士"),
        applies=topic("confidential"),
        if_unknown=_(
            "公表された目安がないので、わからないときは金額に含めず、そのことを結果に示します。"
        ),
    )


class CardsForm(StepForm):
    """Credit cards leaked and abused."""

    title = _("何枚のカード番号が漏れますか")
    why = _("不正利用と再発行の費用を、カード会社から求められることがあります。")

    cards_leaked = NumberQuestion(
        _("番号が漏れたクレジットカード"),
        CARDS,
        _("人数ではなくカードの枚数です。"),
        short=_("漏れたカード"),
        ask_whom=_("決済代行会社・カード会社"),
        applies=_CARDS,
    )
    card_fraud_total_yen = NumberQuestion(
        _("わかっている不正利用の総額"),
        YEN,
        _("カード会社から知らされた金額です。まだわからないときは「わからない」を選びます。"),
        short=_("不正利用の総額"),
        ask_whom=_("カード会社"),
        applies=_CARDS & some("cards_leaked"),
        if_unknown=_("わからないときは、枚数と不正利用の割合から計算します。"),
    )
    card_fraud_percent = NumberQuestion(
        _("不正に使われるカードの割合"),
        PERCENT,
        _("総額がわからないときだけ入れます。"),
        short=_("不正利用の割合"),
        ask_whom=_("カード会社"),
        applies=_CARDS & some("cards_leaked") & unknown("card_fraud_total_yen"),
        if_unknown=_("わからないときは、単価表にある割合で計算します。"),
    )


class MoneyForm(StepForm):
    """Money sent to the wrong hands."""

    title = _("いくらのお金が失われますか")
    why = _("だまし取られたお金は、そのまま損害になります。")

    transfer_kind = ChoiceQuestion(
        _("だれになりすまされましたか"),
        (
            Option(
                "business_partner",
                _("取引先"),
                _("請求書の振込先を変えるよう頼まれるなど。"),
                _("取引先のなりすましである"),
            ),
            Option(
                "ceo",
                _("社長や役員"),
                _("SNSやメールで急ぎの送金を命じられるなど。"),
                _("社長のなりすましである"),
            ),
        ),
        short=_("なりすましの相手"),
        ask_whom=_("経理"),
        applies=topic("transfer"),
    )
    money_lost_yen = NumberQuestion(
        _("送ってしまった、または引き出された金額"),
        YEN,
        _("戻ってきた分は差し引きます。"),
        short=_("失った金額"),
        ask_whom=_("経理・銀行"),
        applies=topic("transfer", "banking", "support"),
        if_unknown=_("わからないときは公表されている平均で計算し、平均がなければ含めません。"),
    )
    bank_compensation_percent = NumberQuestion(
        _("銀行が補償してくれる割合"),
        PERCENT,
        _("会社の口座は補償されないこともあります。補償がないときは0です。"),
        short=_("銀行の補償の割合"),
        ask_whom=_("銀行"),
        applies=topic("banking"),
    )


class OverseasForm(StepForm):
    """Links that bring foreign law in."""

    title = _("海外に住む人とのつながりはありますか")
    why = _("海外の法律の罰金は、つながりのある会社にだけ関係するためです。")

    eu_individuals = YesNoQuestion(
        _("ヨーロッパ（EU）に住む個人に、商品やサービスを売っていますか"),
        _(
            "国内の会社や個人とだけ取引しているなら「いいえ」です。"
            "売っていると、EUの法律（GDPR）の制裁金の上限を参考値に示します。"
        ),
        short=_("EUの個人にサービスを提供している"),
        ask_whom=_("営業・弁護士"),
        applies=_PERSONS,
    )
    california_covered = YesNoQuestion(
        _("アメリカのカリフォルニア州で事業をしていますか"),
        _(
            "していて、売上か扱う人数が多いと、州の個人情報の法律（CCPA）の対象です。"
            "当てはまらなければ「いいえ」です。"
        ),
        short=_("CCPAの対象である"),
        ask_whom=_("弁護士"),
        applies=_PERSONS,
    )
    california_consumers = NumberQuestion(
        _("そのうちカリフォルニア州に住む人数"),
        PEOPLE,
        _("お客様や従業員のうち、州内に住んでいる人の数です。"),
        short=_("カリフォルニア州の人数"),
        ask_whom=_("営業"),
        applies=_PERSONS & yes("california_covered"),
    )
