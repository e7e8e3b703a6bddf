"""A worker is seen, missed and replaced; a job is taken over, given up, tried again, cancelled."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker as library

from estimator.models import Drawing, Job, Worker
from estimator.tasks import drawing, has_worker, purge, workers
from estimator.tasks.workers import ATTEMPTS, LOST_AFTER, Pulse

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("in_database"),
]


@pytest.fixture
def job() -> Job:
    """Queue a drawing."""
    drawing.ask("<p>", now=timezone.now())
    return Job.objects.get()


def killed_over(job: Job, worker_id: str, kill) -> None:
    """Let a worker claim a job and be killed over it."""
    job.refresh_from_db()
    job.claim(worker_id)
    kill(worker_id, timezone.now())


def test_a_job_of_a_worker_that_is_gone_is_done_by_another(job, drawn, work, lost):
    killed_over(job, "a", lost)
    work("b")
    assert drawn == []
    assert workers.take_over(now=timezone.now()) == 1
    work("b")
    assert drawn == ["<p>"]
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == (TaskResultStatus.SUCCESSFUL, ["a", "b"])


def test_a_job_of_a_worker_that_is_alive_is_left_alone(job):
    job.claim("a")
    Pulse("a").beat()
    assert workers.take_over(now=timezone.now()) == 0


def test_only_one_of_two_takes_a_job_over(job, lost):
    killed_over(job, "a", lost)
    seen = Job.objects.get()
    assert workers.take_over(now=timezone.now()) == 1
    assert workers._move(seen, status=TaskResultStatus.READY) == 0


def test_a_job_that_kills_every_worker_is_given_up(job, drawn, work, lost):
    for attempt in range(ATTEMPTS):
        killed_over(job, f"worker {attempt}", lost)
        workers.take_over(now=timezone.now())
    work()
    assert drawn == []
    assert Drawing.objects.get().state == Drawing.State.FAILED
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED


def test_a_job_given_up_can_be_tried_again_from_the_start(job, drawn, work, lost):
    test_a_job_that_kills_every_worker_is_given_up(job, drawn, work, lost)
    assert workers.retry(Job.objects.get())
    work()
    assert drawn == ["<p>"]
    assert Drawing.objects.get().state == Drawing.State.READY


def test_a_cancelled_job_is_not_done(job, drawn, work):
    assert workers.cancel(job, now=timezone.now())
    work()
    assert drawn == []
    assert drawing.is_dead(Drawing.objects.get(), now=timezone.now())


def test_a_running_job_is_neither_cancelled_nor_tried_again(job):
    job.claim("a")
    assert not workers.cancel(job, now=timezone.now())
    assert not workers.retry(job)


def test_a_pulse_is_seen_until_its_worker_ends():
    now = timezone.now()
    assert has_worker(now=now) is False
    with Pulse("a"):
        assert has_worker(now=timezone.now()) is True
        assert has_worker(now=timezone.now() + LOST_AFTER) is False
    assert not Worker.objects.exists()


def test_the_command_works_on_every_queue_and_is_ours(job, drawn, monkeypatch):
    monkeypatch.setattr(library.Worker, "configure_signals", lambda _worker: None)
    seen = []
    monkeypatch.setattr(Pulse, "__enter__", lambda pulse: seen.append(pulse.worker_id))
    monkeypatch.setattr(Pulse, "__exit__", lambda *_given: None)
    call_command("db_worker", "--batch", "--no-startup-delay", "--worker-id", "a", verbosity=0)
    assert (drawn, seen) == (["<p>"], ["a"])


def test_embedded_no_worker_is_needed(settings):
    settings.REPORT_TASKS = settings.EMBEDDED_TASKS
    assert has_worker(now=timezone.now()) is None


def test_jobs_are_kept_for_a_week_after_their_end(job, drawn, work):
    work()
    purge(now=timezone.now() + timedelta(days=6))
    assert Job.objects.exists()
    purge(now=timezone.now() + timedelta(days=8))
    assert not Job.objects.exists()
