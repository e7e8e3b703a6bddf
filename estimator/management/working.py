"""A worker inside a command: works off a queue until it is empty, and says how far it is.

In the flow: `manage.py portfolio` is a worker itself, beside those of `manage.py db_worker`.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any, Final

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from ..tasks.workers import Pulse

LOOKS_EVERY_SECONDS: Final = 1.0
STOP: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)  # what the library listens to


class Worker(db_worker.Worker):
    """The library's worker; a signal ends it after the job at hand."""

    def __init__(self, queue: str, tell: Callable[[], None]) -> None:
        super().__init__(
            queue_names=[queue],
            interval=LOOKS_EVERY_SECONDS,
            batch=True,  # `run` returns when nothing is queued
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.tell = tell

    def shutdown(self, signum: int, frame: Any) -> None:
        """Stop after the job; asked a second time, at once."""
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False

    def run_task(self, db_task_result: Any) -> None:
        super().run_task(db_task_result)
        self.tell()


def work_until(is_done: Callable[[], bool], queue: str, tell: Callable[[], None]) -> bool:
    """Work with whoever else does, until it is done; False when told to stop before."""
    worker = Worker(queue, tell)
    before = {number: signal.getsignal(number) for number in STOP}
    worker.configure_signals()
    try:
        with Pulse(worker.worker_id):
            while worker.running and not is_done():
                worker.run()
                if worker.running and not is_done():  # others work on the rest
                    time.sleep(LOOKS_EVERY_SECONDS)
                    tell()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return worker.running
