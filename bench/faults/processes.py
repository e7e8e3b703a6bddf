"""Processes that die: those that answer, those that draw reports, the one that watches them."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

from bench.faults.outcome import Outcome, answered, kept, sent, without_traceback
from bench.traffic.at_once import companies
from bench.traffic.crowd import Crowd
from bench.traffic.site import Site, descendants
from bench.traffic.visitor import Record, Visitor

VISITORS = 6
KILLS = 5
SECONDS = 1.0  # between two of them
PATIENCE = 90.0
AGAIN = "もう一度作成する"  # the button of a report that could not be drawn


def worker_killed(site: Site) -> Outcome:
    """Kill one process after the other while it answers."""
    with Crowd(site, VISITORS) as crowd:
        for _ in range(KILLS):
            time.sleep(SECONDS)
            kill(site.workers()[:1])
        time.sleep(SECONDS)
    whole, stored = kept(crowd)
    back = site.wait_until_it_answers()
    return Outcome(
        "a web process is killed while it answers (SIGKILL)",
        f"{sent(crowd)}, {KILLS} kills",
        answered(crowd),
        stored,
        f"a new process by itself, answers after {back:.1f} s",
        whole and without_traceback(crowd),
    )


def reloaded(site: Site) -> Outcome:
    """Let the server read its configuration anew, as after an update (SIGHUP)."""
    assert site.process is not None
    with Crowd(site, VISITORS) as crowd:
        time.sleep(SECONDS)
        site.process.send_signal(signal.SIGHUP)
        time.sleep(3 * SECONDS)
    whole, stored = kept(crowd)
    return Outcome(
        "the server is reloaded under load (SIGHUP)",
        sent(crowd), answered(crowd), stored, "never away",
        whole and not crowd.record.errors,
    )  # fmt: skip


def master_restarted(site: Site) -> Outcome:
    """Stop the server gracefully under load and start it again, as systemd does."""
    with Crowd(site, VISITORS) as crowd:
        time.sleep(SECONDS)
        start = time.monotonic()
        site.stop()
        site.start()
        away = time.monotonic() - start
        time.sleep(SECONDS)
    whole, stored = kept(crowd)
    return Outcome(
        "the server is stopped (SIGTERM) under load and started again",
        sent(crowd), answered(crowd), stored, f"away for {away:.1f} s",
        whole and without_traceback(crowd),
    )  # fmt: skip


def master_killed(site: Site) -> Outcome:
    """Kill the watching process; the others must end by themselves, or the port stays taken."""
    assert site.process is not None
    with Crowd(site, VISITORS) as crowd:
        time.sleep(SECONDS)
        below = descendants(site.process.pid)
        kill([site.process.pid])
        site.process.wait()
        left = time.monotonic()
        while any(map(is_alive, below)) and time.monotonic() - left < PATIENCE:
            time.sleep(0.1)
        ended = time.monotonic() - left
        orphans = sum(map(is_alive, below))
        site.start()
        time.sleep(SECONDS)
    whole, stored = kept(crowd)
    return Outcome(
        "the watching process is killed (SIGKILL) and started again",
        sent(crowd), answered(crowd), stored,
        f"{orphans} processes left over, the last gone after {ended:.1f} s; started by this script",
        whole and not orphans and without_traceback(crowd),
        "this script in place of systemd (Restart=always)",
    )  # fmt: skip


def drawer_killed(site: Site) -> Outcome:
    """Kill every process that draws, while it draws; then ask once more."""
    from estimator.assessment_store import digest  # noqa: PLC0415
    from estimator.models import Drawing  # noqa: PLC0415 - Django must be set up

    (token,) = companies(1)
    visitor = Visitor(site.address, Record())
    visitor.get(f"/a/{token}/check/", "check page")
    visitor.post(f"/a/{token}/report/", {}, "report POST", htmx=False)
    killed = site.drawers()
    kill(killed)
    start = time.monotonic()
    tries, file = 0, b""
    while not file and time.monotonic() - start < PATIENCE:
        time.sleep(0.5)
        answer = visitor.get(f"/a/{token}/report/", "report progress")
        if AGAIN in answer.text:
            tries += 1
            visitor.post(f"/a/{token}/report/", {}, "report POST", htmx=False)
        file = pdf_of(visitor, token)
    rows = Drawing.objects.filter(reports__assessment__token_digest=digest(token))
    states = ", ".join(f"{row.state} {row.error}".strip() for row in rows)
    stored = f"{rows.count()} drawing ({states})"
    return Outcome(
        "every process that draws reports is killed while one draws",
        f"1 report asked for, {len(killed)} processes killed",
        f"{'the file' if file else 'no file'} after {time.monotonic() - start:.1f} s, "
        f"{tries} times tried again by its button; {visitor.record.errors or 'no trouble'}",
        stored,
        "new processes by themselves",
        bool(killed and file) and rows.count() == 1 and not visitor.record.errors,
    )


def pdf_of(visitor: Visitor, token: str) -> bytes:
    """Return the finished file, nothing while there is none."""
    content = visitor.get(f"/a/{token}/report.pdf", "report, asked for").content
    return content if content.startswith(b"%PDF") else b""


def kill(pids: list[int]) -> None:
    """Kill these processes, unless they are gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """A process that ended and waits for its parent to look is not alive."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
