"""Start-up checks: refuse to start where a report would come out wrong.

In: the machine and the database. Out: Django's check messages, each with the command that mends it.
A missing Japanese font raises no error while a PDF is drawn: each character becomes an empty box.
"""

import ctypes
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any, Final

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, ProgrammingError

REPORT_FONT: Final = "BIZ UDPGothic"
FONT_SEARCH_SECONDS: Final = 10

# Library file -> Debian package. Without the last one WeasyPrint works, twice as slowly or worse.
REPORT_LIBRARIES: Final = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
INSTALL: Final = "apt-get install -y --no-install-recommends"


@register()
def check_report_libraries(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to start without the libraries that draw the report."""
    missing = [package for file, package in REPORT_LIBRARIES.items() if not _loads(file)]
    if not missing:
        return []
    return [
        Error(
            f"Libraries for the PDF report are missing: {', '.join(missing)}.",
            hint=f"{INSTALL} {' '.join(missing)}",
            id="estimator.E001",
        )
    ]


@register()
def check_report_font(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start where the report would be set in another font."""
    found = _font_used_for(REPORT_FONT)
    if REPORT_FONT in found.split(","):
        return []
    return [
        Error(
            f"The font {REPORT_FONT} is missing; the report would be set in {found or 'no font'}.",
            hint=f"{INSTALL} fontconfig fonts-morisawa-bizud-gothic",
            id="estimator.E002",
        )
    ]


@register(Tags.database)
def check_edition_in_force(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Say so when no published edition of the cost tables is the default.

    Only a warning, because ``migrate`` and ``load_editions`` have to run on such a database.
    """
    if not databases or _has_default_edition():
        return []
    return [
        Warning(
            "No published edition of the cost tables is the default: nothing can be estimated.",
            hint="python manage.py load_editions",
            id="estimator.W003",
        )
    ]


@register(Tags.database)
def check_published_rows_are_protected(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Say so when the database would let someone change a published figure."""
    found = [name for alias in databases or () for name in _missing_triggers(alias)]
    if not found:
        return []
    return [
        Error(
            f"The database does not protect published editions; it lacks: {', '.join(found)}.",
            hint="python manage.py migrate",
            id="estimator.E004",
        )
    ]


def _missing_triggers(alias: str) -> list[str]:
    """Ask only a database that is migrated; `migrate` runs this check before it makes a table."""
    from django.db import connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from estimator.models import triggers  # noqa: PLC0415 - models exist once the apps are loaded

    connection = connections[alias]
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes("estimator")):
        return []
    return triggers.missing(connection)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _font_used_for(family: str) -> str:
    """Return the names of the font that the machine takes when asked for the family."""
    command = shutil.which("fc-match")
    if command is None:
        return ""
    answer = subprocess.run(
        [command, "--format=%{family}", family],
        capture_output=True,
        encoding="utf-8",
        timeout=FONT_SEARCH_SECONDS,
        check=False,
    )
    return answer.stdout


def _has_default_edition() -> bool:
    """Look for the edition; a database that is not migrated yet is nobody's mistake."""
    from estimator.models import Edition  # noqa: PLC0415 - models exist once the apps are loaded

    try:
        return Edition.objects.default() is not None
    except Edition.DoesNotExist:
        return False
    except (OperationalError, ProgrammingError):
        return True
