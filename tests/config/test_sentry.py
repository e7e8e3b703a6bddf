"""What leaves the machine for Sentry: what broke and where, nothing that somebody typed."""

import json
import sys
from typing import Any

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

from config import sentry


@pytest.fixture
def sent() -> dict[str, Any]:
    """Report an error that quotes what was typed, from a request with a token."""
    kept: list[dict[str, Any]] = []
    client = sentry_sdk.Client(
        dsn="https://key@sentry.invalid/1",
        before_send=lambda event, hint: kept.append(sentry.scrubbed(event, hint)),
        default_integrations=False,
    )
    try:
        int("四億八千万")
    except ValueError as error:
        event, hint = sentry_sdk.utils.event_from_exception(error, client_options=client.options)
    event |= {"request": {"url": "/a/t0ken/"}, "user": {"ip_address": "192.0.2.1"}}
    client.capture_event(event | {"extra": {"sales": "四億八千万"}}, hint)
    return kept[0]


def test_an_event_tells_kinds_and_places(sent):
    (error,) = sent["exception"]["values"]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "sent"
    assert error["stacktrace"]["frames"][-1]["lineno"] > 0


def test_an_event_tells_nothing_else(sent):
    assert sent.keys() <= sentry.KEPT | {"exception"}
    text = json.dumps(sent, ensure_ascii=False)
    assert not any(typed in text for typed in ("t0ken", "192.0.2.1", "四億八千万"))


def test_without_the_package_the_start_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(ImproperlyConfigured, match=r"run ./run --setup"):
        sentry.report_errors("https://key@sentry.invalid/1")
