"""How much one core answers, how much memory a process takes, and what more of either brings.

    .venv/bin/python -m bench.traffic.capacity [--seconds 6] [--most 10000] [--postgres]

First one to four processes under the same load, then one save after the other while the database
grows from one assessment to ten thousand.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from random import Random
from typing import Any

from bench.traffic import figures, scene
from bench.traffic.at_once import companies
from bench.traffic.beside import product_steps, together
from bench.traffic.site import Site, memory_mib, processor_seconds
from bench.traffic.visitor import Record, Visitor

PROCESSES = (1, 2, 3, 4)
VISITORS_EACH = 2
SAVES = 60
SALES = {"listed": "no", "critical_infrastructure": "no", "sells_online": "no"}


def with_processes(site: Site, number: int, seconds: float) -> dict[str, Any]:
    """Restart the site with so many processes, load it, and say what they did."""
    site.stop()
    site.options = ("--workers", str(number))
    site.start()
    scene.warm_up(site)
    workers, record = site.workers(), Record()
    before = sum(map(processor_seconds, workers))
    together(product_steps, site, record, visitors=VISITORS_EACH * number, seconds=seconds)
    spent = sum(map(processor_seconds, workers)) - before
    requests = sum(map(len, record.at.values()))
    return {
        "processes": number,
        "requests a second": round(requests / seconds, 1),
        "ms of a core for each": round(spent / requests * 1000, 1),
        "requests a second of a whole core": round(requests / spent, 1),
        "p50 of a save, ms": figures.milliseconds(record.seconds["step POST"])["p50"],
        "MiB for each process": round(sum(map(memory_mib, workers)) / len(workers)),
        "errors": len(record.errors),
    }


def with_assessments(site: Site, numbers: list[int]) -> list[dict[str, Any]]:
    """Fill the database step by step; save again and again at each size."""
    found = []
    for number in numbers:
        token = fill_up(number)
        visitor, chance = Visitor(site.address, Record()), Random(number)
        path = f"/a/{token}/sales/"
        for _ in range(SAVES):
            visitor.get(path, "step page")
            typed = {**SALES, "annual_revenue_yen": str(chance.randint(10**6, 10**9))}
            visitor.post(path, typed, "step POST")
        kinds = figures.by_kind(visitor.record.seconds)
        found.append(
            {
                "assessments": number,
                "p50 of a save, ms": kinds["step POST"]["p50"],
                "p50 of a page, ms": kinds["step page"]["p50"],
                "database, MiB": round(database_mib(site), 1),
                "errors": len(visitor.record.errors),
            }
        )
    return found


def fill_up(number: int) -> str:
    """Store assessments until there are so many; return the token of one."""
    from estimator.models import Assessment  # noqa: PLC0415 - Django must be set up

    (token,) = companies(1)
    row = Assessment.objects.latest("pk")
    missing = max(number - Assessment.objects.count(), 0)
    names = ("edition_id", "answers", "created", "saved_at", "expires_at")
    copies = [
        Assessment(token_digest=secrets.token_hex(32), **{n: getattr(row, n) for n in names})
        for _ in range(missing)
    ]
    Assessment.objects.bulk_create(copies, batch_size=500)
    return token


def database_mib(site: Site) -> float:
    """Return the size of the database."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0]) / 2**20
    files = (Path(f"{site.home}/db.sqlite3{end}") for end in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists()) / 2**20


def main() -> int:
    """Run it; 1 when a request failed."""
    parser = figures.options(__doc__)
    parser.add_argument("--seconds", type=float, default=6, help="for each number of processes")
    parser.add_argument("--most", type=int, default=10_000, help="assessments in the end")
    options = parser.parse_args()
    sizes = [size for size in (1, 10, 100, 1_000, 10_000) if size <= options.most]
    with scene.product_site(postgres=options.postgres) as site:
        curve = [with_processes(site, number, options.seconds) for number in PROCESSES]
        found = {"processes": curve, "assessments": with_assessments(site, sizes)}
    for rows in found.values():
        print(figures.table(tuple(rows[0]), (row.values() for row in rows)))
    print(f"cores: {os.cpu_count()}")
    figures.keep(found, options.json)
    return 1 if any(row["errors"] for rows in found.values() for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
