"""A step of the product beside a step in bare Django and htmx: same server, same load, in turn.

    .venv/bin/python -m bench.traffic.beside [--visitors 4] [--seconds 6] [--postgres]

Both servers run; rounds alternate, so that a busy machine slows both. A step of the product is a
POST that saves and leads on, then the next page; the bare step answers its POST with the page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from bench.traffic import figures, scene
from bench.traffic.site import ROOT, Site, serving
from bench.traffic.visitor import Record, Visitor

ROUNDS = 3
BARE = "bench.traffic.bare"
BARE_POST = "bare step"
BAR = 2.0  # times the bare step


@contextmanager
def bare_site(product: Site) -> Iterator[Site]:
    """Serve the bare step with the product's environment and number of workers."""
    with tempfile.TemporaryDirectory(prefix="songai-bare-") as folder:
        environment = {**product.environment, "VAR_DIR": folder}
        made = [sys.executable, "-m", BARE]
        subprocess.run(made, cwd=ROOT, env=environment, check=True)
        site = Site(Path(folder), environment, f"{BARE}:application", product.options, "/healthz")
        with serving(site):
            yield site


def bare_steps(site: Site, record: Record, until: float, chance: Random) -> None:
    """Save six figures again and again."""
    visitor = Visitor(site.address, record)
    visitor.get("/step/", "bare page")
    while time.monotonic() < until:
        typed = {f"answer_{number}": str(chance.randint(0, 10**9)) for number in range(1, 7)}
        visitor.post("/step/", typed, BARE_POST)


def product_steps(site: Site, record: Record, until: float, chance: Random) -> None:
    """Walk through the questionnaire again and again."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up

    from bench.traffic.walk import Walk  # noqa: PLC0415
    from estimator import costbook_store  # noqa: PLC0415

    costs = costbook_store.load(None)
    connection.close()  # each thread has one of its own, and the pool few
    while time.monotonic() < until:
        Walk(0, costs, chance, enters="/words/", until=until).questions(
            Visitor(site.address, record)
        )


def together(
    steps: Callable[..., None], site: Site, record: Record, *, visitors: int, seconds: float
) -> None:
    """Let several visitors do it at once, none of them thinking."""
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=steps, args=(site, record, until, Random(number)))
        for number in range(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def compare(product: Site, *, visitors: int, seconds: float) -> dict[str, Any]:
    """Measure both in turn; return the figures and the ratios of their medians."""
    ours, theirs = Record(), Record()
    with bare_site(product) as bare:
        for _ in range(ROUNDS):
            together(bare_steps, bare, theirs, visitors=visitors, seconds=seconds)
            together(product_steps, product, ours, visitors=visitors, seconds=seconds)
    found = figures.by_kind({**theirs.seconds, **ours.seconds})
    bare_p50, post, page = (found[k]["p50"] for k in (BARE_POST, "step POST", "step page"))
    return {
        "visitors": visitors,
        "errors": ours.errors + theirs.errors,
        "requests": found,
        "step POST / bare step": round(post / bare_p50, 2),
        "step POST and next page / bare step": round((post + page) / bare_p50, 2),
    }


def main() -> int:
    """Run it; 1 when a request failed."""
    parser = figures.options(__doc__)
    parser.add_argument("--visitors", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=6, help="of each round")
    options = parser.parse_args()
    with scene.product_site(postgres=options.postgres) as site:
        found = compare(site, visitors=options.visitors, seconds=options.seconds)
    figures.keep(found, options.json)
    print(figures.kinds_table(found.pop("requests")))
    print(*(f"{name}: {value}" for name, value in found.items()), sep="\n")
    print(f"(bar: {BAR})")
    return 1 if found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
