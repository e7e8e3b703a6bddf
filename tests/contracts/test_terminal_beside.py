"""`--compare` and `--actuals`: what they accept, and how they refuse."""

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from .test_terminal import EXAMPLE, Binary, as_bytes, profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
PAYMENT = {"code": "forensics", "yen": 1, "paid_on": "2026-01-31"}
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run the command on the example; return exit code, output and errors."""

    def run(stdin=b"", base=str(EXAMPLE), **options):
        monkeypatch.setattr(sys, "stdin", Binary(stdin))
        code = 0
        try:
            call_command("estimate", base, **options)
        except SystemExit as stopped:
            code = stopped.code
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run


def refused(result, *said):
    """Hold that it ended with 2, wrote nothing, and said this on one line."""
    code, out, errors = result
    assert (code, out) == (2, "")
    assert "Traceback" not in errors
    assert all(word in errors for word in (*said, "; "))
    return errors


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a document and names its file."""

    def written(content, name="paid.json"):
        path: Path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
        return str(path)

    return written


def test_without_the_options_both_keys_are_null(run):
    found = json.loads(run(format="json")[1])
    assert (found["scenarios"], found["actuals"]) == (None, None)


def test_the_estimate_is_the_same_with_and_without_them(run, written):
    paid, other = written({"payments": [PAYMENT]}), written(profile(stop_length=20), "b.json")
    alone = json.loads(run(format="json", samples="500")[1])
    beside = json.loads(run(format="json", samples="500", compare=[other], actuals=paid)[1])
    added = {key for key in beside if beside[key] != alone[key]}
    assert added == {"scenarios", "actuals"}


def test_one_of_the_files_may_be_standard_input(run):
    code, out, _ = run(as_bytes(profile(stop_length=20)), compare=["-"], format="json")
    first, other = json.loads(out)["scenarios"]["compared"]
    assert code == 0
    assert (first["name"], other["name"]) == ("example-manufacturer-50", "条件を変えた場合")
    assert other["difference"] > 0
    refused(run(EXAMPLE.read_bytes(), base="-", compare=["-"]), "--compare, --actuals")


def test_incidents_of_one_type_are_never_added_up(run, written):
    other = written(profile(stop_length=20), "b.json")
    found = json.loads(run(format="json", samples="500", compare=[other])[1])
    assert found["scenarios"]["together"] is None


def test_a_scenario_without_an_upper_end_has_no_range(run, written):
    open_ended = [{"label": "x", "covers": ["forensics"]}]
    other = written(profile(own_quotes=open_ended), "b.json")
    found = json.loads(run(format="json", samples="500", compare=[other])[1])
    first, second = found["scenarios"]["compared"]
    assert first["distribution"]
    assert second["distribution"] is None
    assert run(format="table", samples="500", compare=[other])[0] == 0


def test_more_than_three_others_are_refused(run):
    refused(run(compare=[str(EXAMPLE)] * 4), "--compare: 4 files")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (as_bytes(profile(employees=-1)), "b.json: employees: "),
        (as_bytes(profile(zzz=1)), "b.json: zzz: "),
        (as_bytes(profile(incident_type="volcano")), "b.json: incident_type: "),
        (b"{", "b.json: JSON"),
        (b"\xff", "b.json: "),
    ],
    ids=["a negative number", "an unknown key", "an unknown type", "half JSON", "no text"],
)
def test_a_scenario_that_is_no_profile_is_refused_with_its_path(run, written, content, said):
    refused(run(compare=[written(content, "b.json")]), "--compare ", said)


HOSTILE = {
    "a list": [],
    "no payments": {},
    "payments as an object": {"payments": {}},
    "a payment as a number": {"payments": [5]},
    "an unknown name": {"payments": [], "x": 1},
    "an unknown name in a payment": {"payments": [PAYMENT | {"number": 1}]},
    "501 payments": {"payments": [PAYMENT] * 501},
    "an unknown item": {"payments": [PAYMENT | {"code": "x"}]},
    "a theoretical value": {"payments": [PAYMENT | {"code": "brand"}]},
    "no yen": {"payments": [PAYMENT | {"yen": 0}]},
    "half a yen": {"payments": [PAYMENT | {"yen": 0.5}]},
    "10^30 yen": {"payments": [PAYMENT | {"yen": 10**30}]},
    "yen in words": {"payments": [PAYMENT | {"yen": "1"}]},
    "true as yen": {"payments": [PAYMENT | {"yen": True}]},
    "a day that is none": {"payments": [PAYMENT | {"paid_on": "2026-02-30"}]},
    "a short date": {"payments": [PAYMENT | {"paid_on": "20260131"}]},
    "tomorrow": {"payments": [PAYMENT | {"paid_on": TOMORROW}]},
    "no day": {"payments": [PAYMENT | {"paid_on": None}]},
    "a tag as payee": {"payments": [PAYMENT | {"payee": "<b>"}]},
    "a note of 201 letters": {"payments": [PAYMENT | {"note": "x" * 201}]},
    "a receipt that is perhaps": {"payments": [PAYMENT | {"has_receipt": "perhaps"}]},
    "an unknown line closed": {"payments": [], "closed": ["x"]},
    "closed as a word": {"payments": [], "closed": "forensics"},
}
PATHS = {
    "no payments": "payments: ",
    "an unknown name in a payment": "payments[0].number: ",
    "no yen": "payments[0].yen: ",
    "tomorrow": "payments[0].paid_on: ",
    "a short date": "payments[0].paid_on: ",
    "a theoretical value": "payments[0].code: ",
    "an unknown line closed": "closed[0]: ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_record_of_payments_is_refused_with_its_path(run, written, name):
    refused(run(actuals=written(HOSTILE[name])), "--actuals ", f"paid.json: {PATHS.get(name, '')}")


def test_a_missing_file_is_refused(run):
    refused(run(actuals="no-such-file.json"), "--actuals: cannot read no-such-file.json")
    refused(run(compare=["no\nsuch"]), "--compare: cannot read no\\u000asuch")
    refused(run(actuals=""), "--actuals: no file named")
