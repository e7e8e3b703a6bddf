"""Draw reports outside the web worker and keep the finished bytes (報告書の作成).

In the flow: a view hands in the report's HTML; a spawned process draws it; the bytes go into the
database under the hash of that HTML. The same input is never drawn twice, any machine can serve
what another has drawn, and a drawing that died can be started again. The HTTP API has no
assessment to keep them with: it waits for its bytes (`drawn`). The sample of the start page is the
same for everyone: each process draws it once and keeps it (`drawn_once`).
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache
from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet

from . import scenario_store
from .assessment_store import UnknownAssessment
from .models import Assessment, Report
from .presenters.drawing import draw, warm_up
from .presenters.report_pdf import content_hash

log = logging.getLogger(__name__)

DRAWERS: Final = 2  # processes; threads do not make WeasyPrint faster
REPORTS_PER_PROCESS: Final = 50
DIES_AFTER: Final = timedelta(seconds=60)
KEPT_PER_ASSESSMENT: Final = 3  # of each kind
FULL: Final = Report.Kind.FULL
CACHED_SECONDS: Final = 86_400

_pool: ProcessPoolExecutor | None = None
_pool_lock = threading.Lock()
_under_way: dict[str, Future[bytes]] = {}  # for `drawn_once`
_under_way_lock = threading.RLock()  # a drawing that is done at once ends in the same thread


@dataclass(frozen=True, slots=True)
class Job:
    """A report under way or finished."""

    report: Report
    done: threading.Event  # set once the outcome is in the database

    def wait(self, seconds: float) -> Report:
        """Wait a little and return the row as it stands then.

        Raises: UnknownAssessment when the assessment was deleted meanwhile, and the row with it.
        """
        if self.done.wait(seconds) and self.report.state == Report.State.RENDERING:
            try:
                self.report.refresh_from_db(fields=["state", "error"])
            except Report.DoesNotExist as gone:
                raise UnknownAssessment from gone
        return self.report


def start(assessment: Assessment, html: str, *, now: datetime, kind: str = FULL) -> Job:
    """Return the report of this HTML; draw it unless that was done or is being done.

    `now` is when the answers were read: a report is as old as they are. Raises: UnknownAssessment
    when the assessment was deleted meanwhile.
    """
    name, done = content_hash(html), threading.Event()
    report, is_new = _row(assessment, name, now=now, kind=kind)
    if not is_new and not _restarts(report, now=now):
        done.set()
        return Job(report, done)
    if _reuse(report):
        done.set()
        return Job(report, done)
    _submit(html).add_done_callback(_keeper(report.pk, done))
    return Job(report, done)


class NotDrawn(Exception):
    """There are no bytes: the drawing failed, or took too long."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__("too slow" if too_slow else "failed")
        self.too_slow = too_slow


def drawn(html: str, *, seconds: float) -> bytes:
    """Draw a report for someone who waits, and keep nothing of it. Raises: NotDrawn."""
    future = _submit(html)
    wait([future], timeout=seconds)
    if not future.done() or future.cancelled():  # cancelled: the pool broke under another drawing
        future.cancel()
        raise NotDrawn(too_slow=True)
    outcome = _outcome(future)
    if outcome["state"] != Report.State.READY:
        raise NotDrawn(too_slow=False)
    return future.result()


def drawn_once(html: str, *, seconds: float) -> bytes | None:
    """Return what this process draws once and keeps in its cache; None while it is being drawn.

    Whoever asks meanwhile waits for the same drawing. Raises: NotDrawn.
    """
    name = f"drawn:{content_hash(html)}"
    with _under_way_lock:
        kept: bytes | None = cache.get(name)
        if kept is not None:
            return kept
        future = _under_way.get(name) or _submit_once(name, html)
    wait([future], timeout=seconds)
    if not future.done() or future.cancelled():  # cancelled: asked again, it begins anew
        return None
    if _outcome(future)["state"] != Report.State.READY:
        raise NotDrawn(too_slow=False)
    return future.result()


def _submit_once(name: str, html: str) -> Future[bytes]:
    def keep(future: Future[bytes]) -> None:
        with _under_way_lock:
            if not future.cancelled() and future.exception() is None:
                cache.set(name, future.result(), CACHED_SECONDS)
            _under_way.pop(name, None)

    future = _under_way[name] = _submit(html)
    future.add_done_callback(keep)
    return future


def latest(assessment: Assessment, *, now: datetime, kind: str = FULL) -> Report | None:
    """Return the report asked for last, without its bytes; none that the answers outran."""
    return _present(assessment, kind, now).defer("pdf").first()


