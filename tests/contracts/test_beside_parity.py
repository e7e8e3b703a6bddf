"""Scenarios and what was paid: page, PDF, JSON and terminal say the same yen."""

import json
import re
import subprocess
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store, costbook_store, scenario_store
from estimator.formats import exact_yen, rounded_range, rounded_yen
from estimator.outlook.actuals import Payment
from estimator.questionnaire.what_ifs import named
from estimator.scenario_store import NewScenario
from tests.factories.assessments import TOKEN, AssessmentFactory

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
KINDS = ("stop_twice", "type.ec_card_leak", "type.malware")
PAID = {"forensics": 2_500_000, "legal_advice": 812_345, "card_fraud": 300_000}
CLOSED = "forensics"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def answers():
    """Return the example company's answers, the incident found ten days ago."""
    found = (timezone.localdate() - timedelta(days=10)).isoformat()
    return json.loads(EXAMPLE.read_text(encoding="utf-8")) | {"discovered_on": found}


def what_if(kind):
    """Return the ready-made change of a kind."""
    return named(kind, answers(), costbook_store.load(None))


_said: dict = {}


@pytest.fixture
def said(tmp_path):
    """Run the terminal in every format, once for all tests; return the JSON and the texts."""
    return _said or _said.update(_run(tmp_path)) or _said


def _run(folder):
    base = _written(folder / "base.json", answers())
    changed = [(what_if(kind).name, answers() | what_if(kind).changes) for kind in KINDS]
    others = [_written(folder / f"{name}.json", found) for name, found in changed]
    today = timezone.localdate().isoformat()
    payments = [{"code": code, "yen": yen, "paid_on": today} for code, yen in PAID.items()]
    paid = _written(folder / "paid.json", {"payments": payments, "closed": [CLOSED]})
    for name in ("json", "table", "pdf"):
        output = str(folder / f"out.{name}")
        call_command("estimate", base, compare=others, actuals=paid, format=name, output=output)
    pdf = subprocess.run(
        ["pdftotext", "-layout", str(folder / "out.pdf"), "-"], capture_output=True, check=True
    )
    return {
        "json": json.loads((folder / "out.json").read_bytes()),
        "table": (folder / "out.table").read_text(encoding="utf-8"),
        "pdf": pdf.stdout.decode(),
    }


