"""The processes that draw (描画プロセス): spawned, without the database, begun at the first report.

In: HTML. Out: the bytes, or what went wrong. A process that hangs is ended, one that died is
replaced, and all of them end with the process that started them.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from ..presenters.report.drawing import MOST_SECONDS, draw, stand_by

log = logging.getLogger(__name__)

DRAWERS: Final = 2  # processes; threads do not make WeasyPrint faster
REPORTS_PER_PROCESS: Final = 50

_pool: ProcessPoolExecutor | None = None
_pool_lock = threading.Lock()


def drawn(html: str, *, tries: int = 1) -> bytes:
    """Draw a report; begin again when the process that draws dies, `tries` times in all.

    Raises: whatever drawing raises; BrokenProcessPool; TimeoutError.
    """
    try:
        return pool().submit(draw, html).result(MOST_SECONDS)
    except BrokenProcessPool:
        drop_pool()
        if tries == 1:
            raise
        log.warning("a process that draws died; the report is begun again")
        return drawn(html, tries=tries - 1)
    except TimeoutError:
        drop_pool()
        end_all()
        raise


def pool() -> ProcessPoolExecutor:
    """Start the processes at the first report; spawned, so that none inherits a connection."""
    global _pool  # noqa: PLW0603 - one pool a process
    with _pool_lock:
        if _pool is None:
            _pool = ProcessPoolExecutor(
                DRAWERS,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=stand_by,
                max_tasks_per_child=REPORTS_PER_PROCESS,
            )
        return _pool


def drop_pool() -> None:
    """Forget the processes; the next report starts others."""
    global _pool  # noqa: PLW0603
    with _pool_lock:
        if _pool is not None:
            _pool.shutdown(wait=False, cancel_futures=True)
        _pool = None


def end_all() -> None:
    """End every process that this one has started, also one that is busy."""
    for child in multiprocessing.active_children():
        child.terminate()
