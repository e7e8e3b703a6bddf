"""The pages that a load balancer and systemd ask: is this process up, and can it serve?

In the flow: ``/healthz`` asks nobody, so that an outage of the database stops no web process;
``/readyz`` goes through `CHECKS`, and the balancer sends visitors elsewhere while one fails.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from estimator import tasks
from estimator.models import Edition


def database() -> str:
    """Say nothing when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """Name the migrations that this version needs and the database has not seen."""
    seen = MigrationRecorder(connection).applied_migrations()
    return ", ".join(f"{app}.{name}" for app, name in _newest() if (app, name) not in seen)


@cache
def _newest() -> list[tuple[str, str]]:
    """Read once a process: the files of a version do not change while it runs."""
    return sorted(MigrationLoader(None).graph.leaf_nodes())


def edition() -> str:
    """Say so when no published edition of the cost tables is the default."""
    is_there = Edition.objects.filter(is_default=True).exists()
    return "" if is_there else "no published edition is the default"


def worker() -> str:
    """Say so when nobody draws reports that wait for a worker (TASKS=database)."""
    return "none is alive" if tasks.has_worker(now=timezone.now()) is False else ""


# In this order; the first that fails ends the round. Each says in words what is wrong, or nothing.
CHECKS: Final[tuple[Callable[[], str], ...]] = (database, migrations, edition, worker)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok": this process takes requests."""
    return _plain("ok")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when every check passes, else 503; one line for each check made."""
    lines = []
    for check in CHECKS:
        wrong = _outcome(check)
        lines.append(f"{check.__name__}: {wrong or 'ok'}")
        if wrong:
            return _plain(*lines, status=503)
    return _plain(*lines)


def _outcome(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError as error:  # its words may name hosts and users
        return type(error).__name__


def _plain(*lines: str, status: int = 200) -> HttpResponse:
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain", status=status)
