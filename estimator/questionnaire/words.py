"""The words that questions and results use and that a reader may not know (用語集).

In: nothing. Out: one list, in the order of the page /words/; beside a question or a figure stand
the words of that place. docs/glossary.md is for developers; a test holds the shared names equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from .fields import Text


@dataclass(frozen=True, slots=True)
class Word:
    """用語: what it is called and what it means, in plain words."""

    slug: str  # of its address: /words/#centre
    name: Text
    meaning: Text
    places: tuple[str, ...] = ()  # keys of questions, or names of places in templates


@dataclass(frozen=True, slots=True)
class Chapter:
    """Words that belong together."""

    title: Text
    words: tuple[Word, ...]


AMOUNTS: Final = (
    Word(
        "expected-loss",
        _("想定損害額"),
        _(
            "その事案が起きたときに、出ていく現金と、請求され得る賠償を足した金額です。"
            "保険金を引く前の額です。"
        ),
        ("headline",),
    ),
    Word(
        "centre",
        _("中心"),
        _(
            "ふつうに起こりそうな大きさで数えた金額です。これより安く済むことも、"
            "高くつくこともあります。"
        ),
        ("headline",),
    ),
    Word(
        "nine-in-ten",
        _("10回のうち9回"),
        _(
            "同じ事案が10回起きたら、9回はこの幅に収まるという意味です。残りの1回は、"
            "幅の外に出ます。"
        ),
        ("headline",),
    ),
    Word(
        "low-to-high",
        _("全費目が下限～上限のとき"),
        _(
            "すべての費用が同時にいちばん安い、またはいちばん高いとした合計です。"
            "めったに起きないため、確からしさを表す幅ではありません。"
        ),
    ),
    Word(
        "cash",
        _("出ていく現金"),
        _(
            "業者への支払い、止まった間に失う利益、だまし取られるお金など、"
            "会社から実際に出ていく分です。"
        ),
    ),
    Word(
        "possible-claims",
        _("請求され得る賠償"),
        _(
            "被害者、取引先、カード会社などから求められるかもしれない賠償と、"
            "そのための弁護士費用です。"
        ),
    ),
    Word(
        "reference",
        _("参考値"),
        _("法律上の上限や株価への影響など、目安として横に示す金額です。想定損害額には足しません。"),
    ),
    Word(
        "unit-cost",
        _("単価"),
        _(
            "1台、1通、1人などあたりの値段です。数量に掛けて金額を出します。"
            "すべてに出典があります。"
        ),
    ),
    Word(
        "edition",
        _("単価表の版"),
        _(
            "いつの、どの単価で計算したかを示す名前です。同じ版と同じ回答からは、"
            "いつでも同じ金額が出ます。"
        ),
    ),
    Word(
        "own-assumption",
        _("当方仮定"),
        _(
            "公表された数字が見つからず、このサイトの作り手が置いた数字です。等級Eと示し、"
            "理由を添えています。"
        ),
    ),
    Word(
        "frequency",
        _("発生頻度"),
        _(
            "1年に何回起きると見込むかです。「50年に1回」は、"
            "毎年50分の1の見込みで起きるという意味です。"
        ),
        ("year",),
    ),
)
CATEGORIES: Final = (
    Word(
        "response",
        _("費用損害"),
        _("調査、連絡、復旧、再発防止など、事故に対応するために支払う費用です。"),
        ("categories",),
    ),
    Word(
        "liability",
        _("賠償損害"),
        _("情報が漏れた人、取引先、カード会社などに支払う賠償です。"),
        ("categories",),
    ),
    Word(
        "lost_profit",
        _("利益損害"),
        _("仕事が止まった間に、得られるはずだったのに失った利益です。"),
        ("categories",),
    ),
    Word(
        "direct_loss",
        _("金銭損害"),
        _("だまされて送ったお金や、身代金など、直接に失うお金です。"),
        ("categories",),
    ),
    Word(
        "administrative",
        _("行政損害"),
        _("国の命令に背いたときの罰金や、海外の法律の制裁金です。"),
        ("categories",),
    ),
    Word(
        "intangible",
        _("無形損害"),
        _("評判の低下やお客様離れなど、請求書の来ない損害です。金額は参考値だけを示します。"),
        ("categories",),
    ),
)
INCIDENTS: Final = (
    Word(
        "ransomware",
        _("ランサムウェア"),
        _("会社のデータを読めないようにして、戻すための身代金を求めるウイルスです。"),
        ("incident_type",),
    ),
    Word(
        "double-extortion",
        _("二重脅迫"),
        _(
            "データを読めなくするだけでなく、盗んだ情報を公開すると言って、"
            "もう一度お金を求める手口です。"
        ),
        ("incident_type",),
    ),
    Word(
        "bec",
        _("ビジネスメール詐欺"),
        _("取引先や社長になりすましたメールで、にせの口座にお金を振り込ませる手口です。"),
        ("incident_type",),
    ),
    Word(
        "forensics",
        _("フォレンジック"),
        _(
            "パソコンやサーバーに残った記録を専門家が調べ、どこから入られ、"
            "何が盗まれたかを確かめることです。"
        ),
        ("hire_forensics",),
    ),
    Word("person-month", _("人月"), _("1人が1か月かかりきりになる手間です。")),
    Word(
        "edr",
        _("EDR"),
        _("パソコンのおかしな動きを見つけて知らせ、止めるための監視ソフトとサービスです。"),
        ("hire_monitoring",),
    ),
    Word(
        "recurrence-prevention",
        _("再発防止"),
        _("同じ事故を繰り返さないための、機器、サービス、教育などです。"),
        ("prevent_recurrence",),
    ),
    Word(
        "dark-web",
        _("ダークウェブ"),
        _(
            "ふつうの検索では見つからず、"
            "盗んだ情報が売り買いされることのあるインターネット上の場所です。"
        ),
        ("search_dark_web",),
    ),
    Word(
        "entrusting",
        _("委託元"),
        _(
            "個人情報を扱う仕事を御社に頼んだ会社です。漏れると、"
            "対応にかかった費用を求められることがあります。"
        ),
        ("entrusted_persons",),
    ),
    Word(
        "call-centre-seat",
        _("電話の窓口の席"),
        _("電話の窓口で、同時に電話を受ける人の数です。5席なら、5人が同時に受けられます。"),
        ("call_center_seats_by_month",),
    ),
)
MONEY: Final = (
    Word(
        "variable-cost",
        _("変動費"),
        _(
            "材料費や仕入れのように、売上が減れば一緒に減る費用です。"
            "家賃や給料のように減らない費用は含みません。"
        ),
        ("variable_cost_percent",),
    ),
    Word(
        "cash-in-hand",
        _("手元資金"),
        _("すぐに使える現金と預金です。足りなくなると、利益が出ていても支払いができません。"),
        ("cash",),
    ),
    Word(
        "credit-line",
        _("すぐに借りられる金額"),
        _("銀行とあらかじめ約束してある借入枠のうち、まだ使っていない分です。"),
        ("credit_line_yen",),
    ),
    Word(
        "limit",
        _("保険の支払限度額"),
        _("保険会社が支払う上限です。これを超えた分は自社の負担です。"),
        ("insurance",),
    ),
    Word(
        "deductible",
        _("免責金額"),
        _(
            "保険を使うときに、はじめに自社で負担する金額です。損害がこれより小さいと、"
            "保険金は出ません。"
        ),
        ("policy_deductible_yen", "insurance"),
    ),
    Word(
        "waiting-period",
        _("待ち時間"),
        _("仕事が止まってから、保険が数え始めるまでの時間です。その間の損失は自社の負担です。"),
        ("policy_waiting_hours", "insurance"),
    ),
    Word(
        "insurance-gap",
        _("保険の穴"),
        _("損害のうち、保険金が出ずに自社に残る分です。"),
        ("insurance",),
    ),
    Word(
        "recourse",
        _("求償"),
        _("立て替えて払った相手が、その原因となった会社に払い戻しを求めることです。"),
    ),
)
CHAPTERS: Final = (
    Chapter(_("金額の読み方"), AMOUNTS),
    Chapter(_("六つの損害区分"), CATEGORIES),
    Chapter(_("事故と対応の言葉"), INCIDENTS),
    Chapter(_("資金と保険の言葉"), MONEY),
)


def words_at(place: str) -> tuple[Word, ...]:
    """Return the words that need an explanation at this question or place."""
    return tuple(word for chapter in CHAPTERS for word in chapter.words if place in word.places)
