"""The names of what the engine only holds codes for: categories, cost items, reasons, grades.

In the flow: read by every presenter and by the terminal. In: a code. Out: a sentence or a name
marked for translation. A test holds every table complete against the core's codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..costbook import OWN_GRADE
from ..estimate import Category, Excluded, Phase, Reason, Total

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Item:
    """費目: the name of a cost item and who does the work; empty where nobody is hired."""

    name: StrOrPromise
    done_by: StrOrPromise = ""


CATEGORIES: dict[Category, StrOrPromise] = {
    Category.RESPONSE: _("費用損害"),
    Category.LIABILITY: _("賠償損害"),
    Category.LOST_PROFIT: _("利益損害"),
    Category.DIRECT_LOSS: _("金銭損害"),
    Category.ADMINISTRATIVE: _("行政損害"),
    Category.INTANGIBLE: _("無形損害"),
}

CATEGORY_MEANINGS: dict[Category, StrOrPromise] = {
    Category.RESPONSE: _("調査、連絡、復旧など、対応のために支払う費用"),
    Category.LIABILITY: _("被害者、取引先、カード会社などから請求され得る賠償"),
    Category.LOST_PROFIT: _("事業が止まる間に失う利益"),
    Category.DIRECT_LOSS: _("だまし取られる、または支払う金銭"),
    Category.ADMINISTRATIVE: _("命令に背いた場合などの罰金"),
    Category.INTANGIBLE: _("顧客離れなど、請求書の来ない損害"),
}

PHASES: dict[Phase, StrOrPromise] = {
    Phase.INITIAL: _("初動対応および調査"),
    Phase.EXTERNAL: _("対外的対応"),
    Phase.RECOVERY: _("復旧および再発防止"),
}

TOTALS: dict[Total, StrOrPromise] = {
    Total.CASH: _("出ていく現金"),
    Total.LIABILITY: _("請求され得る賠償"),
    Total.REFERENCE: _("参考値"),
}

TOTAL_MEANINGS: dict[Total, StrOrPromise] = {
    Total.CASH: _("費用、失う利益、だまし取られる金銭"),
    Total.LIABILITY: _("賠償と、それに伴う弁護士費用"),
    Total.REFERENCE: _("法律上の上限、理論値、社内の工数など。想定損害額には足しません"),
}

_RESPONDER = _("インシデントレスポンス事業者")
_PR = _("危機管理コンサルティング会社（PR会社）")
_LAW_FIRM = _("法律事務所")
_IT = _("ITベンダー")
_SECURITY = _("セキュリティベンダー")
_OWN_STAFF = _("自社")
_CARD_COMPANY = _("カード会社からの請求")

ITEMS: dict[str, Item] = {
    "forensics": Item(_("事故原因・被害範囲調査"), _RESPONDER),
    "containment": Item(_("応急処置・駆除・隔離"), _RESPONDER),
    "network_monitoring": Item(_("一時監視（EDR）"), _SECURITY),
    "crisis_consulting": Item(_("危機管理・広報"), _PR),
    "legal_advice": Item(_("法律相談"), _LAW_FIRM),
    "authority_report": Item(_("監督官庁への報告支援"), _LAW_FIRM),
    "notification_mail": Item(_("お詫び状の印刷・発送"), _("DM印刷・発送業者")),
    "newspaper_notice": Item(_("新聞のお詫び広告（社告）"), _("新聞社")),
    "call_center": Item(_("コールセンター"), _("コールセンター事業者")),
    "condolence_gift": Item(_("見舞金・見舞品"), _("プリペイドカード販売事業者")),
    "reputation_care": Item(_("ネット炎上への対応"), _PR),
    "dark_web_search": Item(_("ダークウェブ調査"), _("ダークウェブ調査会社")),
    "credit_monitoring": Item(_("クレジット情報のモニタリング"), _("クレジット情報の監視事業者")),
    "data_recovery": Item(_("データ復旧"), _("データ復旧事業者")),
    "pc_recovery": Item(_("端末の再設定・入替"), _IT),
    "server_recovery": Item(_("サーバーの再構築・入替"), _IT),
    "site_rebuild": Item(_("ウェブサイトの再構築"), _IT),
    "overtime": Item(_("残業・休日対応"), _OWN_STAFF),
    "internal_labour": Item(_("社内工数（通常の給与の分）"), _OWN_STAFF),
    "recurrence_prevention": Item(_("再発防止"), _SECURITY),
    "individual_claims": Item(_("個人からの損害賠償"), _("本人からの請求")),
    "individual_claims_theoretical": Item(_("個人への賠償の理論値（全員が請求した場合）")),
    "principal_recourse": Item(_("委託元からの求償"), _("委託元からの請求")),
    "card_fraud": Item(_("カードの不正利用"), _CARD_COMPANY),
    "card_fraud_what_if": Item(_("カードの不正利用（例示の割合の場合）"), _CARD_COMPANY),
    "card_reissue": Item(_("カードの再発行"), _CARD_COMPANY),
    "corporate_claims": Item(_("取引先・他社からの請求"), _("取引先からの請求")),
    "ccpa_private_action": Item(_("カリフォルニア州法（CCPA）による私訴"), _("本人からの請求")),
    "attorney_retainer": Item(_("弁護士の着手金"), _LAW_FIRM),
    "attorney_success_fee": Item(_("弁護士の報酬金"), _LAW_FIRM),
    "business_interruption": Item(_("事業中断による利益の喪失")),
    "continuing_cost": Item(_("営業継続費用（代替手段）"), _OWN_STAFF),
    "ransom": Item(_("身代金")),
    "ransom_what_if": Item(_("身代金を払った場合")),
    "bec_fraud": Item(_("ビジネスメール詐欺")),
    "ceo_fraud": Item(_("社長なりすまし詐欺")),
    "online_banking_fraud": Item(_("ネットバンキングの不正送金")),
    "support_scam": Item(_("サポート詐欺")),
    "administrative_fine": Item(_("罰金・課徴金")),
    "administrative_ceiling": Item(_("個人情報保護法の罰金の上限")),
    "gdpr_ceiling": Item(_("EU一般データ保護規則（GDPR）の制裁金の上限")),
    "ccpa_ceiling": Item(_("カリフォルニア州法（CCPA）の制裁金の上限")),
    "brand": Item(_("ブランド毀損・顧客離れ")),
    "share_price": Item(_("株価下落")),
}

# One sentence on a line that its amount alone would not explain.
ITEM_REMARKS: dict[str, StrOrPromise] = {
    "ransom": _("身代金は払わない前提です。払った例は参考値にあります。"),
    "administrative_fine": _("罰金は命令に背いた場合などに限られ、漏えいだけでは科されません。"),
    "administrative_ceiling": _("命令違反、または不正な提供に限った法律上の上限です。"),
    "individual_claims_theoretical": _("実際に全員が請求した例は見当たりません。"),
    "attorney_retainer": _("2004年に廃止された日弁連の旧基準による目安です。"),
    "attorney_success_fee": _("2004年に廃止された日弁連の旧基準による目安です。"),
    "internal_labour": _("払う現金は増えませんが、本来の仕事に使えなくなる時間です。"),
    "business_interruption": _("売上ではなく、売上から変動費を除いた利益です。"),
}

REASONS: dict[Reason, StrOrPromise] = {
    Reason.NOT_BOUGHT: _("頼まない、または行わないという回答です。"),
    Reason.OTHER_INCIDENT_TYPE: _("この種類の事案では生じない費目です。"),
    Reason.NONE_ANSWERED: _("対象となる数が 0 という回答です。"),
    Reason.NOT_IN_EDITION: _(
        "この版の単価表に単価がありません。自社の見積りがあれば計上できます。"
    ),
    Reason.NO_EXCHANGE_RATE: _("日付と出典のある為替がこの版の単価表にないため、円にできません。"),
    Reason.BY_NEGOTIATION: _("この金額では協議により決まるため、額を示せません。"),
    Reason.IN_QUOTE: _("自社の見積り「%(detail)s」に含みます。"),
    Reason.OWN_FIGURE_ONLY: _("公表された数値では見積れません。自社の金額があれば計上できます。"),
    Reason.NO_LINK: _("この法律の対象となる事業ではないという回答です。"),
    Reason.SALES_UNKNOWN: _("年間売上高がわからないため、出していません。"),
    Reason.NOT_LISTED: _("上場していないため、株価の下落はありません。"),
    Reason.RANSOM_PAID: _("身代金を払うという回答なので、金銭損害に計上しています。"),
    Reason.GIFT_CARRIES_LETTER: _("お詫び状は見舞品に同封するため、別には送りません。"),
}

# Reasons that an own quote would overcome.
REVIVED_BY_QUOTE = frozenset(
    {Reason.NOT_BOUGHT, Reason.NOT_IN_EDITION, Reason.BY_NEGOTIATION, Reason.OWN_FIGURE_ONLY}
)

DUTIES: dict[str, StrOrPromise] = {
    "ppc_first_report": _("個人情報保護委員会へ速報"),
    "ppc_final_report": _("個人情報保護委員会へ確報"),
    "notify_persons": _("本人へ通知（難しい場合は公表など）"),
    "gdpr_report": _("EUの監督機関へ報告（GDPR）"),
    "police": _("警察へ相談・届出"),
    "bank": _("金融機関へ連絡し、送金の停止を依頼"),
    "card_companies": _("カード会社・決済代行会社へ連絡"),
    "principals": _("委託元へ連絡（契約の定めによる）"),
}

DUTY_GROUNDS: dict[str, StrOrPromise] = {
    "sensitive": _("要配慮個人情報を含む"),
    "financial_harm": _("財産的被害のおそれ"),
    "wrongful_purpose": _("不正の目的によるおそれ"),
    "many_persons": _("1,000人を超える"),
    "eu_individuals": _("EU域内の個人にサービスを提供"),
    "crime": _("犯罪の疑い"),
    "stop_payment": _("送金を止められる時間が短い"),
    "cards": _("カード情報の漏えい"),
    "entrusted": _("委託元から預かった個人データ"),
}

# A duty without a fixed day.
DUTY_TIMES: dict[str, StrOrPromise] = {
    "bank": _("直ちに"),
    "principals": _("契約による"),
}

# 出典の等級: how far a figure was checked.
GRADES: dict[str, StrOrPromise] = {
    "S": _("JNSA・損保などの基礎資料に記載"),
    "A": _("発行者自身の公表で確認"),
    "B": _("報道・専門家の記事で確認"),
    "C": _("公開された調査の転記で確認"),
    "D": _("公表値からの当方試算"),
    "E": _("当方仮定"),
    "U": _("未確認（既定値には使いません）"),
}

# What a reader must know before the figures are used.
LIMITS: tuple[StrOrPromise, ...] = (
    _(
        "中心は各費目の代表的な金額の合計です。下限・上限は全費目が下限・上限になったときの合計で、起こりやすさを示すものではありません。"
    ),
    _(
        "頼むかどうか決めていない費用は、見込みの割合を掛けて中心に入れ、下限では0、上限では全額としています。"
    ),
    _(
        "消費税：出典は、単価が消費税を含むかどうかを記していません。税抜・税込の調整はしていません。"
    ),
    _(
        "数えていないもの：保険で戻る額、税負担の増減、借入の利息、取引の打切りなど長期の影響、役員の責任、人や物への被害。"
    ),
    _(
        "参考値（法律上の上限、全員が請求した場合の理論値、社内の工数、顧客離れ）は、想定損害額に足しません。"
    ),
    _("法律、会計、保険についての助言ではありません。"),
)

ASSUMPTION_MARK: StrOrPromise = _("当方仮定")
UNKNOWN_MARK: StrOrPromise = _("わからない")
OWN_QUOTE_MARK: StrOrPromise = _("自社の見積り")
ALL_BOUNDS: StrOrPromise = _("全費目が下限～上限のとき")


def item_name(code: str) -> str:
    """Return the name of a cost item in the language in force; raise KeyError for a stranger."""
    return str(ITEMS[code].name)


def reason_sentence(excluded: Excluded) -> str:
    """Say why a cost item has no line."""
    sentence = str(REASONS[excluded.reason])
    return sentence % {"detail": excluded.detail} if "%(" in sentence else sentence


def grade_meaning(grade: str) -> str:
    """Return what a grade means; an own price was checked by nobody but the company."""
    return gettext("自社単価表の単価") if grade == OWN_GRADE else str(GRADES.get(grade, ""))


def grade_sentence(grade: str) -> str:
    """Say what a grade means: 「A 発行者自身の公表で確認」."""
    return gettext("%(grade)s：%(meaning)s") % {"grade": grade, "meaning": GRADES[grade]}
