"""A cost book of round figures and the estimates made from it: no database, no edition."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from estimator.costbook import (
    Bracket,
    CompanySize,
    CostBook,
    Evidence,
    Figure,
    IncidentType,
    Industry,
    Scale,
    Source,
    StatutoryAmount,
    TypicalAnswer,
)
from estimator.engine.calculate import estimate as calculate
from estimator.estimate import Estimate
from estimator.presenters.wording import Wording
from estimator.profile import Company, Incident, Readiness, Response, Spread
from estimator.questionnaire import answers as questionnaire_answers

AS_OF = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "fixtures" / "examples"
TOPICS = frozenset(
    "investigation devices data_loss stop personal_data entrusted confidential publicity"
    " ransom dark_web".split()
)
PRICES = """forensics_minimum:yen forensics_pc:yen_per_device forensics_server:yen_per_device
containment:yen network_monitoring:yen_per_device_month crisis_consulting:yen legal_advice:yen
authority_report:yen notification_letter:yen_per_piece notification_postcard:yen_per_piece
newspaper_national:yen_per_insertion newspaper_local:yen_per_insertion
call_center_seat_month:yen_per_seat_month condolence_gift:yen_per_person reputation_care:yen
dark_web_search:yen credit_monitoring_month:yen_per_month data_recovery:yen pc_reimage:yen_per_device
pc_replace:yen_per_device server_rebuild:yen_per_device site_rebuild:yen
compensation_contact:yen_per_person compensation_registry:yen_per_person
compensation_sensitive:yen_per_person theoretical_jnsa_mean:yen_per_person jo_base:yen_per_person
card_fraud_per_card:yen_per_card card_fraud_share:percent card_fraud_share_what_if:percent
card_reissue:yen_per_card ramp_up_lost_share:percent business_days_per_year:days bec_average:yen
ceo_fraud_average:yen online_banking_average:yen ransom_median:usd
brand_churn_share:percent share_price_fall:percent ccpa_private_action:usd
claim_reduction_share:percent""".split()
SOURCES = {
    "S0": Source("S0", "日本ネットワークセキュリティ協会", "損害額調査レポート", "2021-08", "https://example.jp/a"),
    "E0": Source("E0", "損害ものさし", "当方仮定", "2026-11", ""),
}  # fmt: skip


def evidence(grade: str = "S") -> Evidence:
    source = SOURCES["E0" if grade == "E" else "S0"]
    return Evidence(source, "12ページ", grade, "三社の見積り。", "Three quotes.", None, AS_OF)


def row(code: str, unit: str, low: str, typical: str, high: str | None, grade: str = "S") -> Figure:
    top = None if high is None else Decimal(high)
    return Figure(code, f"{code}の単価", code, Decimal(low), Decimal(typical), top, unit, (evidence(grade),))  # fmt: skip


def price(spec: str) -> Figure:
    code, unit = spec.split(":")
    figures = ("1", "2", "5") if unit == "percent" else ("100000", "120000", "250000")
    if code == "business_days_per_year":
        figures = ("250", "250", "250")
    return row(code, unit, *figures, "E" if code == "forensics_pc" else "S")


@pytest.fixture(scope="session")
def costs() -> CostBook:
    """Every code the engine reads, each with a round figure."""
    ninety = row("marginal_profit", "percent", "20", "35", "50")
    monthly = row("labour_cost", "yen_per_person_month", "310000", "470000", "630000")
    fine = row("fine_expected", "yen", "0", "0", "0")
    table = (Bracket(*map(Decimal, ("0", "0", "0"))), Bracket(*map(Decimal, ("1000", "0", "5"))))
    seats = Scale("call_center_seat_months", "席・月の表", "seat-months", "seat_months", table, evidence())  # fmt: skip
    fees = {code: Scale(code, "着手金の表", "retainer", "yen", (Bracket(Decimal(0), Decimal("0.08"), Decimal(0)),), evidence()) for code in ("attorney_retainer", "attorney_success_fee")}  # fmt: skip
    law = StatutoryAmount("appi_fine_ceiling", "罰金の上限", "fine", Decimal(10**8), "JPY", None, evidence())  # fmt: skip
    kind = IncidentType("ransomware_double_extortion", "ランサムウェア（二重脅迫）", "Ransomware", "暗号化と公開の脅し", "", TOPICS, True, (("moderate", Decimal(1)),), evidence())  # fmt: skip
    return CostBook(
        "test-1", SOURCES,
        {(p.split(":")[0], ""): price(p) for p in PRICES} | {("fine_expected", ""): fine},
        {"call_center_seat_months": seats, **fees}, {"appi_fine_ceiling": law},
        {"USD": row("USD", "yen_per_usd", "150", "155", "160")},
        (CompanySize("small", "小", "small", 1, 50, Decimal(1)), CompanySize("mid", "中", "mid", 51, None, Decimal(1))),
        {"manufacturing": Industry("manufacturing", "製造業", "manufacturing", ninety, monthly, Decimal(1), True)},
        {kind.code: kind}, typical_answers(),
    )  # fmt: skip


def typical_answers() -> dict[str, tuple[TypicalAnswer, ...]]:
    """A range for every quantity, a half chance for every option."""
    names = {f.name: str(f.type) for part in (Company, Incident, Spread, Response, Readiness) for f in fields(part)}  # fmt: skip
    options = {"data_kind": ("registry", "sensitive"), "notice_form": ("postcard", "email", "none"), "transfer_kind": ("ceo",), "theoretical_basis": ("jo_model",), "backup": ("offline", "none"), "severity": ()}  # fmt: skip
    found = {}
    for key, kind in names.items():
        if kind.startswith("Choice"):
            chance = row(key, "percent", "0", "20", "100", "E")
            found[key] = tuple(TypicalAnswer(key, o, "", "", "", None, chance) for o in options.get(key, ("yes",)))  # fmt: skip
        elif kind.startswith("Quantity"):
            percent = key.endswith("_percent")
            figures = ("10", "20", "50") if percent else ("1", "3", "10")
            unit = "percent" if percent else "devices" if "pcs" in key or "servers" in key else "months"
            if key.endswith("_yen"):
                figures, unit = ("1000000", "2000000", "10000000"), "yen"
            found[key] = (TypicalAnswer(key, "", "", "", "", None, row(key, unit, *figures, "E")),)
    return found


@pytest.fixture
def answers() -> dict[str, Any]:
    """The example company's answers."""
    return json.loads((EXAMPLES / "example-manufacturer-50.json").read_text("utf-8"))


@pytest.fixture
def make_estimate(costs: CostBook, answers: dict[str, Any]) -> Callable[..., Estimate]:
    """Return a function that estimates the example with some answers changed."""

    def make(**changed: Any) -> Estimate:
        profile = questionnaire_answers.profile(answers | changed, costs)
        return calculate(profile, costs, as_of=AS_OF)

    return make


@pytest.fixture
def wording() -> Wording:
    """Japanese."""
    return Wording.in_force()
