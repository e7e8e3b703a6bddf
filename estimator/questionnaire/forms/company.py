"""会社: who is hit. Its size and sales scale nearly every line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import yes
from ..fields import EditionChoiceQuestion, TextQuestion, YesNoQuestion
from ..quantities import PEOPLE, STAFF, YEN, NumberQuestion
from .base import StepForm


class CompanyForm(StepForm):
    """The names printed on the report, what the company does and how many work there."""

    title = _("どのような会社ですか")
    why = _("被害の大きさは業種と人数で幅が決まります。名前は報告書に印刷するだけです。")

    company_name = TextQuestion(
        _("会社名"), _("報告書（PDF）の各ページの上に載ります。空のままでもかまいません。")
    )
    prepared_by = TextQuestion(_("作成した人"), _("部署やお名前です。報告書に載ります。"))
    industry = EditionChoiceQuestion(
        _("業種"),
        "industries",
        _("売上のいちばん大きい事業で選びます。作って店で売るパン店や菓子店は小売業です。"),
        short=_("業種"),
        ask_whom=_("総務・経理"),
        if_unknown=_("わからないときは、すべての業種の幅で計算します。"),
    )
    employees = NumberQuestion(
        _("従業員数"),
        STAFF,
        _("役員・パート・派遣の方も含めた、ふだん働いている人数です。"),
        short=_("従業員数"),
        ask_whom=_("総務"),
    )
    persons_held = NumberQuestion(
        _("会社にある個人情報は何人分ですか"),
        PEOPLE,
        _("顧客名簿・会員・従業員などの合計で、おおよそでかまいません。ないときは0です。"),
        short=_("会社にある個人情報の人数"),
        ask_whom=_("総務・営業"),
        if_unknown=_("わからないときは、会社の規模と事案の種類から漏れる人数を置きます。"),
    )


class SalesForm(StepForm):
    """Annual sales, cards taken online; listed, or part of the critical infrastructure."""

    title = _("年間売上高と会社の立場を教えてください")
    why = _("止まったときの損失と会社にとっての重さを計算し、上場などによる影響を加えます。")

    annual_revenue_yen = NumberQuestion(
        _("年間売上高"),
        YEN,
        _("直近の決算書の売上高です。「1億2千万」「1,200万円」のように入れられます。"),
        short=_("年間売上高"),
        ask_whom=_("経理・税理士"),
    )
    sells_online = YesNoQuestion(
        _("自社の通販サイト（ECサイト）でクレジットカードを扱いますか"),
        _("店頭の端末だけのとき、ショッピングモールへの出店だけのときは「いいえ」です。"),
        short=_("ECサイトでカードを扱う"),
        short_no=_("ECサイトでカードを扱わない"),
        ask_whom=_("営業・決済代行会社"),
        if_unknown=_("わからないときは、カードの漏えいも起こり得るとします。"),
    )
    listed = YesNoQuestion(
        _("株式を上場していますか"),
        _("上場していると、株価への影響も参考値として示します。"),
        short=_("上場している"),
        ask_whom=_("総務・経理"),
    )
    market_cap_yen = NumberQuestion(
        _("時価総額"),
        YEN,
        _("上場しているときだけ入れます。株価に発行済み株式数を掛けた金額です。"),
        short=_("時価総額"),
        ask_whom=_("経理・証券会社"),
        applies=yes("listed"),
    )
    critical_infrastructure = YesNoQuestion(
        _("電気・ガス・水道・医療・金融・鉄道など、止まると社会に大きく影響する事業ですか"),
        _("国が定める重要インフラ事業者では、この見積りに含まれない影響が大きくなります。"),
        short=_("重要インフラ事業者である"),
        ask_whom=_("総務・所管の役所"),
    )
