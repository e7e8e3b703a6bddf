"""The incident profile (想定事案): what was answered, with わからない as a value of its own.

In the flow: made by `questionnaire.answers` from the saved answers and the edition's typical
answers; read by the engine. Nothing here knows where an answer is stored or shown.

A field is named as its key in PROFILE.json, so that key, answer and formula leaf are one word.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

YES = "yes"
NO = "no"

# Choices whose わからない counts as the first option, with no row behind it: no cover to rely on.
UNKNOWN_IS_NO = frozenset({"insured"})

# Counts that are a share of the people held, where the edition has a row for the share in percent.
SHARES_OF_HELD = {
    "persons_affected": "persons_leaked_percent",
    "cards_leaked": "cards_leaked_percent",
}

# The choices that are not yes or no. Of a typical answer, the first is what the others leave.
CHOICE_OPTIONS = {
    "severity": ("moderate", "minor", "major"),
    "data_kind": ("contact", "registry", "sensitive"),
    "transfer_kind": ("business_partner", "ceo"),
    "notice_form": ("letter", "postcard", "email", "none"),
    "theoretical_basis": ("jnsa_mean", "jo_model"),
    "backup": ("connected", "offline", "none"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted or measured answer (数量): exact when known, a range when わからない."""

    key: str
    low: Decimal
    typical: Decimal
    high: Decimal | None  # None: no upper end is known
    unit: str  # people, devices, yen, percent, months, cards, …
    known: bool
    sources: tuple[str, ...] = ()  # ids of the sources of the range; empty when known
    assumption: bool = False  # the range is our own assumption (当方仮定)
    # Under each severity the incident may have, with its chance; empty where that is no matter.
    by_severity: tuple[tuple[Decimal, Quantity], ...] = ()

    @property
    def is_zero(self) -> bool:
        """Tell whether the answer is exactly none."""
        return self.known and self.typical == 0


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer out of a list (選択): one option, or a chance for each when わからない."""

    key: str
    chances: tuple[tuple[str, Decimal], ...]  # option and its chance 0..1; they add up to 1
    known: bool
    sources: tuple[str, ...] = ()
    assumption: bool = False
    # Under each severity the incident may have, with its chance; empty where that is no matter.
    by_severity: tuple[tuple[Decimal, Choice], ...] = ()

    def chance(self, option: str) -> Decimal:
        """Return the chance of an option, 0 for one that is not on the list."""
        return dict(self.chances).get(option, Decimal(0))

    def surely(self, option: str) -> bool:
        """Tell whether this option was answered, not merely likely."""
        return self.known and self.chance(option) == 1

    @property
    def value(self) -> str | None:
        """The option answered; None for わからない."""
        return next((o for o, c in self.chances if c == 1), None) if self.known else None


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """A quote of the company's own (自社の見積り) that replaces a line or a group of lines."""

    label: str
    covers: tuple[str, ...]  # cost item codes; the line stands under the first
    low_yen: int
    typical_yen: int
    high_yen: int | None  # None: the quote names no amount


@dataclass(frozen=True, slots=True)
class Company:
    """会社: who is hit."""

    company_name: str
    prepared_by: str
    industry: str | None  # None: わからない
    employees: Quantity
    persons_held: Quantity | None  # whose personal data the company keeps
    annual_revenue_yen: Quantity
    listed: Choice
    market_cap_yen: Quantity
    sells_online: bool | None  # takes cards in a web shop; None: わからない, it may
    critical_infrastructure: Choice
    sizes: tuple[tuple[str, Decimal], ...]  # size classes the company may be in, with weights


@dataclass(frozen=True, slots=True)
class Incident:
    """事案: what happened."""

    incident_type: str
    topics: frozenset[str]  # what the incident type brings into question
    wrongful_purpose: bool  # 不正の目的によるおそれ, from the incident type
    severity: Choice
    case_name: str
    case_note: str
    discovered_on: date | None  # 発覚日; None: not known or not yet happened


@dataclass(frozen=True, slots=True)
class Spread:
    """被害の広がり: how far it reached."""

    pcs_examined: Quantity
    servers_examined: Quantity
    pcs_reimaged: Quantity
    pcs_replaced: Quantity
    servers_rebuilt: Quantity
    stop_unit: str  # business_day, calendar_day or month: unit of stop_length and ramp_up_length
    stop_length: Quantity
    ramp_up_length: Quantity
    sales_per_stop_unit_yen: Quantity | None  # None: derived from the annual sales
    sales_stopped_percent: Quantity
    catch_up_percent: Quantity
    variable_cost_percent: Quantity
    continuing_cost_yen: Quantity | None
    persons_affected: Quantity
    data_kind: Choice  # contact, registry, sensitive
    financial_harm_feared: Choice
    data_encrypted: Choice
    entrusted_persons: Quantity
    principal_fault_percent: Quantity
    cards_leaked: Quantity
    card_fraud_total_yen: Quantity | None  # None: cards x share x per card
    card_fraud_percent: Quantity | None  # None: the edition's share
    corporate_claims_yen: Quantity | None
    transfer_kind: Choice  # business_partner (BEC) or ceo (社長なりすまし)
    money_lost_yen: Quantity | None  # None: what is published
    bank_compensation_percent: Quantity
    eu_individuals: Choice
    california_covered: Choice
    california_consumers: Quantity


