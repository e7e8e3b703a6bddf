"""No token of an assessment gets into a log."""

import logging

import pytest

from config.logs import MaskTokens, mask


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
