"""Twenty reports asked for in the same moment, while visitors go on answering questions.

    .venv/bin/python -m bench.traffic.at_once [--reports 20] [--visitors 10] [--postgres]

First the visitors alone, then the reports beside them: how long is a save now, and how long until
everybody has a file? Then the same reports once more, from the database, one after the other.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from itertools import count
from typing import Any

from bench.traffic import figures, scene
from bench.traffic.crowd import Crowd
from bench.traffic.site import ROOT, Site
from bench.traffic.visitor import Record, Visitor

EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
ALONE = 8.0  # seconds
BAR = 500  # ms, p99 of a save
THINKS = 0.5  # seconds on a page
LONGEST = 120.0
NUMBERS = count()  # of the companies
ROUNDS = 5  # in which each report is asked for again
AGAIN = 20  # ms, for a report that was asked for before


def companies(number: int) -> list[str]:
    """Store so many companies whose reports differ from all before; return their tokens."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be set up

    from estimator import assessment_store, costbook_store  # noqa: PLC0415

    answers = json.loads(EXAMPLE.read_text("utf-8"))
    edition = costbook_store.load(None).edition
    return [
        assessment_store.create(
            edition, {**answers, "company_name": f"試験{next(NUMBERS)}社"}, now=timezone.now()
        )[0]
        for _ in range(number)
    ]


def run(site: Site, *, reports: int, visitors: int) -> dict[str, Any]:
    """Measure the saves without the reports and beside them."""
    drawn, again = Record(), Record()
    tokens = companies(reports)
    with Crowd(site, visitors, thinks=THINKS) as crowd:
        time.sleep(1)
        alone = time.monotonic()
        time.sleep(ALONE)
        begun = time.monotonic()
        fetch_all(site, tokens, drawn)
        done = time.monotonic()
    ask_again(site, tokens, again)
    kinds = drawn.seconds
    return {
        "saves alone": figures.milliseconds(crowd.saves(alone, begun)),
        "saves beside the reports": figures.milliseconds(crowd.saves(begun, done)),
        "report, from click to file": figures.milliseconds(kinds["report, from click to file"]),
        "all reports, s": round(done - begun, 1),
        "the same report again": figures.milliseconds(again.seconds["report POST"]),
        "then its file": figures.milliseconds(again.seconds["report, asked for"]),
        "errors": crowd.record.errors + drawn.errors + again.errors,
    }


def fetch_all(site: Site, tokens: list[str], record: Record) -> None:
    """Ask for all reports in the same moment and wait for the last."""
    from bench.traffic.walk import report  # noqa: PLC0415 - Django must be set up

    def fetch(token: str) -> None:
        visitor = Visitor(site.address, record)
        visitor.get(f"/a/{token}/check/", "check page")
        ready.wait(LONGEST)
        report(visitor, token)

    ready = threading.Barrier(len(tokens))
    threads = [threading.Thread(target=fetch, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def ask_again(site: Site, tokens: list[str], record: Record) -> None:
    """Ask for each report again, alone."""
    from bench.traffic.walk import report  # noqa: PLC0415 - Django must be set up

    visitor = Visitor(site.address, record)
    visitor.get(f"/a/{tokens[0]}/check/", "check page")
    for token in tokens * ROUNDS:
        report(visitor, token)


def main() -> int:
    """Run it; 1 when a request failed."""
    parser = figures.options(__doc__)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--visitors", type=int, default=10)
    options = parser.parse_args()
    with scene.product_site(postgres=options.postgres) as site:
        found = run(site, reports=options.reports, visitors=options.visitors)
    figures.keep(found, options.json)
    print(*(f"{name}: {value}" for name, value in found.items()), sep="\n")
    print(f"(bars: p99 of a save {BAR} ms; the same report again {AGAIN} ms)")
    return 1 if found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
