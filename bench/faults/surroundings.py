"""What the site stands on gives way: the database, the disk, the clock."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from bench.faults.outcome import Outcome, answered, kept, sent, without_traceback
from bench.traffic.at_once import companies
from bench.traffic.cluster import Cluster
from bench.traffic.crowd import Crowd
from bench.traffic.site import ROOT, Site, descendants
from bench.traffic.visitor import Record, Visitor
from bench.traffic.walk import report

VISITORS = 6
AWAY = 2.0  # seconds
DISK_MIB = 96
HOUR, DAY = 3600, 86_400  # seconds


def database_cut(site: Site, cluster: Cluster) -> Outcome:
    """Stop PostgreSQL at once under load, with a report under way, and start it again."""
    (token,) = companies(1)
    with Crowd(site, VISITORS) as crowd:
        asks = Visitor(site.address, Record())
        asks.get(f"/a/{token}/check/", "check page")
        asks.post(f"/a/{token}/report/", {}, "report POST", htmx=False)
        time.sleep(0.5)
        cluster.order("cut")
        time.sleep(AWAY)
        cluster.order("start")
        start = time.monotonic()
        site.wait_until_it_answers()
        back = time.monotonic() - start
        healed = len(crowd.record.errors)
        time.sleep(AWAY)
        late = len(crowd.record.errors) - healed
    forget_connections()
    whole, stored = kept(crowd)
    came = late == 0 and report(asks, token)
    return Outcome(
        "PostgreSQL is stopped at once (-m immediate) and started again",
        f"{sent(crowd)}, one report under way, {AWAY:.0f} s away",
        f"{answered(crowd)}; the report came in the end: {came}",
        stored,
        f"answers {back:.1f} s after the start, {late} failures after that",
        whole and not late and came and without_traceback(crowd),
    )


def disk_full(site: Site) -> Outcome:
    """Let nothing be written any more, under load; then let it again."""
    full, stand_in = _full(site)
    give_log_back()
    with Crowd(site, VISITORS) as crowd:
        time.sleep(1)
        with full:
            time.sleep(2)
        healed = len(crowd.record.errors)
        site.wait_until_it_answers()
        time.sleep(1)
        late = len(crowd.record.errors) - healed
    whole, stored = kept(crowd)
    return Outcome(
        "the disk is full",
        sent(crowd), answered(crowd), stored,
        f"{late} failures once there was room (of requests under way at most)",
        whole and late <= VISITORS and bool(healed) and without_traceback(crowd),
        stand_in,
    )  # fmt: skip


def give_log_back() -> None:
    """Let SQLite's log begin anew: for a while it would find room in what it has already."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _full(site: Site) -> tuple[AbstractContextManager[None], str]:
    if site.home.is_mount():
        return _filled(site.home / "filler"), f"a tmpfs of {DISK_MIB} MiB, filled up"
    return _limited(site), "a limit of the file size (RLIMIT_FSIZE) on the running processes"


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Make the folder a small disk of its own; leave it as it is where that is not allowed."""
    folder.mkdir(parents=True)
    options = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "songai-faults", str(folder)]
    mounted = subprocess.run(options, capture_output=True, check=False).returncode == 0
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _filled(filler: Path) -> Iterator[None]:
    """Write until nothing more fits."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def _limited(site: Site) -> Iterator[None]:
    """Let no file of the running processes grow beyond what the database is."""
    assert site.process is not None
    files = [file for file in site.home.glob("db.sqlite3*") if file.exists()]
    most = max(file.stat().st_size for file in files)
    processes = [site.process.pid, *descendants(site.process.pid)]
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    for pid in processes:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, unlimited[1]))
    try:
        yield
    finally:
        for pid in processes:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)


def clock_jumps(site: Site) -> Outcome:
    """Put the clock of the server back by two hours and forward by 91 days while it runs."""
    from bench.faults.editing import opened, stored  # noqa: PLC0415 - needs Django

    (token,) = companies(1)
    with faked_clock(site) as clock:
        (visitor,) = opened(site, f"/a/{token}/sales/", 1)
        codes = [_save_at(clock, visitor, token, jump=-2 * HOUR, yen=5_000_000)]
        drawn = report(visitor, token)
        codes += [_save_at(clock, visitor, token, jump=0, yen=6_000_000)]
        codes += [_save_at(clock, visitor, token, jump=91 * DAY, yen=7_000_000)]
        meanwhile = stored(token)
        codes += [_save_at(clock, visitor, token, jump=0, yen=8_000_000)]
    return Outcome(
        "the clock jumps back two hours, forward again, 91 days on, and back",
        "a save at each of the four times, a report at the first",
        f"{', '.join(map(str, codes))} (410: the 90 days are over); report: {drawn}",
        f"{meanwhile:,} while it was over, {stored(token):,} in the end",
        "never away",
        codes == [302, 302, 410, 302]
        and drawn
        and (meanwhile, stored(token)) == (6_000_000, 8_000_000),
        "what the server's processes read as the time of day (bench/faults/clock.py)",
    )


def _save_at(clock: Path, visitor: Visitor, token: str, *, jump: int, yen: int) -> int:
    """Put the clock there, open the page and save; return the status."""
    from bench.faults.editing import sales  # noqa: PLC0415 - needs Django

    _put(clock, jump)
    visitor.get(f"/a/{token}/sales/", "step page")
    return visitor.post(f"/a/{token}/sales/", sales(yen), "step POST").status_code


def _put(clock: Path, seconds: int) -> None:
    """Set the clock wrong, in one step: the server reads at any moment."""
    new = clock.with_suffix(".new")
    new.write_text(f"{seconds}", "ascii")
    new.replace(clock)


@contextmanager
def faked_clock(site: Site) -> Iterator[Path]:
    """Restart the server so that it reads its clock from a file; give the file."""
    clock, usual = site.home / "clock", (site.environment, site.options)
    _put(clock, 0)
    site.stop()
    site.environment = site.environment | {"CLOCK_WRONG_BY": str(clock)}
    site.options = (*site.options, "--config", str(ROOT / "bench/faults/clock.py"))
    site.start()
    try:
        yield clock
    finally:
        site.stop()
        site.environment, site.options = usual
        site.start()


def forget_connections() -> None:
    """Let this process open its connections anew: the old ones died with the database."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up

    connection.close()
    if getattr(connection, "pool", None):
        connection.close_pool()
