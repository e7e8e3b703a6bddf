"""Work outside the web worker (裏の仕事): reports are drawn by tasks of Django's Tasks framework.

In the flow: a view asks for a report and looks how far it is (`reports`); a task draws it
(`drawing`) in a process of its own (`drawers`). TASKS=embedded: beside the web worker
that was asked (`embedded`). TASKS=database: wherever `manage.py db_worker` runs (`workers`).
"""

from datetime import datetime

from . import drawing, workers
from .drawing import NotDrawn, drawn, drawn_once, pdf_of
from .reports import Asked, again, finished_pdf, is_dead, latest, start
from .workers import has_worker

__all__ = [
    "Asked",
    "NotDrawn",
    "again",
    "drawn",
    "drawn_once",
    "finished_pdf",
    "has_worker",
    "is_dead",
    "latest",
    "pdf_of",
    "purge",
    "start",
]


def purge(*, now: datetime) -> None:
    """Delete the drawings that nobody wants any more, and jobs that ended a week ago."""
    drawing.purge(now=now)
    workers.purge(now=now)
