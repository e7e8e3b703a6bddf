"""今日確認した: ticked rows get today as 最終確認日, with a reason; never a published row."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.costbook_store import record
from estimator.costbook_store.staleness import EVIDENCED
from estimator.models import Edition, PublishedIsReadOnly, UnitCost
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TODAY, LONG_AGO = date(2027, 5, 1), date(2020, 1, 1)
REASON = "2027年版の資料と同じ値"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


@pytest.fixture
def person() -> User:
    return people.analyst()


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(table: type[Any], query: str = "") -> str:
    return reverse(f"admin:estimator_{table._meta.model_name}_changelist") + query


def act(client: Client, rows: list[Any], query: str = "", **values: Any) -> Any:
    """Tick the rows and choose the action; with `confirm`, press the button of its page."""
    posted = {"action": "checked_today", "_selected_action": [row.pk for row in rows], **values}
    return client.post(address(type(rows[0]), query), posted)


@pytest.mark.parametrize("table", EVIDENCED)
def test_every_figure_can_be_noted_as_checked(desk: Client, draft: Edition, table: Any) -> None:
    rows = list(table.objects.filter(edition=draft)[:3])
    act(desk, rows, confirm=len(rows), reason=REASON)
    noted = table.objects.filter(edition=draft, checked_on=TODAY)
    assert {row.pk for row in noted} == {row.pk for row in rows}


def test_the_page_says_what_it_will_do_and_does_nothing_yet(desk: Client, draft: Edition) -> None:
    rows = list(draft.unitcost_rows.all()[:2])
    page = act(desk, rows).content.decode()
    assert "2行の最終確認日を 2027-05-01 にします。" in page
    assert all(row.name_ja in page for row in rows)
    assert f"{rows[0].checked_on:%Y-%m-%d} → 2027-05-01" in page
    assert not draft.unitcost_rows.filter(checked_on=TODAY).exists()


def test_the_record_says_who_what_and_why(desk: Client, person: User, draft: Edition) -> None:
    row = draft.unitcost_rows.get(code="pc_replace")
    UnitCost.objects.filter(pk=row.pk).update(checked_on=LONG_AGO)
    act(desk, [row], confirm=1, reason=REASON)
    entry = record.of_row(row)[0]
    assert (entry.who, entry.why) == (person.username, REASON)
    assert [(move.field, move.after) for move in entry.moves] == [("最終確認日", "2027-05-01")]
    assert not costbook_store.worked_on(draft, people.publisher())
    assert costbook_store.worked_on(draft, person)


def test_without_a_reason_nothing_is_noted(desk: Client, draft: Edition) -> None:
    rows = list(draft.unitcost_rows.all()[:2])
    page = act(desk, rows, confirm=2, reason=" ")
    assert page.status_code == 422
    assert "必須" in page.content.decode()
    assert not draft.unitcost_rows.filter(checked_on=TODAY).exists()


def test_one_published_row_keeps_out_all_and_is_named(
    desk: Client, current: Edition, draft: Edition
) -> None:
    rows = [draft.unitcost_rows.first(), *current.unitcost_rows.all()[:2]]
    for values in ({}, {"confirm": 3, "reason": REASON}):
        page = desk.get(act(desk, rows, **values)["Location"]).content.decode()
        assert "公開済みの版の行は変えられません: 2026-11（2行）。" in page
    assert not UnitCost.objects.filter(checked_on=TODAY).exists()


def test_the_store_refuses_a_published_row_too(current: Edition, person: User) -> None:
    keys = [current.unitcost_rows.first().pk]
    with pytest.raises(PublishedIsReadOnly):
        costbook_store.checked(UnitCost, keys, on=TODAY, by=person, reason=REASON)


def test_a_whole_filtered_list_is_noted_at_once(desk: Client, draft: Edition) -> None:
    query = f"?edition__id__exact={draft.pk}&grade__exact=E"
    rows = list(draft.unitcost_rows.filter(grade="E"))
    assert len(rows) > 5
    page = act(desk, rows[:1], query, select_across=1)
    assert f"{len(rows)}行の最終確認日を" in page.content.decode()
    act(desk, rows[:1], query, select_across=1, confirm=len(rows), reason=REASON)
    assert draft.unitcost_rows.filter(checked_on=TODAY).count() == len(rows)


def test_a_list_that_grew_meanwhile_is_shown_again(desk: Client, draft: Edition) -> None:
    query = f"?edition__id__exact={draft.pk}&grade__exact=E"
    rows = list(draft.unitcost_rows.filter(grade="E"))
    page = act(desk, rows[:1], query, select_across=1, confirm=len(rows) - 1, reason=REASON)
    assert f"{len(rows)}行の最終確認日を" in page.content.decode()
    assert not draft.unitcost_rows.filter(checked_on=TODAY).exists()


def test_it_takes_few_queries(
    desk: Client, draft: Edition, django_assert_max_num_queries: Any
) -> None:
    rows = list(draft.unitcost_rows.all())
    for values in ({}, {"confirm": len(rows), "reason": REASON}):
        with django_assert_max_num_queries(35):
            act(desk, rows, **values)


def test_who_may_not_change_a_figure_is_not_offered_it(draft: Edition) -> None:
    client = Client()
    client.force_login(people.publisher())
    assert "checked_today" not in client.get(address(UnitCost)).content.decode()
    act(client, [draft.unitcost_rows.first()], confirm=1, reason=REASON)
    assert not UnitCost.objects.filter(checked_on=TODAY).exists()
