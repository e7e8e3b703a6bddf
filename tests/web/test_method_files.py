"""算定根拠 as JSON and XLSX: every number of the database, and no other."""

import json
from collections import Counter
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from estimator import costbook_store, models
from estimator.models import Edition
from tests.factories import tables

FIGURE = ("low", "typical", "high")
# Columns of the file, and the same columns of the database.
Columns = tuple[str, ...]
SAME: dict[str, tuple[Columns, type[Any], Columns]] = {
    "unit_costs": (("code", *FIGURE), models.UnitCost, ("code", *FIGURE)),
    "scales": (
        ("code", "above", "rate_percent", "addition"),
        models.ScaleBracket,
        ("scale__code", "above", "rate", "addition"),
    ),
    "statutory_amounts": (
        ("code", "amount", "revenue_percent"),
        models.StatutoryAmount,
        ("code", "amount", "revenue_percent"),
    ),
    "exchange_rates": (("currency", *FIGURE), models.ExchangeRate, ("currency", *FIGURE)),
    "industries": (("code", *FIGURE), models.IndustryFigure, ("industry__code", *FIGURE)),
    "typical_answers": (
        ("question", "option", *FIGURE),
        models.TypicalAnswer,
        ("key", "option", *FIGURE),
    ),
    "benchmarks": (
        ("code", "value", "sample_size"),
        models.BenchmarkValue,
        ("benchmark__code", "value", "benchmark__sample_size"),
    ),
}


# The tables the outlook reads; not every edition has rows in each.
OUTLOOK: dict[str, tuple[Columns, type[Any], Columns]] = {
    "incident_rates": (
        ("incident_type", "size", "industry", *FIGURE),
        models.IncidentRate,
        ("incident_type__code", "size__code", "industry__code", *FIGURE),
    ),
    "payment_timings": (
        ("code", "month", "percent"),
        models.PaymentShare,
        ("timing__code", "month", "percent"),
    ),
    "sample_policies": (("code", *FIGURE), models.SamplePolicy, ("code", *FIGURE)),
    "policy_terms": (
        ("policy", "kind", "amount"),
        models.PolicyTerm,
        ("policy__code", "kind", "amount"),
    ),
    "measures": (
        ("code", "package", "correlation", "subsidy_percent", "subsidy_ceiling"),
        models.Measure,
        ("code", "package", "is_correlation", "subsidy_percent", "subsidy_ceiling"),
    ),
    "measure_figures": (
        ("measure", "kind", *FIGURE),
        models.MeasureFigure,
        ("measure__code", "kind", *FIGURE),
    ),
    "standard_texts": (("code", "verified"), models.StandardText, ("code", "verified")),
}


@pytest.fixture(params=["2026-11", "jnsa-2021"])
def edition(request, editions) -> str:
    return request.param


@pytest.fixture
def found(client, edition) -> dict[str, Any]:
    return json.loads(client.get(reverse("method_json", args=[edition])).content)


def exact(value: Any) -> Any:
    """Compare numbers as numbers, whatever zeros they are written with; nothing as nothing."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return Decimal(str(value)).normalize()
    return value or None


def told_and_stored(found: dict[str, Any], edition: str, table: str) -> tuple[Any, Any]:
    names, model, columns = {**SAME, **OUTLOOK}[table]
    of_edition = model.objects.filter(**{f"{model.edition_path}__code": edition})
    stored = [tuple(map(exact, row)) for row in of_edition.values_list(*columns)]
    told = [tuple(exact(row[name]) for name in names) for row in found[table]]
    return Counter(told), Counter(stored)


@pytest.mark.parametrize("table", SAME)
def test_the_json_says_what_the_database_says(found, edition, table) -> None:
    told, stored = told_and_stored(found, edition, table)
    assert told
    assert told == stored


def test_the_json_says_what_the_outlook_reads(client, editions) -> None:
    draft = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    tables.outlook_rows(draft)
    tables.published(draft)
    found = json.loads(client.get(reverse("method_json", args=[draft.code])).content)
    for table in OUTLOOK:
        told, stored = told_and_stored(found, draft.code, table)
        assert told, table
        assert told == stored, table
    assert ("malware", "3, 10") in {
        (row["incident_types"], row["instructions"]) for row in found["measures"]
    }


def test_the_workbook_says_what_the_json_says(client, found, edition) -> None:
    file = client.get(reverse("method_xlsx", args=[edition])).content
    for sheet in load_workbook(BytesIO(file)).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        written = [dict(zip(head, map(written_as, row), strict=True)) for row in rows]
        assert written == [
            {name: value or None if value == "" else value for name, value in row.items()}
            for row in found[sheet.title]
        ]


def written_as(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


def test_what_begins_like_a_formula_is_text_in_the_workbook(client, editions) -> None:
    draft = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    draft.unitcost_rows.filter(code="pc_replace").update(note_ja="=1+1", place="@SUM(A1)")
    draft.source_rows.update(title="+cmd|' /C calc'!A0")
    tables.published(draft)
    file = client.get(reverse("method_xlsx", args=[draft.code])).content
    cells = [c for sheet in load_workbook(BytesIO(file)) for row in sheet.rows for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@" and c.value]
    assert {"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"} <= {cell.value for cell in risky}
    assert all(cell.quotePrefix for cell in risky)
