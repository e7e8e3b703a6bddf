"""How the API refuses: problem details for everything, with the place of each wrong value."""

import json
import logging
from datetime import UTC, datetime
from types import SimpleNamespace

import jsonschema
import pytest

from estimator.api import problem_details, rate
from estimator.api.openapi import problem_schema
from estimator.contract import LARGEST
from estimator.models import Edition
from tests.contracts.test_terminal import HOSTILE_ANSWERS, HOSTILE_BYTES

ESTIMATES = "/api/v1/estimates"
TYPE = "application/problem+json"


@pytest.fixture
def refused():
    """Return a function that holds an answer against the schema of problems and reads it."""
    shape = problem_schema()

    def read(answer, status):
        assert answer.status_code == status
        assert answer["Content-Type"] == TYPE
        assert b"Traceback" not in answer.content
        found = json.loads(answer.content)
        jsonschema.validate(found, shape)
        assert found["status"] == status
        return found

    return read


@pytest.mark.parametrize("content", HOSTILE_BYTES.values(), ids=HOSTILE_BYTES.keys())
def test_what_is_no_profile_is_refused(send, refused, content):
    answer = send(content)
    assert answer.status_code in {400, 413, 422}
    refused(answer, answer.status_code)


@pytest.mark.parametrize("name", ["empty", "not json", "not utf-8", "NaN", "a key twice"])
def test_what_cannot_be_read_is_malformed(send, refused, name):
    assert refused(send(HOSTILE_BYTES[name]), 400)["type"] == "/api/#malformed-json"


@pytest.mark.parametrize("name", ["a list", "a number", "null"])
def test_json_that_is_no_object_is_unprocessable(send, refused, name):
    assert refused(send(HOSTILE_BYTES[name]), 422)["errors"][0]["path"] == ""


@pytest.mark.parametrize(("key", "value"), HOSTILE_ANSWERS.values(), ids=HOSTILE_ANSWERS.keys())
def test_a_hostile_answer_is_refused_with_its_path(send, refused, profile, *, key, value):
    errors = refused(send(profile | {key: value}), 422)["errors"]
    assert key in " ".join(error["path"] for error in errors)
    assert all(error["message"] and error["allowed"] for error in errors)


def test_the_refusal_speaks_the_language_asked_for(send, refused):
    errors = [
        refused(send({"incident_type": 5}, f"language={code}"), 422)["errors"][0]["message"]
        for code in ("ja", "en")
    ]
    assert not errors[0].isascii()
    assert errors[1].isascii()


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("as_of=soon", "query.as_of"),
        ("as_of=20261121", "query.as_of"),
        ("as_of=2026-02-30", "query.as_of"),
        ("as_of=", "query.as_of"),
        ("edition=1999-01", "query.edition"),
        ("edition=%00", "query.edition"),
        ("seed=0", "query.seed"),
        ("seed=one", "query.seed"),
        ("seed=%EF%BC%97", "query.seed"),
        ("samples=200001", "query.samples"),
        ("samples=-1", "query.samples"),
        ("language=fr", "query.language"),
        ("as-of=2026-11-21", "query.as-of"),
        ("seed=1&seed=2", "query.seed"),
        ("&".join(f"x{number}=1" for number in range(400)), "query"),
    ],
)
def test_a_wrong_option_is_refused_with_its_name(send, refused, profile, *, query, path):
    assert refused(send(profile, query), 422)["errors"][0]["path"] == path


