"""What is kept of a request: its route, never its path or what was typed."""

import logging

import pytest
from django.http import HttpResponse

from config.logs import request_id
from config.observing import observe
from tests.factories.assessments import TOKEN

pytestmark = pytest.mark.django_db


def of_requests(caplog) -> logging.LogRecord:
    """Return the line of the request; Django says more of one that it refuses."""
    (record,) = [each for each in caplog.records if each.name == "songai.requests"]
    return record


@pytest.fixture
def line(client, caplog):
    """Return a function that asks for a page and returns what the log says of it."""
    caplog.set_level(logging.INFO, logger="songai.requests")

    def asked(path: str, **options) -> logging.LogRecord:
        client.get(path, **options)
        return of_requests(caplog)

    return asked


def test_a_request_leaves_its_route_status_and_time(line):
    record = line(f"/a/{TOKEN}/result/?company=%E5%B1%B1%E7%94%B0")
    assert record.fields.pop("ms") >= 0
    assert record.fields == {"method": "GET", "route": "result", "status": 404}
    assert TOKEN not in record.getMessage()


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/healthz", "healthz"),
        ("/admin/", "admin:index"),
        ("/static/x.css", "static"),
        ("/no", "none"),
    ],
)
def test_every_request_has_one_of_a_fixed_set_of_routes(line, path, route):
    assert line(path).fields["route"] == route


def test_an_invented_method_is_no_word_of_its_own(client, caplog):
    caplog.set_level(logging.INFO, logger="songai.requests")
    client.generic("X" * 40, "/healthz")
    assert of_requests(caplog).fields["method"] == "other"


def test_the_answer_names_its_request(client):
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert len(first) == len(second) == 16
    assert first != second


@pytest.mark.parametrize(
    ("behind_proxy", "given"),
    [
        (False, "0f9a1c2e-proxy"),
        (True, "short"),
        (True, 'a"b\tcdefgh'),
        (True, "x" * 65),
    ],
)
def test_another_name_is_not_taken(client, settings, behind_proxy, given):
    settings.BEHIND_PROXY = behind_proxy
    answer = client.get("/healthz", headers={"x-request-id": given})
    assert len(answer.headers["X-Request-ID"]) == 16


def test_the_name_that_our_proxy_gave_is_kept(client, settings):
    settings.BEHIND_PROXY = True
    answer = client.get("/healthz", headers={"x-request-id": "0f9a1c2e-proxy"})
    assert answer.headers["X-Request-ID"] == "0f9a1c2e-proxy"


def test_a_line_written_meanwhile_names_the_request(rf):
    seen = []
    answer = observe(lambda _request: seen.append(request_id.get()) or HttpResponse())(rf.get("/"))
    assert seen == [answer.headers["X-Request-ID"]]
