"""Every hostile request of the table is refused as documented, and nothing changes by it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from estimator.models import Edition
from tests.hostile import addresses, bodies, claims, injection, masses, staff, tokens, uploads
from tests.hostile.table import Hostile

CHAPTERS = (injection, addresses, tokens, bodies, claims, uploads, staff)
LIMITS = (
    "API_ESTIMATES_PER_MINUTE", "REPORTS_PER_MINUTE", "NEW_ASSESSMENTS_PER_HOUR",
    "NEW_LINKS_PER_HOUR",
)  # fmt: skip
Sent = Callable[[ModuleType], list[str]]


@pytest.fixture
def unrefused(site, rows_of_the_site, caplog) -> Sent:
    """Return a function that sends a chapter and says what was not refused as it should be."""

    def send_all(chapter: ModuleType) -> list[str]:
        found, before = [], rows_of_the_site()
        for row in chapter.ROWS:
            caplog.clear()
            answer = _send(site[row.who], row)
            found += [f"{row.what}: {wrong}" for wrong in _wrong(row, answer)]
            ours = [one for one in caplog.records if _is_our_mistake(one)]
            if ours:
                found.append(f"{row.what}: logged {ours[0].getMessage()}")
            if (after := rows_of_the_site()) != before:
                found.append(f"{row.what}: changed {_changed(before, after)}")
                before = after
        return found

    return send_all


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.__name__.split(".")[-1])
def test_each_is_refused_as_documented(unrefused: Sent, settings, chapter: ModuleType) -> None:
    settings.API_ESTIMATES_PER_MINUTE = settings.NEW_LINKS_PER_HOUR = 100_000
    assert not (found := unrefused(chapter)), "\n".join(found)


def test_what_a_network_has_done_too_often_is_refused(unrefused: Sent, settings) -> None:
    for limit in LIMITS:
        setattr(settings, limit, 0)
    assert not (found := unrefused(masses)), "\n".join(found)


def test_there_are_three_hundred_and_no_two_alike() -> None:
    every = [row for chapter in (*CHAPTERS, masses) for row in chapter.ROWS]
    assert len(every) >= 300
    assert [what for what, number in Counter(row.what for row in every).items() if number > 1] == []


def _send(client: Client, row: Hostile) -> HttpResponse:
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = row.csrf
    language = client.cookies.pop("language", None)
    assert language is None or language.value in {"ja", "en"}
    body = row.body() if callable(row.body) else row.body
    options: dict[str, Any] = {"headers": dict(row.headers)}
    address = row.address.replace("{edition}", str(Edition.objects.earliest("pk").pk))
    if row.method == "GET" and isinstance(body, Mapping):
        return client.get(address, body, **options)
    if isinstance(body, Mapping):
        return client.post(address, body, **options)
    named = {"CONTENT_TYPE": row.kind} if row.method == "POST" else {}
    return client.generic(row.method, address, body, **options, **named)


def _wrong(row: Hostile, answer: HttpResponse) -> Iterator[str]:
    """Yield what is not as the row says, and what may be in no answer."""
    if answer.status_code != row.status:
        yield f"{answer.status_code} in place of {row.status}"
    page = answer.getvalue().decode("utf-8", "replace")
    if row.says not in page:
        yield f"does not say {row.says!r}"
    if row.never and row.never in page + str(answer.headers):
        yield f"shows {row.never[:40]!r}"
    place = answer.headers.get("Location", "/")
    if not place.startswith(row.leads_to or "/") or place[1:2] in ("/", "\\"):
        yield f"leads to {place[:60]!r}"
    if "Traceback" in page or "Content-Security-Policy" not in answer.headers:
        yield "shows our own mistake, or comes without a policy"


def _is_our_mistake(record: logging.LogRecord) -> bool:
    """Tell an error from what Django notes of a hostile request."""
    return record.levelno >= logging.ERROR and not record.name.startswith("django.security")


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in before if before[name] != after[name]]
