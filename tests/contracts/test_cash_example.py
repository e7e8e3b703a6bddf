"""The worked cash example comes out to the yen on the page, in the PDF and in JSON."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories.assessments import TOKEN, AssessmentFactory

CASE = json.loads((Path(__file__).parents[1] / "cases" / "cash_example.json").read_text("utf-8"))
MONTHS = {1: "36,800,000円", 2: "▲2,000,000円", 6: "8,000,000円"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def profile(tmp_path) -> str:
    """Write the answers to a file as an integrator would."""
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(CASE["answers"], ensure_ascii=False), encoding="utf-8")
    return str(path)


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def row(text: str, month: int) -> str:
    """Return what stands between the name of a month and that of the next."""
    return solid(text).split("月末の残り")[1].split(f"{month}か月目")[1].split("か月目")[0]


def test_the_page_prints_the_months_to_the_yen(client) -> None:
    AssessmentFactory(answers=CASE["answers"])
    content = client.get(reverse("result", args=[TOKEN])).content.decode()
    page = unescape(re.sub(r"<[^>]+>", " ", content))
    for month, balance in MONTHS.items():
        assert balance in row(page, month), month
    said = "2か月目に資金が足りなくなり、最も多いときで200万円のつなぎ資金が要ります。"
    assert said in solid(page)


def test_the_pdf_prints_the_months_to_the_yen(profile, tmp_path) -> None:
    output = str(tmp_path / "report.pdf")
    call_command("estimate", profile, edition=CASE["edition"], format="pdf", output=output)
    text = subprocess.run(
        ["pdftotext", "-layout", output, "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    for month, balance in MONTHS.items():
        assert balance in row(text, month), month
    board = solid(text.split("\f")[0])
    assert "2か月目▲200万円" in board
    assert "2か月目200万円不足" in board


def test_the_json_and_the_terminal_say_the_same(profile, tmp_path) -> None:
    for name in ("json", "table"):
        output = str(tmp_path / name)
        call_command("estimate", profile, edition=CASE["edition"], format=name, output=output)
    found = json.loads((tmp_path / "json").read_bytes())["cash_flow"]
    balances = {str(month["month"]): month["balance"] for month in found["months"]}
    expected = CASE["expected"]
    assert {month: balances[month] for month in expected["balances"]} == expected["balances"]
    assert found["requirement"] == expected["requirement"]
    assert (found["runs_out_in"], found["bridging_yen"]) == (2, expected["bridging_yen"])
    table = (tmp_path / "table").read_text("utf-8")
    assert "最も減るのは2か月目の ▲2,000,000円、つなぎ資金 2,000,000円" in table


def test_a_credit_line_says_why_less_is_needed_than_is_missing(client) -> None:
    AssessmentFactory(answers=CASE["answers"] | {"credit_line_yen": 1_500_000})
    page = solid(
        unescape(
            re.sub(r"<[^>]+>", " ", client.get(reverse("result", args=[TOKEN])).content.decode())
        )
    )
    said = "最も多いときで、すぐに借りられる150万円のほかに50万円のつなぎ資金が要ります"
    assert said in page
