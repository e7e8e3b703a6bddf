"""What tests of the work in the background share: a worker that a test starts and ends."""

import pytest
from django_tasks_db.management.commands import db_worker

from estimator.models import Worker
from estimator.tasks import drawers, workers
from estimator.tasks.workers import LOST_AFTER

PDF = b"%PDF-1.7 drawn"


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch) -> None:
    """Let a worker keep the connection of its test, and its pulse open none of its own."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(workers.Pulse, "run", lambda _pulse: None)


@pytest.fixture
def in_database(settings) -> None:
    """Draw reports as TASKS=database does."""
    settings.REPORT_TASKS = "default"


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """Collect the HTML that is drawn."""
    found: list[str] = []

    def draw(html: str, *, tries: int) -> bytes:
        found.append(html)
        return PDF

    monkeypatch.setattr(drawers, "drawn", draw)
    return found


@pytest.fixture
def work():
    """Return a function that works as a worker until nothing is queued."""

    def until_empty(worker_id: str = "worker") -> None:
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        ).run()

    return until_empty


@pytest.fixture
def lost():
    """Return a function that lets a worker be killed: nobody hears of it any more."""

    def kill(worker_id: str, now) -> None:
        Worker.objects.update_or_create(pk=worker_id, defaults={"seen_at": now - LOST_AFTER})

    return kill
