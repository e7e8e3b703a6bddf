"""Many visitors at once through the whole questionnaire, while reports are drawn.

    .venv/bin/python -m bench.traffic.load [--users 200] [--seconds 300] [--postgres]

At the end every accepted page of every visitor is read back from the database and compared with
what was typed. Answers come by chance, the same for the same --seed.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.traffic import figures, scene
from bench.traffic.site import Site
from bench.traffic.visitor import Record


@dataclass(frozen=True, slots=True)
class Plan:
    """How many, how fast, how long."""

    users: int
    seconds: float  # then everybody stops where they are
    thinks: float  # seconds on a page, on average
    reports: int  # visitors that ask for the report at the end
    seed: int


def run(site: Site, plan: Plan) -> dict[str, Any]:
    """Let everybody walk, read everything back, and return what was found."""
    from bench.traffic.walk import Walk  # noqa: PLC0415 - Django must be set up
    from estimator import costbook_store  # noqa: PLC0415

    costs, record = costbook_store.load(None), Record()
    start = time.monotonic()
    walks = [
        Walk(
            number, costs, Random(f"{plan.seed}:{number}"), plan.thinks,
            wants_report=number < plan.reports, until=start + plan.seconds,
        )
        for number in range(plan.users)
    ]  # fmt: skip
    begins = plan.thinks / max(plan.users, 1)  # spread over one page, so that nobody is in step
    threads = [
        threading.Thread(target=_later, args=(number * begins, walk.go, site.address, record))
        for number, walk in enumerate(walks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _found(walks, record, time.monotonic() - start)


def _later(seconds: float, walk: Any, *given: Any) -> None:
    time.sleep(seconds)
    walk(*given)


def _found(walks: list[Any], record: Record, seconds: float) -> dict[str, Any]:
    requests = sum(map(len, record.at.values()))
    return {
        "visitors": len(walks),
        "came to the end": sum(walk.finished for walk in walks),
        "seconds": round(seconds, 1),
        "requests a second": round(requests / seconds, 1),
        "accepted pages": sum(len(walk.accepted) for walk in walks),
        "lost answers": lost(walks),
        "errors": record.errors,
        "answered 429": len(record.limited),
        "requests": figures.by_kind(record.seconds),
    }


def lost(walks: list[Any]) -> list[str]:
    """Return every accepted answer that the database does not hold as it was typed."""
    from bench.traffic.answers import expected  # noqa: PLC0415 - Django must be set up
    from estimator.assessment_store import digest  # noqa: PLC0415
    from estimator.models import Assessment  # noqa: PLC0415

    rows = dict(Assessment.objects.values_list("token_digest", "answers"))
    return [
        f"visitor {walk.number}: {key}"
        for walk in walks
        if walk.token
        for key, value in expected(walk.accepted, walk.costs).items()
        if rows.get(digest(walk.token), {}).get(key, "") != value
    ]


def show(found: dict[str, Any]) -> None:
    """Print it for people."""
    print(figures.kinds_table(found["requests"]))
    for name, value in found.items():
        if name != "requests":
            print(f"{name}: {len(value)} {value[:5] if value else ''}" if isinstance(value, list)
                  else f"{name}: {value}")  # fmt: skip


def main() -> int:
    """Run it; 1 when an answer was lost or a request failed."""
    options = _options()
    plan = Plan(options.users, options.seconds, options.thinks, options.reports, options.seed)
    with scene.product_site(postgres=options.postgres) as site:
        found = run(site, plan)
    show(found)
    figures.keep(found, options.json)
    return 1 if found["lost answers"] or found["errors"] else 0


def _options() -> argparse.Namespace:
    parser = figures.options(__doc__)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--thinks", type=float, default=10, help="seconds on a page, on average")
    parser.add_argument("--reports", type=int, default=20, help="visitors that want the PDF")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
