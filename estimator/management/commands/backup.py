"""Copy what a restored site needs into a new folder, while the site runs: manage.py backup FOLDER.

In: the database of the settings, and the secret key of `VAR_DIR`. Out: ``db.sqlite3`` or, of
PostgreSQL, ``db.dump`` for pg_restore; ``secret_key`` unless the environment gives it. For its
owner alone, since every company's answers are in it. docs/operations/backup.md says how to restore.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

OWNER_ALONE = 0o077


class Command(BaseCommand):
    """Copy the database and the secret key."""

    help = "Copy the database and the secret key into a new folder; the site may run meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="is made; must not exist")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Make the folder, fill it, say what is in it."""
        os.umask(OWNER_ALONE)
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}", returncode=2) from error
        is_file = connection.vendor == "sqlite"
        copy = _copy_sqlite(folder) if is_file else _copy_postgresql(folder)
        secret_key = settings.VAR_DIR / "secret_key"
        if secret_key.exists():
            shutil.copy(secret_key, folder)
        self.stdout.write(f"{copy} ({copy.stat().st_size:,} bytes)")


def _copy_sqlite(folder: Path) -> Path:
    """Copy by SQLite's own way: writers go on, and the copy is of one moment."""
    connection.ensure_connection()
    file = folder / "db.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise CommandError(f"{file} is damaged, and so is the database: {verdict}")
    return file


def _copy_postgresql(folder: Path) -> Path:
    """Let pg_dump do it, with the address and the password of the settings."""
    file = folder / "db.dump"
    client = connection.client_class
    (_psql, *address), env = client.settings_to_cmd_args_env(connection.settings_dict, [])
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={file}", *address]
    try:
        subprocess.run(command, env={**os.environ, **(env or {})}, check=True)
    except FileNotFoundError as absent:
        raise CommandError("pg_dump is missing: apt-get install postgresql-client") from absent
    except subprocess.CalledProcessError as failed:
        raise CommandError(f"pg_dump failed ({failed.returncode}); see above") from failed
    return file
