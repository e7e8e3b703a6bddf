"""Make an installation ready to serve: what ``./run`` does between installing and serving.

In: the fixtures, the static files, the translations. Out: a database and a folder of static files
that fit this version. One process, because starting Python five times takes longer than the work.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

DATABASE = "default"


class Command(BaseCommand):
    """Migrate, load absent editions, delete what has expired, gather static files."""

    help = "Make the database and the static files ready for this version; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each step that is still to do."""
        compile_messages()
        call_command("migrate", database=DATABASE, interactive=False, verbosity=0)
        call_command("load_editions", stdout=self.stdout)
        call_command("purge_expired", stdout=self.stdout)
        # A warning only: the way to publish an edition is the admin, so the site has to start.
        self.check(tags=[Tags.database], databases=[DATABASE])
        collect_static()


def compile_messages() -> None:
    """Compile the translations when a catalogue is newer than its compiled form."""
    catalogues = [file for path in settings.LOCALE_PATHS for file in Path(path).rglob("*.po")]
    if any(is_stale(file) for file in catalogues):
        call_command("compilemessages", ignore_patterns=[".venv", "var"], verbosity=0)


def is_stale(catalogue: Path) -> bool:
    """Say whether the compiled form is absent or older."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def collect_static() -> None:
    """Gather, compress and fingerprint the static files when one of them has changed."""
    stamp = settings.VAR_DIR / "static.sha256"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """Return one digest of all that ``collectstatic`` reads."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for file in static_sources():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(settings.BASE_DIR)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def static_sources() -> Iterator[Path]:
    """Yield our own files, then the lock, which stands for the files of the packages."""
    for folder in settings.STATICFILES_DIRS:
        yield from sorted(file for file in Path(folder).rglob("*") if file.is_file())
    yield settings.BASE_DIR / "requirements.txt"
