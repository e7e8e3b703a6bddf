"""A large file: tried and brought in by a worker, whole or not at all; cancelled; found dead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator.admin import importing
from estimator.costbook_store import workbook
from estimator.costbook_store.workbook import limits
from estimator.models import Edition, Job, Source, TableImport
from estimator.models.vocabulary import State
from estimator.tasks import embedded, workers

from .test_spreadsheets import address

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

CSV = "出典番号,発行者,題名\r\nS1,警察庁,統計\r\n"
SMALL = limits.SMALL_ROWS


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch) -> None:
    monkeypatch.setattr(limits, "SMALL_ROWS", 0)


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """Collect the processes that are started."""
    found: list[list[str]] = []
    monkeypatch.setattr(embedded.subprocess, "run", found.append)
    return found


@pytest.fixture
def draft(db: None) -> Edition:
    return Edition.objects.create(code="blank", title_ja="空", title_en="Blank")


def hand_in(client: Client, draft: Edition, content: str = CSV, **more: Any) -> Any:
    file = SimpleUploadedFile("出典.csv", content.encode())
    posted = {"file": file, "table": "source", "reason": "2027年の値", **more}
    return client.post(address(draft), posted)


def press(client: Client, draft: Edition, button: str, value: str = "1") -> str:
    return client.post(address(draft), {button: value}, follow=True).content.decode()


def confirm(client: Client, draft: Edition) -> str:
    return press(client, draft, "confirm", TableImport.objects.get().found["fingerprint"])


def seen(client: Client, draft: Edition) -> str:
    return client.get(address(draft)).content.decode()


def test_a_worker_tries_it_and_brings_it_in(admin_client, draft, work):
    assert hand_in(admin_client, draft).status_code == 302
    assert "順番を待っています" in seen(admin_client, draft)
    work()
    assert "「出典.csv」で1行が変わります" in seen(admin_client, draft)
    assert not Source.objects.exists()
    assert "順番を待っています" in confirm(admin_client, draft)
    assert not Source.objects.exists()
    work()
    assert "1行を取り込みました" in seen(admin_client, draft)
    assert Source.objects.get().publisher == "警察庁"
    assert bytes(TableImport.objects.get().content) == b""


def test_it_leaves_the_same_record_as_a_small_file(admin_client, draft, work, monkeypatch):
    def left(code: str) -> tuple[Any, ...]:
        line, entry = Source.history.get(code=code), LogEntry.objects.first()
        person = line.history_user.username, line.history_change_reason
        return (*person, entry.user, entry.object_id, entry.change_message, entry.action_flag)

    hand_in(admin_client, draft)
    work()
    confirm(admin_client, draft)
    work()
    large = left("S1")
    monkeypatch.setattr(limits, "SMALL_ROWS", SMALL)
    hand_in(admin_client, draft, CSV.replace("S1", "S2"))
    confirm(admin_client, draft)
    assert left("S2") == large
    assert large[:2] == ("admin", "2027年の値")


def test_what_is_wrong_is_said_in_the_same_words(admin_client, draft, work):
    hand_in(admin_client, draft, CSV.replace("警察庁", ""))
    work()
    page = seen(admin_client, draft)
    assert "出典 2行目 B列「発行者」: " in page
    assert "1件あるため、何も取り込みませんでした" in page
    assert 'value="2027年の値"' in page
    hand_in(admin_client, draft, "出典番号,発行者\r\n")
    work()
    assert "取り込む行がありません" in seen(admin_client, draft)


def test_a_table_of_thousands_of_rows_is_large_and_an_everyday_one_is_not(draft, monkeypatch):
    monkeypatch.setattr(limits, "SMALL_ROWS", SMALL)
    assert workbook.is_small(CSV.encode() * 100)
    assert not workbook.is_small(CSV.encode() * 101)
    assert workbook.is_small(workbook.to_workbook(draft))


def test_a_page_without_a_script_asks_again_and_htmx_for_the_moving_part(admin_client, draft, work):
    hand_in(admin_client, draft)
    assert '<noscript><meta http-equiv="refresh"' in seen(admin_client, draft)
    part = admin_client.get(address(draft), headers={"hx-request": "true"})
    assert part.content.decode().strip().startswith('<p id="import-progress"')
    work()
    whole = admin_client.get(address(draft), headers={"hx-request": "true"})
    assert whole["HX-Refresh"] == "true"


def test_it_can_be_cancelled_before_it_is_tried(admin_client, draft, work):
    hand_in(admin_client, draft)
    assert "multipart" in press(admin_client, draft, "cancel")
    assert Job.objects.get().exception_class_path == workers.CANCELLED
    work()
    assert not TableImport.objects.exists()


def test_it_can_be_cancelled_until_somebody_writes(admin_client, draft, work):
    hand_in(admin_client, draft)
    work()
    confirm(admin_client, draft)
    claimed = Job.objects.get(status="READY")
    claimed.claim("a")
    workers.Pulse("a").beat()
    assert "もう始まっています" in press(admin_client, draft, "cancel")
    workers._move(claimed, status="READY")
    press(admin_client, draft, "cancel")
    work()
    assert not Source.objects.exists()


def test_a_file_cancelled_while_it_is_tried_is_no_failed_job(
    admin_client, draft, work, monkeypatch
):
    def cancelled(waiting: TableImport) -> dict[str, Any]:
        importing.cancel(waiting, now=timezone.now())
        return {"problems": []}

    monkeypatch.setattr(importing, "_tried", cancelled)
    hand_in(admin_client, draft)
    work()
    assert Job.objects.get().status == "SUCCESSFUL"
    assert not TableImport.objects.exists()


def test_another_file_waits_until_the_first_is_done(admin_client, draft):
    hand_in(admin_client, draft)
    hand_in(admin_client, draft, CSV.replace("S1", "S2"))
    assert "まだ終わっていません" in seen(admin_client, draft)
    assert b"S1" in bytes(TableImport.objects.get().content)


def test_a_worker_that_is_killed_is_found_dead_and_the_file_tried_again(
    admin_client, draft, work, lost
):
    hand_in(admin_client, draft)
    Job.objects.get().claim("a")
    lost("a", timezone.now())
    assert "もう一度試す" not in seen(admin_client, draft)  # another may still take it over
    lost("a", timezone.now() - workers.GIVEN_UP_AFTER)
    assert "途中で止まりました" in seen(admin_client, draft)
    assert "順番を待っています" in press(admin_client, draft, "again")
    work()
    assert TableImport.objects.get().can_be_confirmed


def test_a_file_that_kills_every_worker_is_given_up_and_seen_by_staff(
    admin_client, draft, work, lost
):
    hand_in(admin_client, draft)
    for attempt in range(workers.ATTEMPTS):
        Job.objects.get().claim(f"worker {attempt}")
        lost(f"worker {attempt}", timezone.now())
        workers.take_over(now=timezone.now())
    work()
    assert "途中で止まりました" in seen(admin_client, draft)
    jobs = admin_client.get(reverse("admin:estimator_job_changelist")).content.decode()
    assert "単価表の取り込み" in jobs
    assert "GivenUp" in jobs
    assert workers.retry(Job.objects.get())
    work()
    assert TableImport.objects.get().can_be_confirmed


def test_what_breaks_on_the_way_leaves_nothing_and_is_done_again(
    admin_client, draft, work, monkeypatch
):
    def fails(*_given: Any, **_named: Any) -> None:
        raise RuntimeError

    hand_in(admin_client, draft)
    work()
    confirm(admin_client, draft)
    with monkeypatch.context() as patched:
        patched.setattr(LogEntry.objects, "log_actions", fails)
        work()
    assert not Source.objects.exists()
    assert "版は変わっていません" in seen(admin_client, draft)
    press(admin_client, draft, "again")
    work()
    assert Source.objects.exists()


def test_a_draft_that_changed_meanwhile_is_told(admin_client, draft, work):
    hand_in(admin_client, draft)
    work()
    confirm(admin_client, draft)
    Source.objects.create(edition=draft, code="S1", publisher="別の人", title="統計")
    work()
    assert "試した後に版が変わった" in seen(admin_client, draft)
    assert Source.objects.get().publisher == "別の人"


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edition_published_meanwhile_is_told(admin_client, draft, work, when):
    hand_in(admin_client, draft)
    work()
    if when == "after":
        confirm(admin_client, draft)
    fingerprint = TableImport.objects.get().found["fingerprint"]
    Edition.objects.update(state=State.PUBLISHED, published_on=timezone.localdate())
    work()
    assert "この版は公開されたため、取り込みませんでした" in seen(admin_client, draft)
    press(admin_client, draft, "confirm", fingerprint)
    work()
    assert not Source.objects.exists()


def test_a_file_is_seen_by_its_owner_alone(admin_client, draft):
    hand_in(admin_client, draft)
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    assert "出典.csv" not in seen(other, draft)


def test_a_file_is_kept_for_a_day(admin_client, draft):
    hand_in(admin_client, draft)
    importing.purge(now=timezone.now() + timedelta(hours=23))
    assert TableImport.objects.exists()
    importing.purge(now=timezone.now() + importing.KEPT_FOR)
    assert not TableImport.objects.exists()


def test_embedded_a_process_of_its_own_does_it(
    admin_client, draft, started, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(admin_client, draft)
    ((_python, _manage, *rest),) = started
    assert rest[0] == "db_worker"
    assert {"imports", "--batch"} < set(rest)


@pytest.mark.usefixtures("in_database")
def test_where_workers_are_kept_running_no_process_is_started(
    admin_client, draft, started, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(admin_client, draft)
    assert started == []


def at_once(calls: int, call: Any) -> None:
    """Call a function in as many threads."""

    def called(number: int) -> None:
        try:
            call(number)
        finally:
            connections.close_all()

    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer")
    with ThreadPoolExecutor(calls) as threads:
        list(threads.map(called, range(calls)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_two_that_work_on_it_bring_it_in_once(admin_client, draft, work):
    hand_in(admin_client, draft)
    work()
    confirm(admin_client, draft)
    at_once(4, lambda _number: importing._work(TableImport.objects.get()))
    assert LogEntry.objects.filter(change_message__contains="imported").count() == 1
    assert Source.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_a_button_pressed_twice_leaves_one_file(admin_user, draft):
    def begin(number: int) -> None:
        file = SimpleUploadedFile(f"{number}.csv", CSV.encode())
        given = {"file": file, "table": "source", "reason": "r", "remove_missing": False}
        importing.begin(draft, admin_user, given, now=timezone.now())

    at_once(4, begin)
    assert TableImport.objects.count() == 1
