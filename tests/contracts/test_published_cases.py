"""The published model cases and formula examples come out to the yen, through the terminal."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from estimator.engine import __file__ as engine

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "fixtures" / "examples"
# Yearly curves, real incidents, surveys and worked examples of the outlook: none is an estimate.
OTHERS = {"annual_golden", "incidents", "published", "cash_example", "insurance_example"}
CASES = sorted(p for p in (ROOT / "tests" / "cases").glob("*.json") if p.stem not in OTHERS)
pytestmark = pytest.mark.django_db


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    """Load the expectations of one case."""
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def result(case, editions, capfdbinary):
    """Run the case as an integrator would."""
    profile = EXAMPLES / f"{case['id']}.json"
    call_command("estimate", str(profile), edition=case["edition"], format="json")
    return json.loads(capfdbinary.readouterr().out)


def _headline_lines(result):
    return [line for line in result["lines"] if line["total"] != "reference"]


def test_every_line_comes_out_to_the_yen(case, result):
    amounts = {line["code"]: line["typical"] for line in _headline_lines(result)}
    assert {code: amounts.get(code) for code in case["lines"]} == case["lines"]


def test_no_line_stands_beside_the_published_ones(case, result):
    extra = {line["code"] for line in _headline_lines(result) if line["typical"]}
    assert extra <= set(case["lines"])


def test_the_headline_is_their_sum(case, result):
    total = result["totals"]["headline"]["typical"]
    assert total == case.get("headline_typical", sum(case["lines"].values()))


def test_bounds_and_reasons_are_as_the_source_states(case, result):
    bounds = {line["code"]: [line["low"], line["high"]] for line in result["lines"]}
    reasons = {item["code"]: item["reason"] for item in result["excluded"]}
    assert {code: bounds[code] for code in case.get("bounds", {})} == case.get("bounds", {})
    assert {c: reasons.get(c) for c in case.get("excluded", {})} == case.get("excluded", {})


def test_no_case_is_named_in_the_code(case):
    code = "".join(p.read_text(encoding="utf-8") for p in Path(engine).parents[1].rglob("*.py"))
    assert case["id"] not in code
