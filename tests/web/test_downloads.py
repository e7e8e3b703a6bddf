"""The result as files: the same figures as the page, named after the company."""

import json
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from estimator.models import Assessment
from tests.factories.assessments import TOKEN, AssessmentFactory

RESULT = reverse("result", args=[TOKEN])
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def address(kind: str) -> str:
    return reverse(f"result_{kind}", args=[TOKEN])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_named_after_the_company_and_never_cached(client, example, kind) -> None:
    found = client.get(address(kind))
    assert (found.status_code, found["Content-Type"]) == (200, KINDS[kind])
    name = unquote(found["Content-Disposition"])
    assert "みほん精機" in name
    assert name.endswith(f".{kind}")
    assert "no-store" in found["Cache-Control"]


def test_the_page_links_to_every_file(client, example) -> None:
    page = client.get(RESULT).content.decode()
    assert all(f'href="{address(kind)}"' in page for kind in KINDS)


def test_the_files_say_the_same_yen(client, example) -> None:
    told = json.loads(client.get(address("json")).content)
    book = load_workbook(BytesIO(client.get(address("xlsx")).content), data_only=True)
    rows = {row[8]: row[3:6] for row in book["内訳"].iter_rows(values_only=True)}
    amounts = {line["code"]: (line["low"], line["typical"], line["high"]) for line in told["lines"]}
    assert {code: rows[code] for code in amounts} == amounts
    text = client.get(address("csv")).content.decode()
    assert all(f",{typical}," in text for _low, typical, _high in amounts.values())


def test_the_files_have_the_day_of_the_figures_shown(client, example) -> None:
    client.get(RESULT)
    stored = Assessment.objects.get().estimate
    assert json.loads(client.get(address("json")).content)["as_of"] == stored["as_of"]


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_type_there_is_no_file(client, editions, kind) -> None:
    AssessmentFactory(answers={"employees": 5})
    assert client.get(address(kind)).url == RESULT


@pytest.mark.parametrize("kind", KINDS)
def test_figures_of_an_earlier_engine_are_shown_by_the_page_first(client, example, kind) -> None:
    client.get(RESULT)
    Assessment.objects.update(engine_version="0.1")
    assert client.get(address(kind)).url == RESULT


@pytest.mark.parametrize("kind", KINDS)
def test_a_forged_address_has_no_file(client, editions, kind) -> None:
    assert client.get(reverse(f"result_{kind}", args=["x" * 43])).status_code == 404
