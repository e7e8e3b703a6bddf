"""The embedded backend (TASKS=embedded): a task runs in a thread of the process that asked for it.

In the flow: behind `Task.enqueue`, in place of the database's backend. Nothing to install and
nothing to start; what is under way ends with the process, and whoever waits asks again. Work that
would keep this process from its visitors goes to the database's queue and to a process of its own.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from django_tasks import TaskContext, TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task

from .drawers import DRAWERS

log = logging.getLogger(__name__)

_threads = ThreadPoolExecutor(DRAWERS, thread_name_prefix="task")
_under_way: dict[str, Future[None]] = {}


class EmbeddedBackend(BaseTaskBackend):
    """Run each task once, as soon as the rows it reads are there."""

    supports_priority = True  # accepted; nothing waits here that could be overtaken

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Start the task when the transaction around is through."""
        self.validate_task(task)
        result = result_of(task, args, kwargs)
        transaction.on_commit(lambda: _start(result))
        return result


def work_off(queue: str) -> None:
    """Have a queue of the database worked off where no worker is kept running.

    The process is a worker like any other and ends when the queue is empty; it outlives this one.
    """
    if settings.REPORT_TASKS == settings.EMBEDDED_TASKS:
        transaction.on_commit(lambda: _start_worker(queue))


def _start_worker(queue: str) -> None:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker", "--skip-checks"]
    command = [*manage, "--queue-name", queue, "--batch", "--no-startup-delay"]
    # Somebody has to wait for a process that ends; this one has to answer visitors.
    threading.Thread(target=subprocess.run, args=(command,), daemon=True).start()


def wait_for(task_id: str, seconds: float) -> None:
    """Wait until the task ends, if this process runs it."""
    if (found := _under_way.get(task_id)) is not None:
        wait([found], seconds)


def finish(seconds: float) -> None:
    """Wait for all that is under way, at most that long: this process is about to end."""
    wait(list(_under_way.values()), seconds)


def result_of(task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
    """Describe a task that is about to be started here."""
    return TaskResult(
        task=task,
        id=str(uuid4()),
        status=TaskResultStatus.READY,
        enqueued_at=None,
        started_at=None,
        finished_at=None,
        last_attempted_at=None,
        args=args,
        kwargs=kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=["embedded"],
    )


def _start(result: TaskResult[Any]) -> None:
    future = _under_way[result.id] = _threads.submit(_run, result)
    future.add_done_callback(lambda _future: _under_way.pop(result.id, None))


def _run(result: TaskResult[Any]) -> None:
    """Call the task, which puts on record itself what went wrong."""
    try:
        result.task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    except Exception as error:  # noqa: BLE001 - nobody above could catch it
        log.warning("%s failed: %s", result.task.name, type(error).__name__)
    finally:
        connections.close_all()
