"""A small cost book: every incident type, three sizes, two industries, a row for each question."""

from decimal import Decimal

from estimator.costbook import (
    CompanySize,
    CostBook,
    Evidence,
    Figure,
    IncidentType,
    Industry,
    Source,
    TypicalAnswer,
)
from estimator.profile import choice_keys, options_of, quantity_keys

SOURCE = Source("X1", "発行者", "資料", "2026", "")
EVIDENCE = Evidence(SOURCE, "p.1", "E", "", "", None, None)
SEVERITIES = tuple((code, Decimal(share)) for code, share in
                   (("minor", "0.5"), ("moderate", "0.3"), ("major", "0.2")))  # fmt: skip
ELSEWHERE = {"variable_cost_percent", "labour_cost_per_month_yen", "severity", "insured"}
LEAK = "investigation devices data_loss stop personal_data entrusted confidential publicity"
TOPICS = {
    "ransomware_double_extortion": f"{LEAK} ransom dark_web",
    "ransomware_encryption": f"{LEAK} ransom",
    "malware": LEAK,
    "unauthorized_access_leak": (
        "investigation devices stop personal_data entrusted confidential publicity dark_web"
    ),
    "ec_card_leak": "investigation site stop personal_data cards entrusted publicity dark_web",
    "website_defacement": "investigation site stop personal_data publicity",
    "ddos": "investigation stop publicity",
    "business_email_compromise": "transfer investigation confidential",
    "online_banking_fraud": "banking investigation devices",
    "support_scam": "support investigation devices personal_data",
    "insider_leak": "investigation personal_data entrusted confidential publicity dark_web",
    "misdelivery": "personal_data entrusted confidential publicity",
    "device_loss": "devices personal_data entrusted confidential publicity",
    "supply_chain": "investigation stop personal_data entrusted confidential publicity",
    "breakdown_disaster": "devices data_loss stop",
}


def figure(code, bounds, unit="percent"):
    """Make a row of the book."""
    low, typical, high = map(Decimal, bounds)
    return Figure(code, code, code, low, typical, high, unit, (EVIDENCE,))


def row(key, bounds, *, option="", unit="percent", **conditions):
    """Make what わからない is taken as under some conditions."""
    where = {"incident_type": "", "size": "", "severity": "", "given": None} | conditions
    return TypicalAnswer(key=key, option=option, figure=figure(key, bounds, unit), **where)


def _typical_answers():
    rows = {key: [row(key, (1, 5, 10), unit="any")] for key in quantity_keys(only_required=True)}
    for key in choice_keys():
        rows[key] = [row(key, (0, 20, 100), option=option) for option in options_of(key)[1:]]
    rows["employees"] = [
        row("employees", (5, 10, 20), unit="people", size="small"),
        row("employees", (21, 50, 300), unit="people", size="mid"),
        row("employees", (301, 500, 900), unit="people", size="large"),
    ]
    rows["pcs_examined"] = [
        row("pcs_examined", (0, 2, 6), unit="devices", size="small"),
        row("pcs_examined", (1, 4, 20), unit="devices"),
        row("pcs_examined", (3, 9, 60), unit="devices", severity="major"),
    ]
    rows["buy_data_recovery"].append(
        row("buy_data_recovery", (0, 3, 100), option="yes", given=("backup", "offline"))
    )
    return {key: tuple(found) for key, found in rows.items() if key not in ELSEWHERE}


def _incident_type(code, topics):
    named = {"name_ja": f"{code}の名前", "name_en": code, "summary_ja": "要約", "summary_en": ""}
    return IncidentType(
        code=code,
        topics=frozenset(topics.split()),
        wrongful_purpose=True,
        severities=SEVERITIES,
        severity_evidence=EVIDENCE,
        **named,
    )


def _industry(code, marginal_profit, labour_cost):
    return Industry(
        code, code, code,
        figure("marginal_profit", marginal_profit),
        figure("labour_cost", labour_cost, "yen_per_person_month"),
        Decimal(1),
    )  # fmt: skip


def book():
    """Make the book."""
    return CostBook(
        edition="test",
        sources={"X1": SOURCE},
        unit_costs={},
        scales={},
        statutory_amounts={},
        exchange_rates={},
        sizes=(
            CompanySize("small", "小", "small", 1, 20, Decimal(6)),
            CompanySize("mid", "中", "mid", 21, 300, Decimal(3)),
            CompanySize("large", "大", "large", 301, 1000, Decimal(1)),
        ),
        industries={
            "retail": _industry("retail", (20, 30, 40), (310000, 470000, 630000)),
            "manufacturing": _industry("manufacturing", (30, 40, 60), (400000, 500000, 600000)),
        },
        incident_types={code: _incident_type(code, topics) for code, topics in TOPICS.items()},
        typical_answers=_typical_answers(),
    )
