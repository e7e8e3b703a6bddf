"""`manage.py portfolio MEMBERS.csv`: estimate many companies, with any number of workers.

In the flow: the edge where the file is read and today's date is taken. The rows go into the queue;
this process works on them like every `manage.py db_worker`. Begun again after an interruption it
goes on where it was. Exit code 0: done; 1: done, but some rows were refused, or stopped before the
end; 2: the file or an option was refused and nothing was begun.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils import timezone

from ... import portfolio
from ...contract import Options
from ...models import Portfolio
from ...portfolio import Row
from ...presenters.portfolio import WRITERS, Heading, member, problem_lines
from ...questionnaire import schema
from ..documents import Refused, check_output, content, shown, write
from ..terms import add_terms, terms_of
from ..working import work_until

PROFILES: Final = "PROFILES"
ENDINGS: Final = (".csv", ".jsonl")
LARGEST: Final = 256 * 1024 * 1024  # bytes
TELLS_EVERY_SECONDS: Final = 2.0
DONE, SOME_REFUSED, REFUSED = 0, 1, 2


class Command(BaseCommand):
    """Estimate the damage of one incident for many companies."""

    help = "Estimate every profile of a CSV or JSON lines file; see docs/portfolio.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options; those of `manage.py estimate` mean the same."""
        parser.add_argument("profiles", nargs="?", help="a file: .csv or .jsonl")
        add_terms(parser)
        parser.add_argument("--format", default="jsonl", help=", ".join(WRITERS))
        parser.add_argument("--output", help="write to this file instead of standard output")
        parser.add_argument(
            "--forget", action="store_true", help="delete what is kept of this file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, or say what is wrong and end with 2."""
        try:
            code = _run(options)
        except Refused as refused:
            _say(*refused.problems)
            code = REFUSED
        if code:
            raise SystemExit(code)


def _run(options: dict[str, Any]) -> int:
    chosen = terms_of(options, drafts=False)
    rows = _rows(options, chosen)
    if options["forget"]:
        _say("forgotten" if portfolio.forget(rows, chosen) else "nothing kept of it")
        return DONE
    begun = portfolio.begin(rows, chosen, now=timezone.now())
    if not _worked(begun):
        _say(f"stopped; the same command with --as-of {chosen.as_of} goes on")
        return SOME_REFUSED
    heading = Heading(chosen.costs, str(chosen.as_of), chosen.seed, chosen.samples)
    write(WRITERS[options["format"]](portfolio.results_of(begun), heading), options["output"])
    problems = list(problem_lines(map(member, portfolio.results_of(begun))))
    _say(*problems)
    return SOME_REFUSED if problems else DONE


def _rows(options: dict[str, Any], chosen: Options) -> list[Row]:
    """Read and cut the file; refuse before anything is begun."""
    name, wanted = options["profiles"] or "", options["format"]
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise Refused(f"{PROFILES}: {shown(name) or '-'}; allowed: a file {', '.join(ENDINGS)}")
    if wanted not in WRITERS:
        raise Refused(f"--format: unknown format {wanted!a}; allowed: {', '.join(WRITERS)}")
    check_output(options["output"])
    given = content(name, PROFILES, most=LARGEST)
    if len(given) > LARGEST:
        raise Refused(f"{PROFILES}: too large; allowed: {LARGEST // 1024**2} MiB")
    try:
        return portfolio.rows_of(given, ending, schema.json_schema(chosen.costs))
    except portfolio.NotAPortfolio as refused:
        raise Refused(*map(str, refused.problems)) from refused


def _worked(begun: Portfolio) -> bool:
    """Work until no chunk is queued any more; False when told to stop before."""
    told = 0.0

    def tell() -> None:
        nonlocal told
        if time.monotonic() - told >= TELLS_EVERY_SECONDS:
            told = time.monotonic()
            so_far = portfolio.progress(begun)
            _say(f"{so_far.done} of {so_far.chunks} chunks done")

    return work_until(lambda: not portfolio.progress(begun).under_way, portfolio.QUEUE, tell)


def _say(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(line + "\n")
