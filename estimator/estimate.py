"""The estimate (見積り): what every output renders.

In the flow: made by `engine.calculate`, read by the outlook and the presenters. Holds codes and
yen, no sentences; totals are sums of its lines, never kept beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .formula import Formula
from .money import YenRange, add_up
from .profile import IncidentProfile, OwnQuote


class Category(StrEnum):
    """損害区分: the six damage categories of JNSA's report."""

    RESPONSE = "response"
    LIABILITY = "liability"
    LOST_PROFIT = "lost_profit"
    DIRECT_LOSS = "direct_loss"
    ADMINISTRATIVE = "administrative"
    INTANGIBLE = "intangible"


class Phase(StrEnum):
    """対応の三段階: the steps of the response."""

    INITIAL = "initial"  # 初動対応および調査
    EXTERNAL = "external"  # 対外的対応
    RECOVERY = "recovery"  # 復旧および再発防止


class Total(StrEnum):
    """三つの合計, never mixed: cash paid out, claims that may come, reference values."""

    CASH = "cash"
    LIABILITY = "liability"
    REFERENCE = "reference"


class Reason(StrEnum):
    """Why a cost item has no line."""

    NOT_BOUGHT = "not_bought"
    OTHER_INCIDENT_TYPE = "other_incident_type"
    NONE_ANSWERED = "none_answered"  # the quantity was answered as 0
    NOT_IN_EDITION = "not_in_edition"
    NO_EXCHANGE_RATE = "no_exchange_rate"
    BY_NEGOTIATION = "by_negotiation"
    IN_QUOTE = "in_quote"
    OWN_FIGURE_ONLY = "own_figure_only"  # cannot be estimated: needs the company's own figure
    NO_LINK = "no_link"  # the law does not reach this company
    NOT_LISTED = "not_listed"
    SALES_UNKNOWN = "sales_unknown"  # a share of sales that nobody knows
    RANSOM_PAID = "ransom_paid"  # the what-if became a line
    GIFT_CARRIES_LETTER = "gift_carries_letter"


