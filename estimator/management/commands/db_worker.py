"""`manage.py db_worker`: work on what is asked for in the background, until told to stop.

In the flow: the library's own command, with a pulse beside it: a worker that is killed is missed,
and another one takes its job over. Any number of them may run, on any number of machines.
"""

from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from ...tasks.workers import Pulse


class Command(db_worker.Command):
    """Draw reports, bring cost tables in and estimate portfolios."""

    help = (
        "Draw reports, bring cost tables in and estimate portfolios until stopped "
        "(SIGTERM ends it after the job)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take every queue, and look for work five times a second: somebody waits."""
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", interval=0.2)

    def handle(self, **options: Any) -> None:
        """Work, and be seen."""
        with Pulse(options["worker_id"]):
            super().handle(**options)
