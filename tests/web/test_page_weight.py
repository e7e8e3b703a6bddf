"""What the first visit to a page brings over the wire, and that nothing comes from elsewhere.

Counted without a browser: the page as it is sent, and every file it names, as WhiteNoise sends it.
bench/page_weight.py weighs the same in Chromium, headers included.
"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from whitenoise.compress import Compressor

from estimator import costbook_store
from estimator.questionnaire import flow
from tests.factories.assessments import TOKEN

KB = 1000
HEADERS = 400  # bytes of an answer's headers, at most
NAMED = re.compile(r'<(?:link|script|img|iframe|source|use)\b[^>]*?\b(?:href|src|srcset)="([^"]*)"')
ELSEWHERE = re.compile(r"@import|url\(")  # in a style sheet
COMPRESSED = Compressor(quiet=True)


def sent(client, address: str) -> tuple[int, list[str]]:
    """Return the bytes of a page with its files, and the addresses of these."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    page = client.get(address).content.decode()
    files = sorted(set(NAMED.findall(page)))
    return len(answer.content) + HEADERS + sum(weight_of(file) for file in files), files


def weight_of(file: str) -> int:
    content = Path(finders.find(file.removeprefix("/static/"))).read_bytes()
    return len(COMPRESSED.compress_brotli(content)) + HEADERS


def test_the_first_visit_to_the_start_page_weighs_little(client, editions):
    weight, files = sent(client, "/")
    assert len(files) > 5
    assert weight < 100 * KB


def test_the_first_visit_to_a_question_weighs_little(client, example, step_url):
    asked = flow.path(example.answers, costbook_store.load(example.edition.code))
    weights = {step.slug: sent(client, step_url(step.slug))[0] for step in asked}
    assert len(weights) > 15
    assert {slug: weight for slug, weight in weights.items() if weight >= 60 * KB} == {}


@pytest.mark.parametrize(
    "name", ["start", "first", "method", "words", "about", "cases", "editions"]
)
def test_every_file_of_a_page_is_our_own(client, editions, name):
    assert all(file.startswith("/static/") for file in sent(client, reverse(name))[1])


def test_every_file_of_the_result_is_our_own(client, example):
    files = sent(client, reverse("result", args=[TOKEN]))[1]
    assert all(file.startswith("/static/") for file in files)


def test_no_style_sheet_loads_anything():
    sheets = (Path(__file__).parents[2] / "static").rglob("*.css")
    assert [sheet.name for sheet in sheets if ELSEWHERE.search(sheet.read_text())] == []


def test_a_workbook_is_not_compressed_again(client, editions):
    answer = client.get(
        reverse("method_xlsx", args=["2026-11"]), headers={"accept-encoding": "gzip"}
    )
    assert "Content-Encoding" not in answer.headers
