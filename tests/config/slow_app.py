"""An application for gunicorn that takes its time, on a connection to the database."""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connection

from config.wsgi import application as _site  # noqa: F401 - loads the apps, as the site does

SECONDS = 1.0
BEGUN = "begun"  # a file of this name and the process in VAR_DIR: a request is being answered


def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the process here and, on PostgreSQL, the process there that serves it."""
    there = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (there,) = cursor.fetchone()
    (settings.VAR_DIR / f"{BEGUN}-{os.getpid()}").touch()
    time.sleep(SECONDS)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {there}".encode()]
