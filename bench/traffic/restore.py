"""Back a loaded site up while visitors go on, restore it elsewhere, and compare every estimate.

    .venv/bin/python -m bench.traffic.restore [--visitors 60] [--reports 3] [--postgres]

By the commands of docs/operations/backup.md: into an empty folder and, of PostgreSQL, a new
cluster. The restored site works every result out again; it must answer to the byte what the first
one answered, and hand out the same files.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from bench.traffic import figures, scene
from bench.traffic.cluster import cluster
from bench.traffic.crowd import Crowd
from bench.traffic.site import ROOT, Site, product, serving
from bench.traffic.visitor import Record, Visitor

if TYPE_CHECKING:
    from bench.traffic.walk import Walk

THREADS = 4
BESIDE = 4  # visitors who go on while the backup is made
Found = dict[str, str]  # address -> digest of what it answered


@contextmanager
def place(folder: Path, *, postgres: bool) -> Iterator[tuple[Path, str]]:
    """Give an empty folder for a site and the address of its empty database."""
    with cluster(folder) if postgres else nullcontext() as own:
        yield folder / "var", own.url if own else ""


def fill(site: Site, visitors: int, reports: int, record: Record) -> list[Walk]:
    """Let visitors answer every question; the first of them also draw a report."""
    from bench.traffic.walk import Walk  # noqa: PLC0415 - Django must be set up
    from estimator import costbook_store  # noqa: PLC0415

    costs = costbook_store.load(None)
    walks = [Walk(n, costs, Random(n), wants_report=n < reports) for n in range(visitors)]

    def go(mine: list[Walk]) -> None:
        for walk in mine:
            walk.go(site.address, record)

    threads = [threading.Thread(target=go, args=(walks[n::THREADS],)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [walk for walk in walks if walk.finished]


def backed_up(site: Site, folder: Path) -> tuple[float, int]:
    """Make the backup while visitors go on; return how long it took and how many saved beside."""
    command = [sys.executable, "manage.py", "backup", str(folder)]
    with Crowd(site, BESIDE) as crowd:
        time.sleep(1)
        start = time.monotonic()
        subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True)
        took = time.monotonic() - start
    return took, crowd.accepted


def restored(folder: Path, home: Path, url: str) -> tuple[float, Site]:
    """Restore by the documented commands; return how long it took, and the site."""
    start = time.monotonic()
    home.mkdir(parents=True)
    for name in ("db.sqlite3", "secret_key"):
        if (folder / name).exists():
            shutil.copy(folder / name, home)
    if url:
        options = ("--no-owner", "--exit-on-error", "--single-transaction", "--dbname", url)
        with (folder / "db.dump").open("rb") as dump:
            subprocess.run(["pg_restore", *options], stdin=dump, check=True)
    site = product(home, url)
    return time.monotonic() - start, site


def answers(site: Site, walks: list[Walk], record: Record) -> Found:
    """Fetch every result and every finished report."""
    visitor, found = Visitor(site.address, record), {}
    for walk in walks:
        for name in ("result.json", *(("report.pdf",) if walk.wants_report else ())):
            path = f"/a/{walk.token}/{name}"
            found[path] = hashlib.sha256(visitor.get(path, name).content).hexdigest()
    return found


def run(folder: Path, options: Any) -> dict[str, Any]:
    """Fill, back up, restore, compare."""
    record = Record()
    with ExitStack() as open_:
        home, url = open_.enter_context(place(folder / "first", postgres=options.postgres))
        first = product(home, url)
        scene.look_at(first)
        with serving(first):
            walks = fill(first, options.visitors, options.reports, record)
            took, beside = backed_up(first, folder / "backup")
            before = answers(first, walks, record)
        home, url = open_.enter_context(place(folder / "second", postgres=options.postgres))
        back, second = restored(folder / "backup", home, url)
        with serving(second):
            after = answers(second, walks, record)
    different = [path for path in before if before[path] != after[path]]
    return {
        "assessments filled in to the end": len(walks),
        "pages saved by others around the backup": beside,
        "backup, s": round(took, 2),
        "backup, MiB": round(sum(f.stat().st_size for f in folder.glob("backup/*")) / 2**20, 1),
        "restore and setup, s": round(back, 2),
        "results and reports compared": len(before),
        "different": different,
        "errors": record.errors,
    }


def main() -> int:
    """Run it; 1 when an answer differs or a request failed."""
    parser = figures.options(__doc__)
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--reports", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="songai-restore-") as folder:
        found = run(Path(folder), options)
    figures.keep(found, options.json)
    print(*(f"{name}: {value}" for name, value in found.items()), sep="\n")
    return 1 if found["different"] or found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
