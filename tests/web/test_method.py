"""算定根拠: every number on the public page is the database's, every source two clicks away."""

import json
import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from estimator import costbook_store
from estimator.estimate import ITEMS
from estimator.models import BenchmarkValue, ScaleBracket, Source, StatutoryAmount, UnitCost
from tests.factories import tables
from tests.factories.assessments import TOKEN

CODES = ["2026-11", "jnsa-2021"]
ROW = re.compile(r'<tr data-code="(\w+)">(.*?)</tr>', re.DOTALL)
WORDS = re.compile(r"((?:[\d,.]+[兆億万]?)+)(?:円|%|/|ドル|ユーロ|日|団体).*")
NUMBER = re.compile(r'<data value="([^"]*)">(.*?)</data>')
TABLE_NAMES = [
    "cost_items", "unit_costs", "scales", "statutory_amounts", "exchange_rates", "industries",
    "typical_answers", "benchmarks", "incident_rates", "payment_timings", "sample_policies",
    "policy_terms", "measures", "measure_figures", "standard_texts", "sources",
]  # fmt: skip


@pytest.fixture(params=CODES)
def edition(request, editions) -> str:
    return request.param


@pytest.fixture
def page(client, edition) -> str:
    return client.get(reverse("method_edition", args=[edition])).content.decode()


def figures_on(page: str) -> set[tuple[str, ...]]:
    """Read code, low, typical, high of every figure as the page carries them."""
    return {
        (code, *(stored for stored, _ in NUMBER.findall(row))) for code, row in ROW.findall(page)
    }


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def test_every_unit_cost_stands_on_the_page_as_in_the_database(page, edition) -> None:
    rows = UnitCost.objects.filter(edition__code=edition)
    stored = {(r.code, plain(r.low), plain(r.typical), plain(r.high)) for r in rows}
    assert stored
    assert stored <= figures_on(page)


def test_no_other_number_stands_on_the_page(page, edition) -> None:
    known = {(r.code, plain(r.low), plain(r.typical), plain(r.high))
             for r in UnitCost.objects.filter(edition__code=edition)}  # fmt: skip
    known_codes = {code for code, *_ in known}
    assert {row for row in figures_on(page) if row[0] in known_codes} == known


def test_every_amount_of_law_and_every_step_stands_on_the_page(page, edition) -> None:
    on_page = [stored for stored, _text in NUMBER.findall(page)]
    for law in StatutoryAmount.objects.filter(edition__code=edition):
        assert plain(law.amount) in on_page
    for step in ScaleBracket.objects.filter(scale__edition__code=edition):
        assert {plain(step.above), plain(step.addition)} <= set(on_page) | {"0"}


def test_every_published_distribution_stands_on_the_page(page, edition) -> None:
    values = BenchmarkValue.objects.filter(benchmark__edition__code=edition)
    on_page = [stored for stored, _text in NUMBER.findall(page)]
    assert values
    assert all(plain(value.value) in on_page for value in values)


def test_the_words_of_a_number_say_its_value(page) -> None:
    for stored, text in NUMBER.findall(page):
        if stored and (match := WORDS.fullmatch(text.replace("<wbr>", ""))):
            assert read(match[1]) == Decimal(stored)


def read(text: str) -> Decimal:
    """Read 1億2,000万 back into a number."""
    sizes = {"兆": 10**12, "億": 10**8, "万": 10**4, "": 1}
    parts = re.findall(r"([\d,.]+)([兆億万]?)", text)
    return sum((Decimal(n.replace(",", "")) * sizes[size] for n, size in parts), Decimal(0))


def test_every_cost_item_has_its_anchor_and_a_formula_or_the_reason_why_not(page) -> None:
    for item in ITEMS:
        article = page.split(f'id="{item.code}"')[1].split("</article>")[0]
        assert 'class="method-formula"' in article or 'class="method-note"' in article


def test_in_the_current_edition_every_cost_item_has_a_formula(client, editions) -> None:
    page = client.get(reverse("method")).content.decode()
    for item in ITEMS:
        assert "method-formula" in page.split(f'id="{item.code}"')[1].split("</article>")[0]


def test_the_formula_is_in_words_without_numbers(client, editions) -> None:
    page = client.get(reverse("method")).content.decode()
    assert "調査を頼む見込み ×（調査の最低料金 と（調べるパソコン × PCの調査 ＋" in page


def test_our_assumptions_are_marked(client, editions) -> None:
    page = client.get(reverse("method")).content.decode()
    row = re.search(r'<tr data-code="pc_reimage">.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "仮定" in row[0]


def test_every_source_is_listed_with_its_link(page, edition) -> None:
    for source in Source.objects.filter(edition__code=edition):
        assert f'id="source-{source.code}"' in page
        assert source.url.replace("&", "&amp;") in page


def test_every_line_of_a_result_leads_to_its_place(client, example) -> None:
    result = client.get(reverse("result", args=[TOKEN])).content.decode()
    method = client.get(reverse("method_edition", args=["2026-11"])).content.decode()
    lines = re.findall(r'id="line-(\w+)"', result)
    assert lines
    for code in lines:
        assert f'href="/method/2026-11/#{code}"' in result
        assert f'id="{code}"' in method


def test_a_draft_and_a_stranger_are_not_found(client, editions) -> None:
    draft = tables.EditionFactory(code="2027-05")
    for code in (draft.code, "nonsense"):
        for name in ("method_edition", "method_answers", "method_json", "method_xlsx"):
            assert client.get(reverse(name, args=[code])).status_code == 404


def test_without_an_edition_it_says_so(client, db) -> None:
    assert client.get(reverse("method")).status_code == 503


def test_what_is_taken_when_not_known_is_complete(client, edition) -> None:
    page = client.get(reverse("method_answers", args=[edition])).content.decode()
    rows = costbook_store.load(edition).typical_answers
    assert page.count("<tr data-code") == sum(len(found) for found in rows.values())
    assert all(f'id="{key}"' in page for key in rows)


def test_the_files_name_the_edition_and_hold_every_table(client, edition) -> None:
    found = json.loads(client.get(reverse("method_json", args=[edition])).content)
    assert found["edition"] == edition
    assert list(found)[1:] == TABLE_NAMES
    file = client.get(reverse("method_xlsx", args=[edition])).content
    assert load_workbook(BytesIO(file)).sheetnames == TABLE_NAMES


def test_it_reads_in_english(client, editions) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("method")).content.decode()
    formulas = re.findall(r"method-formula\">.*?</p>", page, re.DOTALL)
    assert formulas
    assert not [text for text in formulas if re.search(r"[ぁ-んァ-ヶ一-龠]", text)]
