"""A large file goes in once and whole, or not at all, whatever comes between."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from estimator.admin import importing
from estimator.models import Edition, Job, Source, TableImport
from estimator.models.vocabulary import State
from estimator.tasks import workers

from .imports import CSV, confirm, hand_in, press, seen

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("everything_is_large"),
]


def test_a_file_cancelled_while_it_is_tried_is_no_failed_job(
    admin_client, blank, work, monkeypatch
):
    def cancelled(waiting: TableImport) -> dict[str, Any]:
        importing.cancel(waiting, now=timezone.now())
        return {"problems": []}

    monkeypatch.setattr(importing, "_tried", cancelled)
    hand_in(admin_client, blank)
    work()
    assert Job.objects.get().status == "SUCCESSFUL"
    assert not TableImport.objects.exists()


def test_a_worker_that_is_killed_is_found_dead_and_the_file_tried_again(
    admin_client, blank, work, lost
):
    hand_in(admin_client, blank)
    Job.objects.get().claim("a")
    lost("a", timezone.now())
    assert "もう一度試す" not in seen(admin_client, blank)  # another may still take it over
    lost("a", timezone.now() - workers.GIVEN_UP_AFTER)
    assert "途中で止まりました" in seen(admin_client, blank)
    assert "順番を待っています" in press(admin_client, blank, "again")
    work()
    assert TableImport.objects.get().can_be_confirmed


def test_a_file_that_kills_every_worker_is_given_up_and_seen_by_staff(
    admin_client, blank, work, lost
):
    hand_in(admin_client, blank)
    for attempt in range(workers.ATTEMPTS):
        Job.objects.get().claim(f"worker {attempt}")
        lost(f"worker {attempt}", timezone.now())
        workers.take_over(now=timezone.now())
    work()
    assert "途中で止まりました" in seen(admin_client, blank)
    jobs = admin_client.get(reverse("admin:estimator_job_changelist")).content.decode()
    assert "単価表の取り込み" in jobs
    assert "GivenUp" in jobs
    assert workers.retry(Job.objects.get())
    work()
    assert TableImport.objects.get().can_be_confirmed


def test_what_breaks_on_the_way_leaves_nothing_and_is_done_again(
    admin_client, blank, work, monkeypatch
):
    def fails(*_given: Any, **_named: Any) -> None:
        raise RuntimeError

    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    with monkeypatch.context() as patched:
        patched.setattr(LogEntry.objects, "log_actions", fails)
        work()
    assert not Source.objects.exists()
    assert "版は変わっていません" in seen(admin_client, blank)
    press(admin_client, blank, "again")
    work()
    assert Source.objects.exists()


def test_a_blank_that_changed_meanwhile_is_told(admin_client, blank, work):
    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    Source.objects.create(edition=blank, code="S1", publisher="別の人", title="統計")
    work()
    assert "試した後に版が変わった" in seen(admin_client, blank)
    assert Source.objects.get().publisher == "別の人"


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edition_published_meanwhile_is_told(admin_client, blank, work, when):
    hand_in(admin_client, blank)
    work()
    if when == "after":
        confirm(admin_client, blank)
    fingerprint = TableImport.objects.get().found["fingerprint"]
    Edition.objects.update(state=State.PUBLISHED, published_on=timezone.localdate())
    work()
    assert "この版は公開されたため、取り込みませんでした" in seen(admin_client, blank)
    press(admin_client, blank, "confirm", fingerprint)
    work()
    assert not Source.objects.exists()


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
def test_two_that_work_on_it_bring_it_in_once(admin_client, blank, work):
    hand_in(admin_client, blank)
    work()
    confirm(admin_client, blank)
    at_once(4, lambda _number: importing._work(TableImport.objects.get()))
    assert LogEntry.objects.filter(change_message__contains="取り込んだ：").count() == 1
    assert Source.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_a_button_pressed_twice_leaves_one_file(admin_user, blank):
    def begin(number: int) -> None:
        file = SimpleUploadedFile(f"{number}.csv", CSV.encode())
        given = {"file": file, "table": "source", "reason": "r", "remove_missing": False}
        importing.begin(blank, admin_user, given, now=timezone.now())

    at_once(4, begin)
    assert TableImport.objects.count() == 1
