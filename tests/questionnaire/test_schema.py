"""PROFILE.json: what is accepted, what is refused and how it is said."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.questionnaire import schema
from estimator.questionnaire.answers import AnswersRefused, profile
from estimator.questionnaire.steps import FIELDS

from .books import book

COSTS = book()
EXAMPLES = sorted(Path("fixtures/examples").glob("*.json"))
TYPE = {"incident_type": "malware"}


def problems(**answers):
    return schema.check({**TYPE, **answers}, COSTS)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema.json_schema(COSTS))


def test_the_schema_names_every_key():
    published = schema.json_schema(COSTS)
    assert set(published["properties"]) == {*FIELDS, "own_quotes", "measures"}
    assert json.loads(json.dumps(published)) == published


@pytest.mark.parametrize("key", FIELDS)
def test_every_answer_says_what_it_is(key):
    described = schema.json_schema(COSTS)["properties"][key]
    assert described["title"]
    assert key == "incident_type" or None in described.get("enum", [None])


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_shipped_examples_are_accepted(file):
    document = schema.load(file.read_bytes())
    assert {p.path for p in schema.check(document, COSTS)} <= {"industry"}


ACCEPTED = [
    {"employees": 50},
    {"employees": 50.0},
    {"employees": None},
    {"principal_fault_percent": 12.5},
    {"discovered_on": "2026-11-05"},
    {"call_center_seats_by_month": [5, 2, 2]},
    {"jo_sensitivity": 125},
    {"hire_forensics": "yes"},
    {"company_name": "株式会社A&B < C"},
    {"case_note": "一行目\n二行目"},
    {"annual_revenue_yen": 10**15},
    {"own_quotes": []},
    {"own_quotes": [{"label": "一式", "covers": ["forensics"], "amount_yen": 5}]},
    {"own_quotes": [{"label": "一式", "covers": ["forensics"], "amount_yen": None}]},
]


@pytest.mark.parametrize("answers", ACCEPTED, ids=str)
def test_accepts(answers):
    assert problems(**answers) == ()


REFUSED = [
    ({"employees": -1}, "employees"),
    ({"employees": 0}, "employees"),
    ({"employees": 1.5}, "employees"),
    ({"employees": "50"}, "employees"),
    ({"employees": True}, "employees"),
    ({"employees": [50]}, "employees"),
    ({"employees": 10**30}, "employees"),
    ({"annual_revenue_yen": 10**15 + 1}, "annual_revenue_yen"),
    ({"annual_revenue_yen": float("inf")}, "annual_revenue_yen"),
    ({"claimant_percent": float("nan")}, "claimant_percent"),
    ({"principal_fault_percent": 100.1}, "principal_fault_percent"),
    ({"principal_fault_percent": -0.1}, "principal_fault_percent"),
    ({"incident_type": None}, "incident_type"),
    ({"incident_type": "quantum"}, "incident_type"),
    ({"incident_type": {}}, "incident_type"),
    ({"industry": "alchemy"}, "industry"),
    ({"hire_forensics": True}, "hire_forensics"),
    ({"hire_forensics": "はい"}, "hire_forensics"),
    ({"jo_sensitivity": 3}, "jo_sensitivity"),
    ({"discovered_on": "2026-02-30"}, "discovered_on"),
    ({"discovered_on": "20260205"}, "discovered_on"),
    ({"discovered_on": 20260205}, "discovered_on"),
    ({"company_name": "<b>A</b>"}, "company_name"),
    ({"company_name": "A\n"}, "company_name"),
    ({"company_name": "A\x00"}, "company_name"),
    ({"company_name": "A\u202eB"}, "company_name"),
    ({"company_name": "\ud800"}, "company_name"),
    ({"company_name": "あ" * 201}, "company_name"),
    ({"case_note": "あ" * 1001}, "case_note"),
    ({"case_note": "A" * 100_000}, "case_note"),
    ({"call_center_seats_by_month": []}, "call_center_seats_by_month"),
    ({"call_center_seats_by_month": [1, -1]}, "call_center_seats_by_month[1]"),
    ({"call_center_seats_by_month": "5,2,2"}, "call_center_seats_by_month"),
    ({"call_center_seats_by_month": [1] * 61}, "call_center_seats_by_month"),
    ({"ransom": 1}, "ransom"),
    ({"x\n\ud800": 1}, "x\\u000a\\ud800"),
    ({"own_quotes": None}, "own_quotes"),
    ({"own_quotes": [{"label": "", "covers": ["forensics"]}]}, "own_quotes[0].label"),
    ({"own_quotes": [{"label": "a", "covers": []}]}, "own_quotes[0].covers"),
    ({"own_quotes": [{"label": "a", "covers": ["magic"]}]}, "own_quotes[0].covers[0]"),
    ({"own_quotes": [{"label": "a"}]}, "own_quotes[0].covers"),
    ({"own_quotes": [{"label": "a", "covers": ["forensics"], "yen": 1}]}, "own_quotes[0].yen"),
    (
        {"own_quotes": [{"label": "a", "covers": ["forensics", "card_fraud"]}]},
        "own_quotes[0].covers",
    ),
]


@pytest.mark.parametrize(("answers", "path"), REFUSED, ids=lambda case: str(case)[:60])
def test_refuses_with_path_wrong_and_allowed(answers, path):
    (problem,) = problems(**answers)
    assert problem.path == path
    assert problem.wrong
    assert problem.allowed
    assert str(problem) == f"{path}: {problem.wrong}; {problem.allowed}"
    str(problem).encode()


def test_a_missing_type_is_one_problem():
    (problem,) = schema.check({}, COSTS)
    assert problem.path == "incident_type"
    assert "malware" in problem.allowed


def test_every_problem_is_named_at_once():
    assert {p.path for p in problems(employees=-1, ransom=2)} == {"employees", "ransom"}


@pytest.mark.parametrize("document", [[], "text", 3, None, True])
def test_only_an_object_is_a_document(document):
    assert [p.path for p in schema.check(document, COSTS)] == [""]


UNREADABLE = [
    b"",
    b"{",
    b"[]",
    b"3",
    b'"text"',
    b"null",
    b'{"employees": NaN}',
    b'{"employees": Infinity}',
    b'{"employees": -Infinity}',
    b'{"employees": 1, "employees": 2}',
    b'{"own_quotes": [{"label": "a", "label": "b"}]}',
    b"\xff\xfe{}",
    b'{"a": "\x01"}',
    b"[" * 100_000,
    b'{"a":' * 30 + b"1" + b"}" * 30,
    b'{"employees": ' + b"9" * 5000 + b"}",
    b'{"case_note": "' + b"a" * 300_000 + b'"}',
    "{'employees': 1}",
    '{"employees": 1}}',
]


@pytest.mark.parametrize("source", UNREADABLE, ids=lambda source: repr(source)[:30])
def test_what_is_not_our_json_is_refused(source):
    with pytest.raises(AnswersRefused) as refused:
        schema.load(source)
    assert len(refused.value.problems) == 1


@given(st.binary(max_size=60))
def test_reading_never_fails_otherwise(source):
    try:
        assert isinstance(schema.load(source), dict)
    except AnswersRefused:
        return


@given(
    st.dictionaries(
        st.sampled_from(sorted(FIELDS)),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        max_size=4,
    )
)
def test_what_is_accepted_becomes_a_profile(answers):
    document = {**TYPE, **answers}
    if not schema.check(document, COSTS):
        assert profile(document, COSTS)


def test_decimals_stay_exact():
    document = schema.load(b'{"incident_type": "malware", "claimant_percent": 0.1}')
    assert schema.checked(document, COSTS) is document
    assert str(document["claimant_percent"]) == "0.1"


def test_a_byte_order_mark_does_no_harm():
    assert schema.load(b"\xef\xbb\xbf{}") == {}
