"""Check every edition of the cost tables and print all problems with their place.

In: the database. Out: one line per problem on standard error, exit 1 when there is any.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from estimator import costbook_store
from estimator.models import Edition


class Command(BaseCommand):
    """Check the cost tables."""

    help = "Print everything that is wrong with the cost tables; exit 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the codes of editions; without any, all."""
        parser.add_argument("editions", nargs="*", metavar="EDITION")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and report."""
        chosen = options["editions"]
        editions = Edition.objects.filter(code__in=chosen) if chosen else Edition.objects.all()
        missing = set(chosen) - {edition.code for edition in editions}
        found = [f"{code}: no such edition" for code in sorted(missing)]
        for edition in editions:
            found += [f"{edition.code}: {problem}" for problem in costbook_store.problems(edition)]
        if not Edition.objects.filter(is_default=True).exists():
            found.append("no published edition is the default: manage.py load_editions")
        for line in found:
            self.stderr.write(line)
        if found:
            sys.exit(1)
        self.stdout.write(f"{len(editions)} editions checked, no problems")
