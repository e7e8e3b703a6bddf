"""A large file is tried and brought in by a worker, looked at, cancelled, and forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator.admin import importing
from estimator.costbook_store import workbook
from estimator.costbook_store.workbook import limits
from estimator.models import Job, Source, TableImport
from estimator.tasks import embedded, workers

from .imports import CSV, confirm, hand_in, press, seen
from .test_spreadsheets import address

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("everything_is_large"),
]

SMALL = limits.SMALL_ROWS


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """Collect the processes that are started."""
    found: list[list[str]] = []
    monkeypatch.setattr(embedded.subprocess, "run", found.append)
    return found


def test_a_worker_tries_it_and_brings_it_in(admin_client, blank, work):
    assert hand_in(admin_client, blank).status_code == 302
    assert "順番を待っています" in seen(admin_client, blank)
    work()
    assert "「出典.csv」で1行が変わります" in seen(admin_client, blank)
    assert not Source.objects.exists()
    assert "順番を待っています" in confirm(admin_client, blank)
    assert not Source.objects.exists()
    work()
    assert '<li class="success">' in (done := seen(admin_client, blank))
    assert "1行を取り込みました" in done
    assert reverse("admin:estimator_edition_effect", args=[blank.pk]) in done
    assert Source.objects.get().publisher == "警察庁"
    assert bytes(TableImport.objects.get().content) == b""


def test_it_leaves_the_same_record_as_a_small_file(admin_client, blank, work, monkeypatch):
    def left(code: str) -> tuple[Any, ...]:
        line, entry = Source.history.get(code=code), LogEntry.objects.first()
        person = line.history_user.username, line.history_change_reason
        return (*person, entry.user, entry.object_id, entry.change_message, entry.action_flag)

    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    work()
    large = left("S1")
    monkeypatch.setattr(limits, "SMALL_ROWS", SMALL)
    hand_in(admin_client, blank, CSV.replace("S1", "S2"))
    confirm(admin_client, blank)
    assert left("S2") == large
    assert large[:2] == ("admin", "2027年の値")


def test_what_is_wrong_is_said_in_the_same_words(admin_client, blank, work):
    hand_in(admin_client, blank, CSV.replace("警察庁", ""))
    work()
    page = seen(admin_client, blank)
    assert "出典 2行目 B列「発行者」: " in page
    assert "1件あるため、何も取り込みませんでした" in page
    assert 'value="2027年の値"' in page
    hand_in(admin_client, blank, "出典番号,発行者\r\n")
    work()
    assert "取り込む行がありません" in seen(admin_client, blank)


def test_a_table_of_thousands_of_rows_is_large_and_an_everyday_one_is_not(blank, monkeypatch):
    monkeypatch.setattr(limits, "SMALL_ROWS", SMALL)
    assert workbook.is_small(CSV.encode() * 100)
    assert not workbook.is_small(CSV.encode() * 101)
    assert workbook.is_small(workbook.to_workbook(blank))


def test_a_page_without_a_script_asks_again_and_htmx_for_the_moving_part(admin_client, blank, work):
    hand_in(admin_client, blank)
    assert '<noscript><meta http-equiv="refresh"' in seen(admin_client, blank)
    part = admin_client.get(address(blank), headers={"hx-request": "true"})
    assert part.content.decode().strip().startswith('<p id="import-progress"')
    work()
    whole = admin_client.get(address(blank), headers={"hx-request": "true"})
    assert whole["HX-Refresh"] == "true"


def test_it_can_be_cancelled_before_it_is_tried(admin_client, blank, work):
    hand_in(admin_client, blank)
    left = press(admin_client, blank, "cancel")
    assert "multipart" in left
    assert "取り込みをやめました。版は変わっていません。" in left
    assert Job.objects.get().exception_class_path == workers.CANCELLED
    work()
    assert not TableImport.objects.exists()


def test_it_can_be_cancelled_until_somebody_writes(admin_client, blank, work):
    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    claimed = Job.objects.get(status="READY")
    claimed.claim("a")
    workers.Pulse("a").beat()
    assert "もう始まっています" in press(admin_client, blank, "cancel")
    workers._move(claimed, status="READY")
    press(admin_client, blank, "cancel")
    work()
    assert not Source.objects.exists()


def test_what_is_brought_in_cannot_be_cancelled_from_an_older_page(admin_client, blank, work):
    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    work()
    late = press(admin_client, blank, "cancel")
    assert "1行を取り込みました" in late
    assert "取り込みをやめました" not in late


def test_another_file_waits_until_the_first_is_done(admin_client, blank):
    hand_in(admin_client, blank)
    hand_in(admin_client, blank, CSV.replace("S1", "S2"))
    assert "まだ終わっていません" in seen(admin_client, blank)
    assert b"S1" in bytes(TableImport.objects.get().content)


def test_a_file_is_seen_by_its_owner_alone(admin_client, blank):
    hand_in(admin_client, blank)
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    assert "出典.csv" not in seen(other, blank)


def test_a_file_is_kept_for_a_day(admin_client, blank):
    hand_in(admin_client, blank)
    importing.purge(now=timezone.now() + timedelta(hours=23))
    assert TableImport.objects.exists()
    importing.purge(now=timezone.now() + importing.KEPT_FOR)
    assert not TableImport.objects.exists()


def test_embedded_a_process_of_its_own_does_it(
    admin_client, blank, started, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(admin_client, blank)
    ((_python, _manage, *rest),) = started
    assert rest[0] == "db_worker"
    assert {"imports", "--batch"} < set(rest)


@pytest.mark.usefixtures("in_database")
def test_where_workers_are_kept_running_no_process_is_started(
    admin_client, blank, started, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(admin_client, blank)
    assert started == []
