"""Which part of a cyber policy answers for a cost item, and what no policy is counted on for.

In the flow: rules by cost item code, read by `insurance`. The split into 賠償 / 費用 / 利益 is that
of the policies on the market; what is left out is what their exclusions name. A policy may say
more or less: these rules are what is assumed until someone reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """補償の区分: what a policy promises, each with a limit of its own."""

    LIABILITY = "liability"  # 賠償
    EXPENSE = "expense"  # 費用
    PROFIT = "profit"  # 利益


class Sublimit(StrEnum):
    """支払限度の内枠: a smaller limit inside the section 費用."""

    PREVENTION = "prevention"  # 再発防止
    GIFT = "gift"  # 見舞品


class NotInsurable(StrEnum):
    """Why no policy is assumed to pay for a cost item."""

    RANSOM = "ransom"  # 身代金
    FINE = "fine"  # 罰金
    TRANSFER_FRAUD = "transfer_fraud"  # 送金詐欺
    CARD_CONTRACT = "card_contract"  # カード会社の契約による請求
    OWN_LABOUR = "own_labour"  # 通常賃金, 社内工数


class Caution(StrEnum):
    """A part of a covered cost item that a policy leaves out and that cannot be told apart."""

    CONTRACT = "contract"  # 契約で加重した責任: beyond what the law alone makes liable for
    BETTERMENT = "betterment"  # 改良分: better than it was before
    VENDOR = "vendor"  # 保険会社の同意のない業者


# What ends the cover as a whole, whatever the item; said beside every result.
CONDITIONS = ("vendor_not_approved", "late_notice", "before_retroactive_date")


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a cost item is insured: a section, or none with the reason."""

    section: Section | None
    sublimit: Sublimit | None = None
    waits: bool = False  # 免責時間 applies
    why_not: NotInsurable | None = None  # set if and only if there is no section
    caution: Caution | None = None


_LIABILITY = Rule(Section.LIABILITY)
_BY_CONTRACT = Rule(Section.LIABILITY, caution=Caution.CONTRACT)
_EXPENSE = Rule(Section.EXPENSE)
_VENDOR = Rule(Section.EXPENSE, caution=Caution.VENDOR)
_RENEWED = Rule(Section.EXPENSE, caution=Caution.BETTERMENT)
_FRAUD = Rule(None, why_not=NotInsurable.TRANSFER_FRAUD)
_CARDS = Rule(None, why_not=NotInsurable.CARD_CONTRACT)

RULES = {
    "forensics": _VENDOR,
    "containment": _VENDOR,
    "network_monitoring": _VENDOR,
    "crisis_consulting": _VENDOR,
    "legal_advice": _VENDOR,
    "authority_report": _VENDOR,
    "notification_mail": _EXPENSE,
    "newspaper_notice": _EXPENSE,
    "call_center": _EXPENSE,
    "condolence_gift": Rule(Section.EXPENSE, Sublimit.GIFT),
    "reputation_care": _EXPENSE,
    "dark_web_search": _EXPENSE,
    "credit_monitoring": _EXPENSE,
    "data_recovery": _VENDOR,
    "pc_recovery": _RENEWED,
    "server_recovery": _RENEWED,
    "site_rebuild": _RENEWED,
    "overtime": Rule(None, why_not=NotInsurable.OWN_LABOUR),
    "recurrence_prevention": Rule(Section.EXPENSE, Sublimit.PREVENTION, caution=Caution.BETTERMENT),
    "individual_claims": _LIABILITY,
    "principal_recourse": _BY_CONTRACT,
    "card_fraud": _CARDS,
    "card_reissue": _CARDS,
    "corporate_claims": _BY_CONTRACT,
    "attorney_retainer": _LIABILITY,
    "attorney_success_fee": _LIABILITY,
    "business_interruption": Rule(Section.PROFIT, waits=True),
    "continuing_cost": Rule(Section.PROFIT),
    "ransom": Rule(None, why_not=NotInsurable.RANSOM),
    "bec_fraud": _FRAUD,
    "ceo_fraud": _FRAUD,
    "online_banking_fraud": _FRAUD,
    "support_scam": _FRAUD,
    "administrative_fine": Rule(None, why_not=NotInsurable.FINE),
}
