"""Where a measurement takes place: a folder that is gone afterwards, a database, the product.

In: SQLite or PostgreSQL. Out: a running site; Django of this process looks at the same database.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from bench.traffic.cluster import Cluster, cluster
from bench.traffic.site import Site, product, serving

WARM = 12  # requests, so that every worker has read the cost tables


@contextmanager
def product_site(*, postgres: bool = False, workers: int = 0, **others: str) -> Iterator[Site]:
    """Serve the product on an empty database; `workers` in place of those of its configuration."""
    with tempfile.TemporaryDirectory(prefix="songai-bench-") as folder:
        home = Path(folder)
        with database(home, postgres=postgres) as url:
            site = product(home / "var", url, **others)
            site.options = ("--workers", str(workers)) if workers else ()
            look_at(site)
            with serving(site):
                warm_up(site)
                yield site


@contextmanager
def database(home: Path, *, postgres: bool) -> Iterator[str]:
    """Give the address of a PostgreSQL: that of DATABASE_URL, or one of its own; none of SQLite."""
    given = os.environ.get("DATABASE_URL", "") if postgres else ""
    own = cluster(home) if postgres and not given else nullcontext(Cluster(given, None))
    with own as found:
        yield found.url


def look_at(site: Site) -> None:
    """Set this process's Django up on the database of the site; possible once in a process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the site is ended, too
    os.environ |= {name: site.environment[name] for name in ("VAR_DIR", "DATABASE_URL")}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django  # noqa: PLC0415 - its settings are named only now

    django.setup()


def warm_up(site: Site) -> None:
    """Open the start page a few times: it needs the cost tables and works out the sample."""
    from bench.traffic.visitor import Record, Visitor  # noqa: PLC0415

    for _ in range(WARM):
        Visitor(site.address, Record()).get("/", "warm")
