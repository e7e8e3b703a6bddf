"""対応の方針: claims against the company, and the reference value if every person claimed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..conditions import chosen, not_no, some, topic
from ..fields import ChoiceQuestion, MultiplierQuestion, Option, YesNoQuestion
from ..quantities import PERCENT, YEN, NumberQuestion
from .base import StepForm

_PERSONS = topic("personal_data") & some("persons_affected")
_JO_MODEL = _PERSONS & chosen("theoretical_basis", "jo_model")


class ClaimsForm(StepForm):
    """Claims against the company, the lawyer who answers them, the theoretical amount."""

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
        if_unknown=_("わからないときは、ここで見積った賠償の合計で計算します。"),
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
    theoretical_basis = ChoiceQuestion(
        _("全員が賠償を求めたときの参考値を、どう計算しますか"),
        (
            Option(
                "jnsa_mean",
                _("1人あたりの平均額（JNSA）"),
                _("迷うときはこちらで十分です。"),
                _("JNSAの平均を使う"),
            ),
            Option(
                "jo_model",
                _("情報の中身から計算（JOモデル）"),
                _("下の4つを選びます。"),
                _("JOモデルを使う"),
            ),
        ),
        _("実際に起きる見込みは小さいので、合計には入れず横に並べて示します。"),
        short=_("理論値の計算方法"),
        ask_whom=_("弁護士"),
        applies=_PERSONS,
    )
    jo_sensitivity = MultiplierQuestion(
        _("情報の重さ"),
        tuple(Option(str(points), f"×{points}") for points in (2, 6, 11, 15, 26, 35, 101, 125)),
        _("連絡先だけなら2、口座やカードの番号と暗証番号、深刻な病歴などは125に近づきます。"),
        short=_("情報の重さ"),
        ask_whom=_("弁護士"),
        applies=_JO_MODEL,
    )
    jo_identifiability = MultiplierQuestion(
        _("本人の見つけやすさ"),
        (
            Option("6", _("×6　氏名と住所がわかる")),
            Option("3", _("×3　少し手間をかければわかる")),
            Option("1", _("×1　わかりにくい")),
        ),
        short=_("本人の見つけやすさ"),
        ask_whom=_("弁護士"),
        applies=_JO_MODEL,
    )
    jo_responsibility = MultiplierQuestion(
        _("社会から求められる責任"),
        (
            Option("1", _("×1　ふつう")),
            Option("2", _("×2　高い（医療・金融・公的な機関・大きな会社など）")),
        ),
        short=_("社会的責任"),
        ask_whom=_("弁護士"),
        applies=_JO_MODEL,
    )
    jo_response = MultiplierQuestion(
        _("事案のあとの対応"),
        (Option("1", _("×1　すみやかで適切")), Option("2", _("×2　遅い、または不十分"))),
        short=_("事後対応"),
        ask_whom=_("弁護士"),
        applies=_JO_MODEL,
    )