def finished_pdf(assessment: Assessment, *, now: datetime, kind: str = FULL) -> bytes | None:
    """Return the bytes of the report asked for last, None while there are none."""
    rows = _present(assessment, kind, now)
    state, pdf = rows.values_list("state", "pdf").first() or (None, None)
    return bytes(pdf) if state == Report.State.READY and pdf is not None else None


def is_dead(report: Report, *, now: datetime) -> bool:
    """Tell whether a drawing has taken so long that its process must have died."""
    return report.state == Report.State.RENDERING and now - report.created > DIES_AFTER


# --- rows -----------------------------------------------------------------------------------------


def _present(assessment: Assessment, kind: str, now: datetime) -> QuerySet[Report]:
    """Return the reports of a kind made of the answers, payments and scenarios as they stand."""
    since = scenario_store.changed_at(assessment, now=now)
    return Report.objects.filter(assessment=assessment, kind=kind, created__gte=since)


def _row(assessment: Assessment, name: str, *, now: datetime, kind: str) -> tuple[Report, bool]:
    rows = Report.objects.defer("pdf")
    try:
        with transaction.atomic():
            return rows.get_or_create(
                assessment=assessment, content_hash=name, defaults={"created": now, "kind": kind}
            )
    except IntegrityError as clash:  # asked for twice in the same moment, or just deleted
        found = rows.filter(assessment=assessment, content_hash=name).first()
        if found is None:
            raise UnknownAssessment from clash
        return found, False


def _restarts(report: Report, *, now: datetime) -> bool:
    """Take a failed or dead drawing over; only one of those who try gets it."""
    asked = Report.objects.filter(pk=report.pk, created=report.created)
    if report.state == Report.State.READY:
        asked.update(created=now)  # the one asked for last is the one that is served
        return False
    if report.state == Report.State.RENDERING and not is_dead(report, now=now):
        return False
    report.state, report.error = Report.State.RENDERING, ""
    return asked.update(state=report.state, error="", created=now) == 1


def _reuse(report: Report) -> bool:
    """Take over the same report from another assessment, if one has it."""
    same = Report.objects.filter(content_hash=report.content_hash, state=Report.State.READY)
    pdf = same.exclude(pk=report.pk).values_list("pdf", flat=True).first()
    if pdf is None:
        return False
    report.state = Report.State.READY
    Report.objects.filter(pk=report.pk).update(state=report.state, pdf=pdf)
    return True


def _keeper(pk: int, done: threading.Event) -> Callable[[Future[bytes]], None]:
    """Return what is called, in a thread of this process, when a drawing ends."""

    def keep(future: Future[bytes]) -> None:
        try:
            Report.objects.filter(pk=pk).update(**_outcome(future))
            _forget_old(pk)
        finally:
            connections.close_all()
            done.set()

    return keep


def _outcome(future: Future[bytes]) -> dict[str, object]:
    error = future.exception()
    if error is None:
        return {"state": Report.State.READY, "pdf": future.result(), "error": ""}
    log.error("a report could not be drawn: %s", type(error).__name__, exc_info=error)
    if isinstance(error, BrokenProcessPool):
        _drop_pool()
    return {"state": Report.State.FAILED, "error": type(error).__name__[:64]}


def _forget_old(pk: int) -> None:
    """Keep the last few reports of an assessment, of each kind."""
    drawn = Report.objects.filter(pk=pk).only("assessment_id", "kind").first()
    if drawn is None:  # deleted while it was being drawn
        return
    rows = Report.objects.filter(assessment_id=drawn.assessment_id, kind=drawn.kind)
    old = rows.values_list("pk", flat=True)[KEPT_PER_ASSESSMENT:]
    Report.objects.filter(pk__in=list(old)).delete()


# --- processes ------------------------------------------------------------------------------------


def _submit(html: str) -> Future[bytes]:
    try:
        return _drawers().submit(draw, html)
    except BrokenProcessPool:
        _drop_pool()
        return _drawers().submit(draw, html)


def _drawers() -> ProcessPoolExecutor:
    """Start the processes at the first report; spawned, so that none inherits a connection."""
    global _pool  # noqa: PLW0603 - one pool a process
    with _pool_lock:
        if _pool is None:
            _pool = ProcessPoolExecutor(
                DRAWERS,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=warm_up,
                max_tasks_per_child=REPORTS_PER_PROCESS,
            )
        return _pool


def _drop_pool() -> None:
    global _pool  # noqa: PLW0603
    with _pool_lock:
        if _pool is not None:
            _pool.shutdown(wait=False, cancel_futures=True)
        _pool = None
