"""The record of changes: who, what, from what to what, when and why; shown, never edited."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.costbook_store import record
from estimator.models import Benchmark, Edition, PaymentTiming, Scale, ScaleBracket, UnitCost
from tests.factories import people, tables

from .forms import as_posted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def person() -> User:
    return people.analyst()


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def row(draft: Edition) -> UnitCost:
    return draft.unitcost_rows.get(code="call_center_seat_month")


def change(client: Client, row: object, **values: object) -> object:
    name = row._meta.model_name
    address = reverse(f"admin:estimator_{name}_change", args=[row.pk])
    return client.post(address, as_posted(client.get(address), **values))


def test_a_change_is_on_record_with_all_five(desk: Client, person: User, row: UnitCost) -> None:
    change(desk, row, typical=1_800_000, change_reason="2027年の相場")
    entry = record.of_row(row)[0]
    assert (entry.who, entry.kind, entry.why) == (person.username, "~", "2027年の相場")
    (move,) = entry.moves
    assert (move.field, move.before, move.after) == ("中心", "1,700,000", "1,800,000")
    assert entry.when is not None


def test_the_page_of_the_row_shows_it(desk: Client, row: UnitCost) -> None:
    change(desk, row, typical=1_800_000, grade="B", change_reason="2027年の相場")
    address = reverse("admin:estimator_unitcost_change", args=[row.pk])
    page = desk.get(address).content.decode()
    assert "中心：1,700,000 → 1,800,000" in page
    assert "B　報道・専門家の記事で確認" in page
    assert "2027年の相場" in page
    assert "版「2026-11」から写しました。" in page


def test_without_a_reason_nothing_is_saved(desk: Client, row: UnitCost) -> None:
    page = change(desk, row, typical=1_800_000, change_reason=" ")
    assert "change_reason" in page.context["adminform"].form.errors
    row.refresh_from_db()
    assert row.typical == 1_700_000


def test_a_step_is_on_the_record_of_its_scale(desk: Client, draft: Edition) -> None:
    scale = Scale.objects.get(edition=draft, code="call_center_seat_months")
    change(desk, scale, **{"brackets-4-addition": 40, "change_reason": "大規模の実績"})
    entries = [e for e in record.of_row(scale) if e.model_name == "scalebracket" and e.moves]
    assert [(e.moves[0].before, e.moves[0].after, e.why) for e in entries] == [
        ("36", "40", "大規模の実績")
    ]


def test_a_value_is_on_the_record_of_its_distribution(desk: Client, draft: Edition) -> None:
    benchmark = Benchmark.objects.get(edition=draft, code="npa_cost_2025")
    change(desk, benchmark, **{"values-0-value": 17, "change_reason": "正誤表"})
    entry = next(e for e in record.of_row(benchmark) if e.model_name == "benchmarkvalue")
    assert [(m.before, m.after) for m in entry.moves] == [("16", "17")]
    assert (record.recent(1)[0].name, entry.why) == ("100万円未満", "正誤表")


def test_a_month_is_on_the_record_of_its_timing(desk: Client, draft: Edition) -> None:
    row = PaymentTiming.objects.get(edition=draft, code="initial")
    share = row.shares.get(month=1)
    before, share.percent = f"{share.percent:.0f}", 55
    share.save()
    (entry,) = [entry for entry in record.of_row(row) if entry.moves]
    assert (entry.table, entry.name) == ("支払いの割合", "1")
    assert [(move.before, move.after) for move in entry.moves] == [(before, "55")]


def test_a_rate_is_on_record_under_its_type(draft: Edition) -> None:
    rate = draft.incidentrate_rows.get(incident_type__code="misdelivery")
    rate.typical = Decimal("0.02")
    rate.save()
    entry = record.recent(1)[0]
    assert entry.name.startswith("メール等の誤送信・誤送付（")
    assert [(move.before, move.after) for move in entry.moves] == [("0.016", "0.02")]


def test_a_deleted_row_stays_on_record(person: User, row: UnitCost) -> None:
    pk = row.pk
    row._history_user = person
    row.delete()
    entry = record.recent(1)[0]
    assert (entry.kind, entry.pk, entry.who) == ("-", pk, person.username)


def test_the_record_of_a_published_row_can_be_read(admin_client: Client, row: UnitCost) -> None:
    costbook_store.publish(row.edition, by=people.publisher(), summary="改定")
    address = reverse("admin:estimator_unitcost_change", args=[row.pk])
    page = admin_client.get(address).content.decode()
    assert "変更履歴" in page
    assert 'name="change_reason"' not in page


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE estimator_historicalunitcost SET history_change_reason = '別の理由'",
        "DELETE FROM estimator_historicalunitcost",
    ],
)
def test_the_database_refuses_to_change_the_record(row: UnitCost, statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="read-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_who_is_on_record_cannot_be_deleted(desk: Client, person: User, row: UnitCost) -> None:
    change(desk, row, typical=1_800_000)
    with pytest.raises(ProtectedError):
        person.delete()


def test_recent_changes_leave_out_what_came_with_a_copy(desk: Client, row: UnitCost) -> None:
    change(desk, row, typical=1_800_000, change_reason="2027年の相場")
    recent = record.recent(10)
    assert [(e.model_name, e.kind) for e in recent] == [("unitcost", "~"), ("edition", "+")]
    assert recent[0].moves[0].after == "1,800,000"


def test_rows_added_by_hand_are_news() -> None:
    tables.ScaleBracketFactory()
    assert {e.model_name for e in record.recent(10)} >= {"scale", "scalebracket", "source"}
    assert ScaleBracket.history.count() == 1
