"""Who works on the jobs, and what becomes of those that a worker leaves behind (作業プロセス).

In the flow: each `manage.py worker` has a `Pulse` beside it. It says every few seconds that the
worker is alive, and gives the jobs of those that are not to the others. The library claims and
runs jobs; of workers that were killed it knows nothing.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus

from ..models import Job, Worker
from . import embedded

log = logging.getLogger(__name__)

ATTEMPTS: Final = 3  # a job that kills its worker this often is given up
BEATS_EVERY_SECONDS: Final = 5
LOST_AFTER: Final = timedelta(seconds=30)  # without a sign of life
GIVEN_UP_AFTER: Final = timedelta(minutes=2)  # by the one who waits; others would have taken over
KEPT_FOR: Final = timedelta(days=7)  # a finished job, for the admin to look at

CANCELLED: Final = "cancelled"  # in place of an exception


def has_worker(*, now: datetime) -> bool | None:
    """Tell whether a worker is alive; None where none is needed (TASKS=embedded)."""
    if settings.REPORT_TASKS == settings.EMBEDDED_TASKS:
        return None
    return _alive(now).exists()


def _alive(now: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__gt=now - LOST_AFTER)


# --- a worker -------------------------------------------------------------------------------------


class Pulse(threading.Thread):
    """Beside a worker: its sign of life, and the care for the jobs of others."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(name="pulse", daemon=True)
        self.worker_id = worker_id
        self.ended = threading.Event()

    def __enter__(self) -> None:
        """Be seen before the first job is claimed."""
        self.beat()
        self.start()

    def __exit__(self, *_error: object) -> None:
        """Leave nothing behind to be waited for."""
        self.ended.set()
        self.join(BEATS_EVERY_SECONDS)
        with suppress(DatabaseError):
            Worker.objects.filter(pk=self.worker_id).delete()

    def run(self) -> None:
        """Beat until the end. A database that is away for a while is no reason to stop."""
        while not self.ended.wait(BEATS_EVERY_SECONDS):
            try:
                self.beat()
            except DatabaseError as error:
                log.warning("no sign of life could be left: %s", type(error).__name__)
            finally:
                connections.close_all()

    def beat(self) -> None:
        """Say that this worker is alive; look after the jobs of the others."""
        now = timezone.now()
        Worker.objects.update_or_create(pk=self.worker_id, defaults={"seen_at": now})
        take_over(now=now)


def take_over(*, now: datetime) -> int:
    """Give the jobs of workers that are gone to whoever is free; return how many.

    Only one of those who try moves a job: each change names the state that it was found in.
    """
    alive = set(_alive(now).values_list("pk", flat=True))
    moved = 0
    for job in Job.objects.filter(status=TaskResultStatus.RUNNING):
        if job.worker_ids and job.worker_ids[-1] not in alive:
            log.warning("job %s is taken over from a worker that is gone", job.pk)
            moved += _move(job, status=TaskResultStatus.READY)
    return moved


# --- jobs -----------------------------------------------------------------------------------------


def retry(job: Job) -> bool:
    """Have a job that failed done again, with all its attempts; False if it is not such a job."""
    if job.status != TaskResultStatus.FAILED:
        return False
    fresh: dict[str, object] = {"worker_ids": [], "started_at": None, "finished_at": None}
    no_error = {"exception_class_path": "", "traceback": ""}
    is_moved = bool(_move(job, status=TaskResultStatus.READY, **fresh, **no_error))
    if is_moved:
        embedded.work_off(job.queue_name)
    return is_moved


def has_stopped(job: Job, *, now: datetime) -> bool:
    """Tell whether nobody works on a job, and nobody takes it over either."""
    if job.status == TaskResultStatus.RUNNING:
        seen = Worker.objects.filter(pk__in=job.worker_ids[-1:], seen_at__gt=now - GIVEN_UP_AFTER)
        return not seen.exists()
    return job.status != TaskResultStatus.READY


def cancel(job: Job, *, now: datetime) -> bool:
    """Take a job that nobody works on yet out of the queue; False if it is not such a job."""
    if job.status != TaskResultStatus.READY:
        return False
    ended = {"finished_at": now, "exception_class_path": CANCELLED}
    return bool(_move(job, status=TaskResultStatus.FAILED, **ended))


def _move(job: Job, **changes: object) -> int:
    same = Job.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
    return same.update(**changes)


def purge(*, now: datetime) -> None:
    """Delete finished jobs after a week, and workers that are long gone."""
    Job.objects.filter(finished_at__lt=now - KEPT_FOR).delete()
    Worker.objects.filter(seen_at__lt=now - KEPT_FOR).delete()
