"""Visitors that answer questions in the background while something else happens to the site."""

from __future__ import annotations

import threading
import time
from random import Random
from typing import TYPE_CHECKING

from bench.traffic.site import Site
from bench.traffic.visitor import Record

if TYPE_CHECKING:
    from bench.traffic.walk import Walk

ONE_WALK = 3.0  # seconds, then a new assessment is begun
LIGHT_PAGE = "/words/"  # the start page of a new process takes a second the first time
AFTER_TROUBLE = 0.2  # seconds, then the next try


class Crowd:
    """They begin when the block is entered and stop when it is left."""

    def __init__(self, site: Site, visitors: int, *, thinks: float = 0.1) -> None:
        self.site, self.thinks, self.record = site, thinks, Record()
        self.walks: list[Walk] = []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._go, args=(n,)) for n in range(visitors)]

    def __enter__(self) -> Crowd:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def _go(self, number: int) -> None:
        from django.db import connection  # noqa: PLC0415 - Django must be set up

        from bench.traffic.walk import Walk  # noqa: PLC0415
        from estimator import costbook_store  # noqa: PLC0415

        chance, costs = Random(number), costbook_store.load(None)
        connection.close()  # each thread has one of its own, and the pool few
        while not self.stopped.is_set():
            until = time.monotonic() + ONE_WALK
            walk = Walk(number, costs, chance, thinks=self.thinks, enters=LIGHT_PAGE, until=until)
            self.walks.append(walk)
            if not walk.go_on(self.site.address, self.record):
                time.sleep(AFTER_TROUBLE)

    def saves(self, begin: float, end: float) -> list[float]:
        """Return how long the saves took that began in this time."""
        kind = "step POST"
        pairs = zip(self.record.at[kind], self.record.seconds[kind], strict=False)
        return [took for at, took in pairs if begin <= at < end]

    @property
    def accepted(self) -> int:
        """How many pages were accepted."""
        return sum(len(walk.accepted) for walk in self.walks)
