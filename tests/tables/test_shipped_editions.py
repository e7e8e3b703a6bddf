"""The editions that ship: every row sourced and checked, the published figures as published."""

import json
import re
from pathlib import Path

import pytest

from estimator import costbook_store
from estimator.costbook import CostBook, Evidence, Figure
from estimator.models import Edition, Source

pytestmark = pytest.mark.django_db

CODES = ("jnsa-2021", "2026-11")
FOLDER = Path(__file__).parents[2] / "fixtures" / "editions"
PUBLISHED_2021 = {
    "forensics_minimum": 3_000_000,
    "forensics_pc": 1_000_000,
    "forensics_server": 2_000_000,
    "call_center_seat_month": 1_200_000,
    "condolence_gift": 650,
    "pc_replace": 150_000,
    "server_rebuild": 700_000,
    "legal_advice": 500_000,
    "crisis_consulting": 500_000,
    "card_reissue": 1_100,
    "card_fraud_per_card": 100_000,
    "notification_letter": 100,
    "notification_postcard": 80,
    "newspaper_national": 2_400_000,
    "newspaper_local": 500_000,
    "online_banking_average": 1_400_000,
    "theoretical_jnsa_mean": 28_308,
    "ransom_median": 78_398,
}
FIGURES_2026 = {
    "forensics_minimum": (300, 300, 400),
    "forensics_pc": (100, 120, 250),
    "forensics_server": (150, 150, 200),
    "containment": (20, 80, 150),
    "crisis_consulting": (10, 50, 100),
    "legal_advice": (30, 50, 100),
    "authority_report": (50, 100, 200),
    "call_center_seat_month": (140, 170, 200),
    "reputation_care": (300, 500, 900),
    "dark_web_search": (300, 500, 3000),
    "credit_monitoring_month": (100, 200, 500),
    "site_rebuild": (200, 800, 2000),
    "server_rebuild": (70, 150, 300),
    "pc_reimage": (2, 5, 15),
    "ceo_fraud_average": (28.4, 1308, 60200),
}
ABSENT_2021 = (
    "containment", "network_monitoring", "authority_report", "reputation_care", "dark_web_search",
    "credit_monitoring_month", "data_recovery", "pc_reimage", "site_rebuild", "ceo_fraud_average",
    "compensation_contact", "brand_churn_share",
)  # fmt: skip


def evidence_of(code: str) -> list[Evidence]:
    """Return the evidence of every figure, ratio, scale, law, type and answer of an edition."""
    book = costbook_store.load(code)
    figures: list[Figure] = [*book.unit_costs.values(), *book.exchange_rates.values()]
    figures += [
        figure for i in book.industries.values() for figure in (i.marginal_profit, i.labour_cost)
    ]
    figures += [row.figure for rows in book.typical_answers.values() for row in rows]
    found = [evidence for figure in figures for evidence in figure.evidence]
    found += [row.evidence for row in (*book.scales.values(), *book.statutory_amounts.values())]
    found += [row.evidence for row in book.benchmarks.values()]
    found += _evidence_of_outlook(book)
    return found + [row.severity_evidence for row in book.incident_types.values()]


def _evidence_of_outlook(book: CostBook) -> list[Evidence]:
    figures = [row.figure for row in book.incident_rates]
    figures += [row.premium for row in book.sample_policies.values()]
    figures += [figure for row in book.measures.values() for figure in row.figures.values()]
    own = (
        *book.payment_timings.values(),
        *book.sample_policies.values(),
        *book.measures.values(),
        *book.standard_texts.values(),
    )
    return [*(row.evidence for row in own), *(e for figure in figures for e in figure.evidence)]


@pytest.mark.parametrize("code", CODES)
def test_every_row_is_sourced_placed_and_checked(editions: None, code: str) -> None:
    for evidence in evidence_of(code):
        assert evidence.checked_on is not None
        assert evidence.grade in "SABCDE"
        assert evidence.place or evidence.is_assumption


@pytest.mark.parametrize("code", CODES)
def test_own_assumptions_are_ours_and_give_their_reason_in_both_languages(
    editions: None, code: str
) -> None:
    for evidence in evidence_of(code):
        assert evidence.is_assumption == (evidence.source.id == "OWN")
        if evidence.is_assumption:
            assert evidence.note_ja
            assert evidence.note_en


@pytest.mark.parametrize("code", CODES)
def test_a_derived_figure_says_how(editions: None, code: str) -> None:
    for evidence in evidence_of(code):
        assert evidence.grade != "D" or evidence.note_ja


@pytest.mark.parametrize("code", CODES)
def test_every_source_is_used_or_named_in_a_note(editions: None, code: str) -> None:
    used = {evidence.source.id for evidence in evidence_of(code)}
    words = " ".join(e.note_ja + e.note_en + e.place for e in evidence_of(code))
    for source in Source.objects.filter(edition__code=code):
        assert source.code in used or source.publisher.split("（")[0] in words


def test_the_2021_figures_are_as_printed(editions: None) -> None:
    book = costbook_store.load("jnsa-2021")
    assert {code: book.unit_cost(code).typical for code in PUBLISHED_2021} == PUBLISHED_2021


def test_what_2021_does_not_print_is_absent(editions: None) -> None:
    book = costbook_store.load("jnsa-2021")
    assert [code for code in ABSENT_2021 if book.has_unit_cost(code)] == []


def test_a_price_printed_with_and_up_is_open(editions: None) -> None:
    book = costbook_store.load("jnsa-2021")
    for code in ("forensics_minimum", "legal_advice", "condolence_gift"):
        assert book.unit_cost(code).high is None


def test_the_2026_figures_are_those_of_the_model(editions: None) -> None:
    book = costbook_store.load("2026-11")
    for code, amounts in FIGURES_2026.items():
        figure = book.unit_cost(code)
        expected = tuple(10_000 * amount for amount in amounts)
        assert (figure.low, figure.typical, figure.high) == expected, code


def test_an_open_high_of_2026_names_its_sampling_bound(editions: None) -> None:
    open_ones = [f for f in costbook_store.load("2026-11").unit_costs.values() if f.high is None]
    assert [figure.code for figure in open_ones] == ["online_banking_average"]
    assert open_ones[0].sampling_bound == 304_000_000


def test_ransomware_is_listed_first(editions: None) -> None:
    types = list(costbook_store.load().incident_types)
    assert types[0] == "ransomware_double_extortion"
    assert len(types) == 15


@pytest.mark.parametrize(
    ("code", "rates"),
    [("jnsa-2021", {"USD": "108.9"}), ("2026-11", {"USD": "157.25", "EUR": "175.68"})],
)
def test_rates_are_sourced_or_absent(editions: None, code: str, rates: dict[str, str]) -> None:
    known = costbook_store.load(code).exchange_rates
    assert {currency: str(rate.typical) for currency, rate in known.items()} == rates


def test_the_current_edition_is_the_default(editions: None) -> None:
    assert Edition.objects.default().code == "2026-11"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_a_note_names_its_sources_as_a_reader_knows_them(file: Path) -> None:
    rows = json.loads(file.read_text(encoding="utf-8"))
    codes = {r["fields"]["code"] for r in rows if r["model"] == "estimator.source"}
    words = [
        (text, set(re.findall(r"(?<![A-Za-z0-9])[A-Z]{1,3}\d[a-z]?(?![A-Za-z0-9])", text)))
        for row in rows
        for text in (row["fields"].get(key, "") for key in ("note_ja", "note_en", "place"))
    ]
    assert [text for text, found in words if found & codes] == []
