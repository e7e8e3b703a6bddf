"""Two tabs write what was paid in the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, connections
from django.utils import timezone

from estimator import actual_store, assessment_store
from estimator.models import Assessment
from estimator.outlook.actuals import Payment
from tests.factories.assessments import AssessmentFactory
from tests.factories.editions import load_editions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]

PATIENCE_SECONDS = 60
TABS = 8
NOW = timezone.now()
PAID = Payment("forensics", 1_200_000, date(2026, 11, 20))
REFUSED = (actual_store.ChangedMeanwhile, actual_store.TooManyPayments)


@pytest.fixture
def opened() -> Assessment:
    load_editions()
    return AssessmentFactory()


def at_once(*presses: Callable[[], object]) -> list[str]:
    """Press all buttons together; return how each went."""
    gate = threading.Barrier(len(presses))

    def press(act: Callable[[], object]) -> str:
        gate.wait(PATIENCE_SECONDS)
        try:
            act()
        except REFUSED as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "saved"

    with ThreadPoolExecutor(len(presses)) as threads:
        return sorted(threads.map(press, presses, timeout=PATIENCE_SECONDS))


def adding(opened: Assessment, yen: int, key: str) -> Callable[[], None]:
    payment = replace(PAID, yen=yen)
    return lambda: actual_store.add(opened, payment, form_key=key, now=NOW)


def test_every_tab_keeps_its_payment(opened: Assessment) -> None:
    presses = (adding(opened, yen, f"tab {yen}") for yen in range(1, TABS + 1))
    assert at_once(*presses) == ["saved"] * TABS
    assert sum(p.yen for p in actual_store.payments(opened)) == sum(range(1, TABS + 1))


def test_one_form_sent_many_times_counts_once(opened: Assessment) -> None:
    assert at_once(*(adding(opened, 5, "one") for _tab in range(TABS))) == ["saved"] * TABS
    assert [p.yen for p in actual_store.payments(opened)] == [5]


def test_the_end_of_the_list_is_kept(opened: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actual_store, "MOST", 3)
    went = at_once(*(adding(opened, yen, f"tab {yen}") for yen in range(1, TABS + 1)))
    assert went.count("saved") == len(actual_store.payments(opened)) == 3


def test_only_one_of_two_changes_of_one_payment_is_saved(opened: Assessment) -> None:
    adding(opened, 5, "one")()
    (kept,) = actual_store.payments(opened)

    def changing(yen: int) -> Callable[[], None]:
        mine = replace(kept, yen=yen)
        return lambda: actual_store.change(opened, mine, seen=actual_store.mark_of(kept), now=NOW)

    assert at_once(changing(6), changing(7)) == ["ChangedMeanwhile", "saved"]


def test_a_payment_and_an_answer_saved_together_are_both_kept(opened: Assessment) -> None:
    def answer() -> None:
        assessment_store.change(opened, lambda _answers: {"employees": 7}, now=NOW)

    assert at_once(adding(opened, 5, "one"), answer) == ["saved", "saved"]
    opened.refresh_from_db()
    assert opened.answers == {"employees": 7}
    assert len(actual_store.payments(opened)) == 1


def test_a_line_closed_in_two_tabs_is_closed_once(opened: Assessment) -> None:
    press = [lambda: actual_store.close(opened, "forensics", now=NOW)] * 2
    assert at_once(*press) == ["saved", "saved"]
    assert opened.closed_lines.count() == 1