def _written(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def kept():
    """Make the same scenarios and payments on the web."""
    row, now = AssessmentFactory(answers=answers()), timezone.now()
    for kind in KINDS:
        scenario_store.add(row, NewScenario(kind, changes=what_if(kind).changes), now=now)
    for code, yen in PAID.items():
        payment = Payment(code, yen, timezone.localdate())
        actual_store.add(row, payment, form_key=code, now=now)
    actual_store.close(row, CLOSED, now=now)


def words(client, name):
    """Read one page of the assessment without its tags."""
    page = client.get(reverse(name, args=[TOKEN])).content.decode()
    return unescape(re.sub(r"<[^>]+>", " ", page.replace("<wbr>", "")))


def missing(text, amounts):
    solid = re.sub(r"\s", "", text)
    return [yen for yen in amounts if yen.replace(" ", "") not in solid]


def signed(yen):
    return f"{'＋' if yen > 0 else '▲'}{exact_yen(abs(yen))}" if yen else exact_yen(0)


# --- scenarios ------------------------------------------------------------------------------------


def heads(estimate):
    compared = estimate["scenarios"]["compared"]
    return [*compared, estimate["scenarios"]["together"]]


def rounded_heads(estimate):
    found = heads(estimate)
    typical = [rounded_yen(one["headline"]["typical"]) for one in found]
    spread = [one["distribution"] for one in found]
    return typical + [rounded_range(band["p5"], band["p95"]) for band in spread]


def exact_heads(estimate):
    found = heads(estimate)
    typical = [exact_yen(one["headline"]["typical"]) for one in found]
    spread = [one["distribution"] for one in found]
    return typical + [exact_yen(band[p]) for band in spread for p in ("p5", "p50", "p95")]


def differences(estimate):
    return [signed(one["difference"]) for one in estimate["scenarios"]["compared"][1:]]


def rows(estimate, part):
    """Return every amount of the categories or lines, and its difference where there is one."""
    cells = [cell for row in estimate["scenarios"][part].values() for cell in row if cell]
    moved = [signed(cell["difference"]) for cell in cells if cell["difference"]]
    return [exact_yen(cell["typical"]) for cell in cells] + moved


def test_the_terminal_prints_the_scenarios_of_the_json(said):
    estimate = said["json"]
    amounts = exact_heads(estimate) + differences(estimate) + rows(estimate, "categories")
    assert len(amounts) > 30
    assert not missing(said["table"], amounts)


def test_the_pdf_prints_the_scenarios_of_the_json(said):
    estimate = said["json"]
    amounts = rounded_heads(estimate) + differences(estimate) + rows(estimate, "categories")
    assert not missing(said["pdf"], amounts)


def test_the_page_prints_the_scenarios_of_the_json(said, kept, client):
    estimate, page = said["json"], words(client, "compare")
    amounts = rounded_heads(estimate) + differences(estimate) + rows(estimate, "categories")
    assert not missing(page, amounts)
    moved = [one for one in rows(estimate, "lines") if one[0] in "＋▲"]
    assert moved
    assert not missing(page, moved)
    assert not missing(said["table"], moved)


def test_what_is_counted_once_is_the_same_on_page_and_terminal(said, kept, client):
    lines = said["json"]["scenarios"]["together"]["lines"]
    once = [exact_yen(line["counted_once"]) for line in lines if line["counted_once"]]
    assert once
    assert not missing(words(client, "compare"), once)
    assert not missing(said["table"], once)


def test_incidents_together_cost_their_lines_and_save_the_rest(said):
    found = said["json"]["scenarios"]["together"]
    lines = [line["typical"] for line in found["lines"]]
    assert found["headline"]["typical"] == sum(lines)
    assert found["added_up"] - found["saved"] == sum(lines)
    assert found["scenarios"] == [0, 2, 3]  # B is of the type of A


def test_the_result_page_names_every_scenario_with_its_difference(said, kept, client):
    page = words(client, "result")
    compared = said["json"]["scenarios"]["compared"]
    typical = [rounded_yen(one["headline"]["typical"]) for one in compared]
    assert not missing(page, typical + differences(said["json"]))
    assert not missing(
        page, [f"{'ABCD'[at]}{one['name']}" for at, one in enumerate(compared) if at]
    )


# --- what was paid --------------------------------------------------------------------------------


def sums(one):
    yen = [exact_yen(one[name]) for name in ("estimated", "actual", "forecast")]
    return [*yen, signed(one["difference"])]


def paid_amounts(estimate):
    found = estimate["actuals"]
    lines = [line for line in found["lines"] if line["actual"] or line["closed"]]
    assert {line["code"] for line in lines} == PAID.keys()
    shown = [*lines, found["headline"], *found["totals"].values()]
    return [yen for one in shown for yen in sums(one)]


@pytest.mark.parametrize("output", ["table", "pdf"])
def test_terminal_and_pdf_print_what_was_paid_as_the_json_does(said, output):
    assert not missing(said[output], paid_amounts(said["json"]))


def test_the_page_prints_what_was_paid_as_the_json_does(said, kept, client):
    assert not missing(words(client, "actuals"), paid_amounts(said["json"]))


def test_the_result_page_prints_the_sums_of_what_was_paid(said, kept, client):
    headline = said["json"]["actuals"]["headline"]
    short = [rounded_yen(headline[name]) for name in ("estimated", "actual", "forecast")]
    assert not missing(words(client, "result"), short)


def test_the_days_left_are_the_same_everywhere(said, kept, client):
    due = said["json"]["actuals"]["deadlines"]
    assert {one["code"]: one["days_left"] for one in due}["ppc_first_report"] == -5
    final = max(one["days_left"] for one in due if one["days_left"] is not None)
    told = ["5日過ぎています", f"あと{final}日"]
    for text in (said["table"], said["pdf"], words(client, "actuals")):
        assert not missing(text, told)


def test_a_closed_line_is_forecast_at_what_was_paid(said):
    lines = {line["code"]: line for line in said["json"]["actuals"]["lines"]}
    assert lines["forensics"]["forecast"] == PAID["forensics"] < lines["forensics"]["estimated"]
    assert not lines["card_fraud"]["planned"]
    assert lines["legal_advice"]["forecast"] == PAID["legal_advice"]