class Absent(Exception):
    """A cost item has no line for this profile."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class CostItem:
    """費目: where a cost item belongs, and which topics of an incident bring it up."""

    code: str
    category: Category
    phase: Phase | None
    total: Total
    topics: frozenset[str]  # any of them suffices; empty: always
    shows_zero: bool = False  # a line of 0 yen says something (no ransom, no fine)


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """内訳: one cost item with its amount and the formula behind it."""

    code: str
    category: Category
    phase: Phase | None
    total: Total
    amount: YenRange
    formula: Formula
    own_quote: OwnQuote | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every source the amount rests on, each once."""
        found = (source for leaf in self.formula.leaves() for source in leaf.sources)
        return tuple(dict.fromkeys(found))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The codes of the leaves that are our own assumption (当方仮定)."""
        return tuple(dict.fromkeys(f.code for f in self.formula.leaves() if f.assumption))

    @property
    def unknowns(self) -> tuple[str, ...]:
        """The keys answered わからない that this line rests on."""
        return tuple(dict.fromkeys(f.code for f in self.formula.leaves() if not f.known))


@dataclass(frozen=True, slots=True)
class Excluded:
    """A cost item that has no line, with its reason."""

    code: str
    category: Category
    reason: Reason
    detail: str = ""  # the missing code, currency or the quote's label


@dataclass(frozen=True, slots=True)
class Estimate:
    """One incident of one company under one edition."""

    edition: str
    as_of: date  # 基準日
    engine_version: str
    profile: IncidentProfile
    lines: tuple[EstimateLine, ...]
    excluded: tuple[Excluded, ...]

    def total(self, kind: Total) -> YenRange:
        """Add up the lines of one total."""
        return add_up(line.amount for line in self.lines if line.total is kind)

    @property
    def headline(self) -> YenRange:
        """想定損害額: cash and liability; the reference values stand beside it."""
        return self.total(Total.CASH) + self.total(Total.LIABILITY)

    def category(self, category: Category) -> YenRange:
        """Add up the headline lines of one damage category."""
        return add_up(
            line.amount for line in self._of(category) if line.total is not Total.REFERENCE
        )

    def reference(self, category: Category) -> YenRange:
        """Add up the reference lines of one damage category."""
        lines = self._of(category)
        return add_up(line.amount for line in lines if line.total is Total.REFERENCE)

    def _of(self, category: Category) -> list[EstimateLine]:
        return [line for line in self.lines if line.category is category]

    def line(self, code: str) -> EstimateLine | None:
        """Return the line of a cost item, None when it is excluded."""
        return next((line for line in self.lines if line.code == code), None)


def _item(
    code: str,
    place: tuple[Category, Phase | None, Total],
    *topics: str,
    shows_zero: bool = False,
) -> CostItem:
    return CostItem(code, *place, frozenset(topics), shows_zero)


_INITIAL = (Category.RESPONSE, Phase.INITIAL, Total.CASH)
_EXTERNAL = (Category.RESPONSE, Phase.EXTERNAL, Total.CASH)
_RECOVERY = (Category.RESPONSE, Phase.RECOVERY, Total.CASH)
_OWN_TIME = (Category.RESPONSE, Phase.RECOVERY, Total.REFERENCE)
_CLAIM = (Category.LIABILITY, None, Total.LIABILITY)
_THEORETICAL = (Category.LIABILITY, None, Total.REFERENCE)
_LOST_PROFIT = (Category.LOST_PROFIT, None, Total.CASH)
_DIRECT_LOSS = (Category.DIRECT_LOSS, None, Total.CASH)
_WHAT_IF = (Category.DIRECT_LOSS, None, Total.REFERENCE)
_FINE = (Category.ADMINISTRATIVE, None, Total.CASH)
_CEILING = (Category.ADMINISTRATIVE, None, Total.REFERENCE)
_INTANGIBLE = (Category.INTANGIBLE, None, Total.REFERENCE)


ITEMS: tuple[CostItem, ...] = (
    _item("forensics", _INITIAL, "investigation"),
    _item("containment", _INITIAL, "investigation"),
    _item("network_monitoring", _INITIAL, "investigation"),
    _item("crisis_consulting", _EXTERNAL, "publicity"),
    _item("legal_advice", _EXTERNAL),
    _item("authority_report", _EXTERNAL, "personal_data"),
    _item("notification_mail", _EXTERNAL, "personal_data"),
    _item("newspaper_notice", _EXTERNAL, "publicity"),
    _item("call_center", _EXTERNAL, "personal_data"),
    _item("condolence_gift", _EXTERNAL, "personal_data"),
    _item("reputation_care", _EXTERNAL, "publicity"),
    _item("dark_web_search", _EXTERNAL, "dark_web"),
    _item("credit_monitoring", _EXTERNAL, "personal_data"),
    _item("data_recovery", _RECOVERY, "data_loss"),
    _item("pc_recovery", _RECOVERY, "devices"),
    _item("server_recovery", _RECOVERY, "devices"),
    _item("site_rebuild", _RECOVERY, "site"),
    _item("overtime", _RECOVERY),
    _item("recurrence_prevention", _RECOVERY),
    _item("internal_labour", _OWN_TIME),
    _item("individual_claims", _CLAIM, "personal_data"),
    _item("principal_recourse", _CLAIM, "entrusted"),
    _item("card_fraud", _CLAIM, "cards"),
    _item("card_reissue", _CLAIM, "cards"),
    _item("corporate_claims", _CLAIM, "confidential"),
    _item("attorney_retainer", _CLAIM),
    _item("attorney_success_fee", _CLAIM),
    _item("individual_claims_theoretical", _THEORETICAL, "personal_data"),
    _item("card_fraud_what_if", _THEORETICAL, "cards"),
    _item("ccpa_private_action", _THEORETICAL, "personal_data"),
    _item("business_interruption", _LOST_PROFIT, "stop"),
    _item("continuing_cost", _LOST_PROFIT, "stop"),
    _item("ransom", _DIRECT_LOSS, "ransom", shows_zero=True),
    _item("bec_fraud", _DIRECT_LOSS, "transfer"),
    _item("ceo_fraud", _DIRECT_LOSS, "transfer"),
    _item("online_banking_fraud", _DIRECT_LOSS, "banking"),
    _item("support_scam", _DIRECT_LOSS, "support"),
    _item("ransom_what_if", _WHAT_IF, "ransom"),
    _item("administrative_fine", _FINE, "personal_data", shows_zero=True),
    _item("administrative_ceiling", _CEILING, "personal_data"),
    _item("gdpr_ceiling", _CEILING, "personal_data"),
    _item("ccpa_ceiling", _CEILING, "personal_data"),
    _item("brand", _INTANGIBLE, "publicity"),
    _item("share_price", _INTANGIBLE),
)
ITEM_TOTALS = {item.code: item.total for item in ITEMS}
