"""List the figures to look at again, for a cron job: manage.py stale_figures.

In: the edition in force, or the ones named. Out: one line per row on standard output, exit 1 when
there is any, so that the job's mail is the reminder.
"""

import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from estimator import costbook_store
from estimator.models import Edition


class Command(BaseCommand):
    """List rows not checked for 12 months or whose source has a newer edition."""

    help = "List figures not checked for 12 months or with a newer source; exit 1 if there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the codes of editions and a date; without them, the default edition today."""
        parser.add_argument("editions", nargs="*", metavar="EDITION")
        parser.add_argument("--as-of", type=date.fromisoformat, help="YYYY-MM-DD; default: today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, list and say by the exit code whether there is anything."""
        today = options["as_of"] or timezone.localdate()
        editions = _chosen(options["editions"])
        count = 0
        for edition in editions:
            for row in costbook_store.stale_rows(edition, today=today):
                self.stdout.write(f"{edition.code}: {_line(row)}")
                count += 1
        if count:
            sys.exit(1)
        self.stdout.write(f"{', '.join(e.code for e in editions)}: every figure is up to date")


def _chosen(codes: list[str]) -> list[Edition]:
    editions = list(Edition.objects.filter(code__in=codes) if codes else _default())
    missing = sorted(set(codes) - {edition.code for edition in editions})
    if missing:
        raise CommandError(f"no such edition: {', '.join(missing)}", returncode=2)
    if not editions:
        raise CommandError("no published edition is the default", returncode=2)
    return editions


def _default() -> Any:
    return Edition.objects.filter(is_default=True)


def _line(row: costbook_store.StaleRow) -> str:
    overdue = f"not checked since {row.checked_on}" if row.is_overdue else ""
    newer = f"newer source {row.newer}" if row.newer else ""
    return f"{row.place}: {'; '.join(filter(None, (overdue, newer)))}"
