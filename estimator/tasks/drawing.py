"""Draw what is asked for once (描画): a row under the hash of the HTML, and the task that fills it.

In the flow: HTML in, a row of `Drawing` out, under way or finished. Whoever asks for the same,
here or on another machine, finds the same row. Only the one who made it starts the task.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist

from ..models import Drawing
from ..models.reports import forget_unused
from ..presenters.report.drawing import MOST_SECONDS
from ..presenters.report.pdf import content_hash
from . import drawers, embedded
from .workers import ATTEMPTS

log = logging.getLogger(__name__)

DIES_AFTER: Final = timedelta(seconds=MOST_SECONDS)  # a drawing of which nobody knows any more
LOOKS_AGAIN_SECONDS: Final = 0.05
BACK_WITHIN: Final = (0.5, 1, 2, 4, 8)  # seconds from one try to the next
UNUSED_FOR: Final = timedelta(days=1)  # kept that long without a report that shows it
REPORTS: Final = "reports"  # the queue
SOONER: Final = 10  # somebody waits: before the chunks of a portfolio
State = Drawing.State
Found = TypeVar("Found")


class NotDrawn(Exception):
    """There are no bytes: the drawing failed, or took too long."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__("too slow" if too_slow else "failed")
        self.too_slow = too_slow


# --- asking ---------------------------------------------------------------------------------------


def ask(html: str, *, now: datetime) -> Drawing:
    """Return the drawing of this HTML, begun unless it is there or under way.

    To be called inside a transaction: until its end nobody else takes the row away.
    """
    name = content_hash(html)
    rows = Drawing.objects.select_for_update().defer("pdf", "html")
    drawing, is_new = rows.get_or_create(content_hash=name, defaults={"asked": now, "html": html})
    if is_new or drawing.state == State.FAILED or is_dead(drawing, now=now):
        _begin(drawing, now=now)
    return drawing


def _begin(drawing: Drawing, *, now: datetime) -> None:
    drawing.state, drawing.error, drawing.asked = State.RENDERING, "", now
    drawing.save(update_fields=["state", "error", "asked"])
    drawing.task_id = _chosen().enqueue(drawing.content_hash).id
    drawing.save(update_fields=["task_id"])


def _chosen() -> Task[[str], None]:
    return draw_report.using(backend=settings.REPORT_TASKS)


def is_dead(drawing: Drawing, *, now: datetime) -> bool:
    """Tell whether nobody is going to finish a drawing."""
    if drawing.state != State.RENDERING:
        return False
    try:
        return _chosen().get_result(drawing.task_id).status == TaskResultStatus.FAILED
    except (NotImplementedError, TaskResultDoesNotExist):
        # The embedded backend keeps no results and says so by the first; the second: a purged job.
        return now - drawing.asked > DIES_AFTER


def wait(drawing: Drawing, seconds: float) -> None:
    """Wait a little for a drawing and read its state anew. Raises: Drawing.DoesNotExist."""
    end = time.monotonic() + seconds
    embedded.wait_for(drawing.task_id, seconds)
    drawing.refresh_from_db(fields=["state", "error"])
    while drawing.state == State.RENDERING and time.monotonic() < end:
        time.sleep(LOOKS_AGAIN_SECONDS)
        drawing.refresh_from_db(fields=["state", "error"])


def drawn_once(html: str, *, seconds: float) -> bytes | None:
    """Return a drawing that belongs to nobody, kept for a day; None while it is under way.

    Raises: NotDrawn.
    """
    if (found := pdf_of(content_hash(html))) is not None:
        return found
    with transaction.atomic():
        drawing = ask(html, now=timezone.now())
    try:
        wait(drawing, seconds)
    except Drawing.DoesNotExist:  # somebody else had asked for it, and has taken it away
        return None
    if drawing.state == State.FAILED:
        raise NotDrawn(too_slow=False)
    return pdf_of(drawing.pk)


def drawn(html: str, *, seconds: float) -> bytes:
    """Draw a report for someone who waits, and keep nothing of it. Raises: NotDrawn."""
    end = time.monotonic() + seconds
    found = None
    try:
        while found is None and (left := end - time.monotonic()) > 0:
            found = drawn_once(html, seconds=left)
    finally:
        forget_unused(content_hash(html))
    if found is None:
        raise NotDrawn(too_slow=True)
    return found


def pdf_of(name: str) -> bytes | None:
    """Return the bytes of a drawing, None while there are none."""
    pdf = Drawing.objects.filter(pk=name, state=State.READY).values_list("pdf", flat=True).first()
    return None if pdf is None else bytes(pdf)


def purge(*, now: datetime) -> None:
    """Delete the drawings that no report shows and nobody asked for since yesterday."""
    old = Drawing.objects.filter(reports=None, asked__lt=now - UNUSED_FOR)
    for name in old.values_list("pk", flat=True):
        forget_unused(name)


# --- the task -------------------------------------------------------------------------------------


@task(takes_context=True, queue_name=REPORTS, priority=SOONER)
def draw_report(context: TaskContext, name: str) -> None:
    """Draw what stands under this hash, unless it is drawn or nobody wants it any more.

    Raises: NotDrawn, after that was put on record; only its kind, for a message may hold figures.
    """
    wanted = Drawing.objects.filter(pk=name).exclude(state=State.READY)
    drawing = _once_back(wanted.only("html").first)
    if drawing is None:
        return
    outcome = _outcome(drawing.html, context)
    _once_back(lambda: wanted.update(**outcome))
    if outcome["state"] == State.FAILED:
        raise NotDrawn(too_slow=False)


def _once_back(ask_database: Callable[[], Found]) -> Found:
    """Ask again and again while the database is away for a moment: a report is work of seconds."""
    for seconds in BACK_WITHIN:
        try:
            return ask_database()
        except (InterfaceError, OperationalError):
            connection.close()
            time.sleep(seconds)
    return ask_database()


def _outcome(html: str, context: TaskContext) -> dict[str, object]:
    is_embedded = context.task_result.backend == settings.EMBEDDED_TASKS
    try:
        if context.attempt > ATTEMPTS:
            raise RuntimeError("a worker died over it each time")
        pdf = drawers.drawn(html, tries=1 if is_embedded else ATTEMPTS)
    except Exception as error:
        log.exception("a report could not be drawn")
        return {"state": State.FAILED, "error": type(error).__name__}
    return {"state": State.READY, "pdf": pdf, "html": "", "error": ""}
