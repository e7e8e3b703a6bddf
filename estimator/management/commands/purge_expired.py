"""Delete what nobody can open any more: run at each start and, on a long-lived server, daily.

In: the clock. Out: fewer rows; the number of deleted assessments on standard output. Every table
that holds something of a visitor is emptied here or goes with a row that is (docs/security.md).
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from estimator import (
    actual_store,
    assessment_store,
    call_store,
    link_store,
    portfolio,
    price_list_store,
    sign_in_store,
    tasks,
)
from estimator.admin import importing


class Command(BaseCommand):
    """Delete expired assessments with their estimates and reports."""

    help = "Delete assessments that were not saved for 90 days, with their reports."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge and say how many went."""
        gone = assessment_store.purge(now=timezone.now())
        if gone:
            self.stdout.write(f"Deleted {gone} expired assessments.")
        actual_store.purge(now=timezone.now())  # what was removed and can no longer be brought back
        link_store.purge(now=timezone.now())
        sign_in_store.purge(now=timezone.now())
        call_store.purge(now=timezone.now())
        call_command("clearsessions")
        importing.purge(now=timezone.now())
        tasks.purge(now=timezone.now())
        portfolio.purge(now=timezone.now())
        lists = price_list_store.purge(now=timezone.now())
        if lists:
            self.stdout.write(f"Deleted {lists} expired price lists.")
