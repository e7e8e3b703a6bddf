"""Two publishers press the button in the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from estimator import costbook_store
from estimator.models import Edition
from tests.factories import people
from tests.factories.editions import load_editions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]

PATIENCE_SECONDS = 60
REFUSED = (costbook_store.CannotPublish, costbook_store.NeedsSecondPerson)


@pytest.fixture
def current() -> Edition:
    load_editions()
    return Edition.objects.default()


@pytest.fixture
def pair(current: Edition) -> Iterator[tuple[User, User]]:
    return people.publisher(), people.publisher()


def at_once(*presses: Callable[[], None]) -> list[str]:
    """Press all buttons together; return how each went."""
    gate = threading.Barrier(len(presses))

    def press(publish: Callable[[], None]) -> str:
        gate.wait(PATIENCE_SECONDS)
        try:
            publish()
        except REFUSED as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "published"

    with ThreadPoolExecutor(len(presses)) as threads:
        return sorted(threads.map(press, presses, timeout=PATIENCE_SECONDS))


def press_on(code: str, person: User) -> Callable[[], None]:
    def publish() -> None:
        edition = Edition.objects.get(code=code)
        costbook_store.publish(edition, by=person, summary=f"改定 {person.username}")

    return publish


def test_only_one_of_two_publishes_a_draft(current: Edition, pair: tuple[User, User]) -> None:
    costbook_store.copy_edition(current, "2027-05", by=people.analyst())
    outcome = at_once(*(press_on("2027-05", person) for person in pair))
    assert outcome == ["CannotPublish", "published"]
    draft = Edition.objects.get(code="2027-05")
    assert draft.summary == f"改定 {draft.published_by.username}"
    assert draft.history.filter(state="published", summary=draft.summary).exists()
    assert not draft.history.filter(state="published").exclude(summary=draft.summary).exists()


def test_two_drafts_published_together_leave_one_default(
    current: Edition, pair: tuple[User, User]
) -> None:
    for code in ("2027-05", "2027-06"):
        costbook_store.copy_edition(current, code, by=people.analyst())
    codes = ("2027-05", "2027-06")
    presses = [press_on(code, person) for code, person in zip(codes, pair, strict=True)]
    assert at_once(*presses) == ["published", "published"]
    states = dict(Edition.objects.values_list("code", "state"))
    assert sorted(states[code] for code in codes) == ["published", "superseded"]
    assert states["2026-11"] == "superseded"
    assert states[Edition.objects.get(is_default=True).code] == "published"