def test_every_wrong_option_is_told_at_once(send, refused, profile):
    errors = refused(send(profile, "as_of=soon&seed=0&edition=x"), 422)["errors"]
    assert {error["path"] for error in errors} == {"query.as_of", "query.seed", "query.edition"}


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/estimates/", "/api/v2/estimates", "/api/x"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_is_not_found(client, refused, path, method):
    refused(getattr(client, method)(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/estimates", "POST"),
        ("OPTIONS", "/api/v1/estimates", "POST"),
        ("DELETE", "/api/v1/editions", "GET, HEAD"),
        ("POST", "/api/v1/schema", "GET, HEAD"),
        ("PUT", "/api/v1/openapi.json", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(client, refused, *, method, path, allowed):
    answer = client.generic(method, path)
    refused(answer, 405)
    assert answer["Allow"] == allowed


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "nonsense"])
def test_a_form_that_we_cannot_answer_in_is_refused(send, refused, profile, accept):
    found = refused(send(profile, headers={"accept": accept}), 406)
    assert "application/pdf" in found["detail"]


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=shift_jis"],
)
def test_a_body_in_another_form_is_refused(send, refused, profile, content_type):
    answer = send(profile, content_type=content_type)
    refused(answer, 415)
    assert answer["Accept-Post"] == "application/json"


def test_a_compressed_body_is_refused(send, refused, profile):
    refused(send(profile, headers={"content-encoding": "gzip"}), 415)


def test_a_body_without_a_length_is_refused(client, refused):
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": "application/json"}
    refused(client.generic("POST", ESTIMATES, b"", **chunked), 411)


@pytest.mark.parametrize("size", [LARGEST + 1, 3 * 1024 * 1024])
def test_a_body_beyond_the_limit_is_refused(send, refused, size):
    refused(send(b'{"case_note": "' + b"a" * size + b'"}'), 413)


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the clock of the counter."""

    def at(seconds):
        now = datetime.fromtimestamp(seconds, UTC)
        monkeypatch.setattr(rate, "timezone", SimpleNamespace(now=lambda: now))

    return at


def test_one_address_has_so_many_estimates_a_minute(send, refused, settings, at):
    settings.API_ESTIMATES_PER_MINUTE = 2
    at(1000)  # 40 s into a minute
    for _ in range(2):
        refused(send({}), 422)
    answer = send({})
    refused(answer, 429)
    assert answer["Retry-After"] == "20"
    assert send({}, REMOTE_ADDR="192.0.2.7").status_code == 422
    at(1020)
    assert send({}).status_code == 422


@pytest.mark.parametrize(
    ("behind_proxy", "first", "second", "is_one"),
    [
        (True, "203.0.113.9, 198.51.100.1", "203.0.113.8, 198.51.100.1", True),
        (True, "203.0.113.9, 198.51.100.1", "203.0.113.9, 198.51.100.2", False),
        (True, "2001:db8::1", "2001:db8::2", True),
        (True, "2001:db8::1", "2001:db8:0:1::1", False),
        (False, "203.0.113.9", "203.0.113.8", True),
    ],
)
def test_a_caller_is_who_our_proxy_saw(send, settings, at, *, behind_proxy, first, second, is_one):
    settings.API_ESTIMATES_PER_MINUTE, settings.BEHIND_PROXY = 1, behind_proxy
    at(1000)
    answers = [send({}, headers={"x-forwarded-for": address}) for address in (first, second)]
    assert [answer.status_code for answer in answers] == [422, 429 if is_one else 422]


def test_an_error_of_ours_shows_nothing_of_itself(send, refused, profile, *, monkeypatch, caplog):
    def broken(*_parts, **_named):
        raise ValueError("inside")

    monkeypatch.setattr("estimator.contract.answer", broken)
    with caplog.at_level(logging.ERROR):
        answer = send(profile)
    refused(answer, 500)
    assert b"inside" not in answer.content
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("path", ["schema", "openapi.json", "estimates"])
def test_without_an_edition_it_says_so(client, send, refused, profile, *, path):
    Edition.objects.filter(is_default=True).update(is_default=False)
    answer = send(profile) if path == "estimates" else client.get(f"/api/v1/{path}")
    refused(answer, 503)


def test_every_kind_has_its_own_status_and_name():
    kinds = problem_details.KINDS
    assert len({kind.code for kind in kinds}) == len({kind.status for kind in kinds}) == len(kinds)
