"""No token of an assessment and nothing that was typed gets into a log."""

import json
import logging

import pytest
from django.db import IntegrityError, OperationalError

from config.logs import JsonLines, Lines, MaskTokens, mask, request_id


@pytest.mark.parametrize(
    "path",
    [
        "/a/t0ken/",
        "/a/t0ken/result/?x=1",
        "GET /en/a/t0ken",
        "'/a/t0ken'",
        "/s/t0ken/",
        "/h/t0ken/cash/",
    ],
)
def test_a_token_in_a_path_is_masked(path):
    assert "t0ken" not in mask(path)


def test_the_rest_of_the_line_stays():
    assert mask("Not Found: /a/t0ken/result/") == "Not Found: /a/***/result/"
    assert mask("/admin/estimator/edition/") == "/admin/estimator/edition/"


def test_a_record_is_masked_in_message_and_arguments():
    arguments = ("Not Found", "/a/t0ken/", 404)
    record = logging.LogRecord("django", logging.WARNING, "", 0, "%s: %s %d", arguments, None)
    assert MaskTokens().filter(record)
    assert record.getMessage() == "Not Found: /a/***/ 404"


def test_each_handler_of_the_site_masks_tokens(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert all("mask_tokens" in handler["filters"] for handler in handlers)


def raised(error: Exception, cause: Exception | None = None) -> logging.LogRecord:
    """Make the record of an error, as `log.exception` does."""
    try:
        raise error from cause
    except type(error) as caught:
        about = (type(caught), caught, caught.__traceback__)
    return logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", ("failed",), about)


@pytest.mark.parametrize("form", [Lines, JsonLines])
def test_of_an_error_the_kinds_and_the_places_are_printed_not_what_it_quotes(form):
    refused = IntegrityError("DETAIL: Failing row contains (12, 山田工業, 480000000)")
    line = form().format(raised(ValueError("480000000"), refused))
    assert "480000000" not in line
    assert "山田工業" not in line
    assert line.index("django.db.utils.IntegrityError") < line.index("builtins.ValueError")
    assert "in raised" in line


def test_an_error_of_the_machine_is_printed_in_full():
    line = Lines().format(raised(OperationalError("connection to server failed")))
    assert line.endswith("django.db.utils.OperationalError: connection to server failed")


def test_a_line_of_json_holds_the_record_and_its_fields():
    request_id.set("0123456789abcdef")
    record = logging.LogRecord("songai", logging.INFO, "", 0, "%s\n%d", ("二行", 2), None)
    record.fields = {"status": 200}
    line = JsonLines().format(record)
    assert "\n" not in line
    read = json.loads(line)
    assert read.pop("time").endswith("+00:00")
    assert read == {
        "level": "INFO",
        "logger": "songai",
        "request_id": "0123456789abcdef",
        "message": "二行\n2",
        "status": 200,
    }