@dataclass(frozen=True, slots=True)
class Response:
    """対応の方針: what would be bought or done."""

    hire_forensics: Choice
    hire_containment: Choice
    hire_monitoring: Choice
    devices_monitored: Quantity
    monitoring_months: Quantity
    hire_crisis_consultant: Choice
    hire_legal_advice: Choice
    hire_report_support: Choice
    notice_form: Choice  # letter, postcard, email, none
    place_newspaper_notice: Choice
    national_insertions: Quantity
    local_insertions: Quantity
    outsource_call_center: Choice
    call_center_seat_months: Quantity | None  # None: by the number of persons
    give_condolence_gift: Choice
    hire_reputation_care: Choice
    search_dark_web: Choice
    give_credit_monitoring: Choice
    credit_monitoring_months: Quantity
    buy_data_recovery: Choice
    rebuild_site: Choice
    prevent_recurrence: Choice
    recurrence_prevention_yen: Quantity
    mandate_attorney: Choice
    amount_claimed_yen: Quantity | None  # None: the claims estimated here
    amount_reduced_yen: Quantity | None  # None: a share of the claim
    claimant_percent: Quantity
    theoretical_basis: Choice  # jnsa_mean or jo_model
    jo_sensitivity: Quantity
    jo_identifiability: Quantity
    jo_responsibility: Quantity
    jo_response: Quantity
    pay_ransom: Choice
    ransom_yen: Quantity | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """備え: what the company can do by itself."""

    backup: Choice  # offline, connected, none
    in_house_response: Choice
    overtime_person_months: Quantity | None  # None: staff x share x months
    staff_tied_up_percent: Quantity
    recovery_months: Quantity
    overtime_paid_percent: Quantity
    labour_cost_per_month_yen: Quantity


@dataclass(frozen=True, slots=True)
class Finance:
    """お金と保険: what the company can bear; no line of an estimate reads it.

    None: わからない; what is then done without it is said under its question.
    """

    cash_in_hand_yen: Quantity | None
    credit_line_yen: Quantity | None  # still free to be drawn at once
    monthly_baseline_cash_yen: Quantity | None  # receipts less payments of a usual month
    receipts_lag_months: Quantity | None
    payments_lag_months: Quantity | None
    affordable_yen: Quantity | None  # いくらまでなら自力で払えるか
    net_assets_yen: Quantity | None  # below 0: 債務超過 already
    ordinary_profit_yen: Quantity | None  # 経常利益; below 0: a loss
    insured: Choice
    policy_liability_limit_yen: Quantity | None  # 賠償; 0: the section is not bought
    policy_expense_limit_yen: Quantity | None  # 費用
    policy_profit_limit_yen: Quantity | None  # 利益
    policy_overall_limit_yen: Quantity | None
    policy_deductible_yen: Quantity | None
    policy_prevention_sublimit_yen: Quantity | None  # 再発防止
    policy_gift_sublimit_yen: Quantity | None  # 見舞品
    policy_waiting_hours: Quantity | None
    policy_pays_in_month: Quantity | None


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """対策の回答: one measure in place or chosen for an own package, with its quote."""

    code: str
    in_place: bool
    chosen: bool
    initial_yen: int | None  # both None: the edition's price
    yearly_yen: int | None


@dataclass(frozen=True, slots=True)
class IncidentProfile:
    """One company, one incident: all that is known of them."""

    company: Company
    incident: Incident
    spread: Spread
    response: Response
    readiness: Readiness
    finance: Finance
    own_quotes: tuple[OwnQuote, ...] = ()
    measures: tuple[MeasureChoice, ...] = ()

    @property
    def parts(self) -> tuple[Company | Incident | Spread | Response | Readiness | Finance, ...]:
        """Everything that was asked for, in the order of the questionnaire."""
        return (
            self.company, self.incident, self.spread, self.response, self.readiness, self.finance,
        )  # fmt: skip


_PARTS = (Company, Incident, Spread, Response, Readiness, Finance)


def quantity_keys(*, only_required: bool = False) -> tuple[str, ...]:
    """Return the keys that take a quantity; the required ones need one even when わからない."""
    return _keys_of("Quantity", only_required=only_required)


def choice_keys() -> tuple[str, ...]:
    """Return the keys that take a choice."""
    return _keys_of("Choice", only_required=True)


def options_of(key: str) -> tuple[str, ...]:
    """Return the options of a choice, the one first whose chance the others leave."""
    return CHOICE_OPTIONS.get(key, (NO, YES))


def _keys_of(kind: str, *, only_required: bool) -> tuple[str, ...]:
    wanted = {kind} if only_required else {kind, f"{kind} | None"}
    return tuple(f.name for part in _PARTS for f in fields(part) if f.type in wanted)
