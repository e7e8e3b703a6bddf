"""The terminal keeps its contract: what it answers, and how it refuses."""

import csv
import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest
from django.core.management import call_command
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def profile(**changes):
    """Return the example company's profile with some answers changed."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8")) | changes


class Binary(io.StringIO):
    """Standard input as the command reads it: bytes behind a text stream."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(content)


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run the command on this standard input; return exit code, output and errors."""

    def run(content=b"", *arguments, **options):
        monkeypatch.setattr(sys, "stdin", Binary(content))
        code = 0
        try:
            call_command("estimate", *(arguments or ("-",)), **options)
        except SystemExit as stopped:
            code = stopped.code
        captured = capfdbinary.readouterr()
        return code, captured.out, captured.err.decode()

    return run


def as_bytes(value):
    return json.dumps(value, ensure_ascii=False).encode()


def test_standard_input_and_a_file_say_the_same(run):
    piped = run(EXAMPLE.read_bytes(), format="json", as_of="2026-11-21")
    read = run(b"", str(EXAMPLE), format="json", as_of="2026-11-21")
    assert piped == read
    assert piped[0] == 0


def test_the_schema_describes_every_example(run):
    code, out, _ = run(b"", schema=True)
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for example in (ROOT / "fixtures" / "examples").glob("*.json"):
        jsonschema.validate(json.loads(example.read_text(encoding="utf-8")), schema)
    assert code == 0


def test_an_empty_profile_but_for_the_type_is_answered_with_ranges(run):
    code, out, _ = run(as_bytes({"incident_type": "malware"}), format="json")
    headline = json.loads(out)["totals"]["headline"]
    assert code == 0
    assert headline["low"] < headline["typical"] < headline["high"]


def test_the_table_prints_the_yen_of_the_json(run):
    _, out, _ = run(EXAMPLE.read_bytes(), format="json")
    _, table, _ = run(EXAMPLE.read_bytes(), format="table")
    for line in json.loads(out)["lines"]:
        assert f"{line['typical']:,}円" in table.decode()


def test_the_workbook_and_the_csv_hold_the_yen_of_the_json(run):
    _, out, _ = run(EXAMPLE.read_bytes(), format="json")
    code, workbook, _ = run(EXAMPLE.read_bytes(), format="xlsx")
    _, rows, _ = run(EXAMPLE.read_bytes(), format="csv")
    lines = {line["code"]: line["typical"] for line in json.loads(out)["lines"]}
    sheet = load_workbook(io.BytesIO(workbook), data_only=True)["内訳"]
    assert {row[8]: row[4] for row in sheet.values if row[8] in lines} == lines
    told = csv.DictReader(io.StringIO(rows.decode("utf-8-sig")))
    assert {row["コード"]: int(row["中心"]) for row in told} == lines
    assert code == 0


def test_the_as_of_date_is_printed_as_given(run):
    _, out, _ = run(EXAMPLE.read_bytes(), format="json", as_of="2025-04-01")
    assert json.loads(out)["as_of"] == "2025-04-01"


def test_output_goes_to_a_file(run, tmp_path):
    code, out, _ = run(EXAMPLE.read_bytes(), format="json", output=str(tmp_path / "out.json"))
    assert (code, out) == (0, b"")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["lines"]


HOSTILE_BYTES = {
    "empty": b"",
    "not json": b"{",
    "not utf-8": b'{"incident_type": "\xff"}',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "NaN": b'{"incident_type": "malware", "employees": NaN}',
    "Infinity": b'{"incident_type": "malware", "employees": Infinity}',
    "minus Infinity": b'{"incident_type": "malware", "employees": -Infinity}',
    "huge exponent": b'{"incident_type": "malware", "employees": 1e400}',
    "an exponent beyond all numbers": b'{"incident_type": "x", "employees": 1e9999999999999999999}',
    "deeper than any profile": b'{"incident_type": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "a key twice": b'{"incident_type": "malware", "incident_type": "ddos"}',
    "larger than 256 kB": b'{"case_note": "' + b"a" * 300_000 + b'"}',
    "trailing words": b'{"incident_type": "malware"} and more',
    "a 10,000-digit number": b'{"incident_type": "malware", "employees": ' + b"9" * 10_000 + b"}",
}

HOSTILE_ANSWERS = {
    "no incident type": ("incident_type", None),
    "an unknown incident type": ("incident_type", "volcano"),
    "a number as the type": ("incident_type", 5),
    "a list as the type": ("incident_type", ["malware"]),
    "an unknown key": ("zzz", 1),
    "a private key": ("__class__", "x"),
    "an unknown industry": ("industry", "piracy"),
    "minus one employee": ("employees", -1),
    "half an employee": ("employees", 0.5),
    "10^30 employees": ("employees", 10**30),
    "a word as employees": ("employees", "fifty"),
    "full-width digits as a string": ("employees", "５０"),
    "true as employees": ("employees", True),
    "a list as employees": ("employees", [50]),
    "an object as employees": ("employees", {"value": 50}),
    "10^30 yen": ("annual_revenue_yen", 10**30),
    "minus one yen": ("annual_revenue_yen", -1),
    "half a yen": ("annual_revenue_yen", 0.5),
    "101 per cent": ("variable_cost_percent", 101),
    "minus one per cent": ("variable_cost_percent", -0.1),
    "an unknown unit": ("stop_unit", "fortnight"),
    "a stop below nothing": ("stop_length", -3),
    "a purchase that is perhaps": ("hire_forensics", "perhaps"),
    "a purchase that is true": ("hire_forensics", True),
    "a purchase that is 1": ("hire_forensics", 1),
    "an unknown form of notice": ("notice_form", "pigeon"),
    "a date that is none": ("discovered_on", "2026-02-30"),
    "a date in words": ("discovered_on", "yesterday"),
    "a date after the last of the form": ("discovered_on", "2100-01-01"),
    "a date as a number": ("discovered_on", 20261121),
    "a name of 100 kB": ("company_name", "x" * 100_000),
    "a number as a name": ("company_name", 7),
    "HTML as a name": ("company_name", "<script>alert(1)</script>"),
    "control characters as a name": ("company_name", "a\u0000b\u202e"),
    "seats as a number": ("call_center_seats_by_month", 5),
    "seats below nothing": ("call_center_seats_by_month", [5, -2]),
    "seats as words": ("call_center_seats_by_month", ["five"]),
    "seats for 10,000 months": ("call_center_seats_by_month", [1] * 10_000),
    "quotes as an object": ("own_quotes", {}),
    "a quote without a label": ("own_quotes", [{"covers": ["forensics"], "amount_yen": 1}]),
    "a quote that covers nothing": ("own_quotes", [{"label": "a", "covers": [], "amount_yen": 1}]),
    "a quote for a stranger": ("own_quotes", [{"label": "a", "covers": ["x"], "amount_yen": 1}]),
    "a quote below nothing": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics"], "amount_yen": -1}],
    ),
    "a quote with low above high": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics"], "low_yen": 5, "high_yen": 1}],
    ),
    "a quote with amount and range": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics"], "amount_yen": 1, "low_yen": 1, "high_yen": 2}],
    ),
    "a quote with an unknown key": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics"], "amount_yen": 1, "x": 1}],
    ),
    "two quotes for one item": (
        "own_quotes",
        [{"label": label, "covers": ["forensics"], "amount_yen": 1} for label in "ab"],
    ),
    "a quote over two totals": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics", "card_fraud"], "amount_yen": 1}],
    ),
    "one item twice in a quote": (
        "own_quotes",
        [{"label": "a", "covers": ["forensics", "forensics"], "amount_yen": 1}],
    ),
}


def _refused(result):
    code, out, errors = result
    assert (code, out) == (2, b"")
    assert errors.strip()
    assert "Traceback" not in errors
    for line in errors.strip().splitlines():
        assert ": " in line
        assert "; " in line
    return errors


@pytest.mark.parametrize("content", HOSTILE_BYTES.values(), ids=HOSTILE_BYTES.keys())
def test_what_is_no_profile_is_refused(run, content):
    _refused(run(content, format="json"))


@pytest.mark.parametrize(("key", "value"), HOSTILE_ANSWERS.values(), ids=HOSTILE_ANSWERS.keys())
def test_a_hostile_answer_is_refused_with_its_path(run, key, value):
    assert key in _refused(run(as_bytes(profile(**{key: value})), format="json"))


@pytest.mark.parametrize(
    "options",
    [
        {"format": "yaml"},
        {"format": "xlsx", "compare": [str(EXAMPLE)]},
        {"format": "csv", "actuals": "paid.json"},
        {"format": "json", "one_page": True},
        {"as_of": "soon"},
        {"as_of": "20261121"},
        {"as_of": "2026-W47-6"},
        {"as_of": "２０２６-11-21"},
        {"edition": "1999-01"},
        {"edition": ""},
        {"edition": "\udcff"},
        {"seed": "one"},
        {"output": "/nowhere/at/all.json"},
    ],
    ids=str,
)
def test_a_wrong_option_is_refused(run, options):
    _refused(run(EXAMPLE.read_bytes(), **options))


def test_a_missing_file_is_refused(run):
    _refused(run(b"", "no-such-file.json"))


def test_brackets_in_a_note_are_no_nesting(run):
    note = profile(case_note="[" * 30 + '"\\' + "{" * 30)
    assert run(as_bytes(note), format="json")[0] == 0
