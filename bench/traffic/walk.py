"""One visitor from the start page to the result and the report.

In: a site, a chance of its own, how long it thinks. Out: what was accepted on the way.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random

import requests

from bench.traffic.answers import Typed, fill
from bench.traffic.visitor import REDIRECT, Record, Visitor
from estimator.costbook import CostBook

MOST_PAGES = 40
POLLS_EVERY = 0.5  # seconds, as the page does
READY_WITHIN = 90
STEP_POST, STEP_PAGE = "step POST", "step page"


@dataclass
class Walk:
    """One visitor's way, as far as it came."""

    number: int
    costs: CostBook
    chance: Random
    thinks: float = 0.0  # seconds on a page on average
    wants_report: bool = False
    enters: str = "/"  # the page on which it begins
    until: float = float("inf")  # when everybody stops, by the monotonic clock
    token: str = ""
    accepted: list[Typed] = field(default_factory=list)
    finished: bool = False

    def go(self, site: str, record: Record) -> None:
        """Walk to the end; a connection that fails is an error of the server's."""
        visitor = Visitor(site, record)
        try:
            self._to_the_end(visitor)
        except requests.RequestException as error:
            record.errors.append(f"connection: {type(error).__name__}")

    def go_on(self, site: str, record: Record) -> bool:
        """Answer the questions alone; tell whether nothing went wrong."""
        before = len(record.errors)
        try:
            self.questions(Visitor(site, record))
        except requests.RequestException as error:
            record.errors.append(f"connection: {type(error).__name__}")
        return len(record.errors) == before

    def _to_the_end(self, visitor: Visitor) -> None:
        path = self.questions(visitor)
        if path.endswith("/check/"):
            visitor.get(path, "check page", htmx=True)
            visitor.get(f"/a/{self.token}/result/", "result page")
            self.finished = not self.wants_report or report(visitor, self.token)

    def questions(self, visitor: Visitor) -> str:
        """Answer page after page; return where it ended."""
        path = begin(visitor, self.enters)
        self.token = path.split("/")[2] if path else ""
        for _ in range(MOST_PAGES):
            if not path or path.endswith("/check/") or time.monotonic() > self.until:
                break
            if not visitor.get(path, STEP_PAGE, htmx=bool(self.accepted)).ok:
                return ""
            self._think()
            path = self.post(visitor, path)
        return path

    def post(self, visitor: Visitor, path: str) -> str:
        """Fill in the page that is open; return where it leads, nothing when it was refused."""
        typed = fill(path.rstrip("/").split("/")[-1], self.costs, self.chance)
        answer = visitor.post(path, typed.posted, STEP_POST)
        if answer.status_code != REDIRECT:
            return ""
        self.accepted.append(typed)
        return answer.headers["Location"]

    def _think(self) -> None:
        if self.thinks:
            left = max(self.until - time.monotonic(), 0)
            time.sleep(min(self.chance.uniform(0.5, 1.5) * self.thinks, left))


def begin(visitor: Visitor, page: str) -> str:
    """Begin an assessment; return the address of its first page."""
    if not visitor.get(page, "start page").ok:
        return ""
    return visitor.post("/a/", {}, "begin", htmx=False).headers.get("Location", "")


def report(visitor: Visitor, token: str) -> bool:
    """Ask for the report and fetch it as soon as it is there; tell whether it came."""
    start = time.monotonic()
    visitor.post(f"/a/{token}/report/", {}, "report POST", htmx=False)
    while time.monotonic() - start < READY_WITHIN:
        answer = visitor.get(f"/a/{token}/report.pdf", "report, asked for")
        if answer.content.startswith(b"%PDF"):
            visitor.record.seconds["report, from click to file"].append(time.monotonic() - start)
            return True
        time.sleep(POLLS_EVERY)
    visitor.record.errors.append("report: no PDF came")
    return False
