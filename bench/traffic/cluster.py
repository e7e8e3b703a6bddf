"""A PostgreSQL of one's own (scripts/postgres.sh) that can be cut off and started again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.traffic.site import ROOT

# Orders come by standard input; its end stops the cluster and removes its folder.
SCRIPT = """
set -euo pipefail
. scripts/postgres.sh
start_postgres "$1" || { tail -n 5 "$LOG" >&2; exit 1; }
pg() { as_postgres "$postgres_ctl" --pgdata "$postgres_folder/data" --silent "$@" >>"$LOG" 2>&1; }
printf '%s\\n' "$DATABASE_URL"
while read -r order; do
    case $order in
        cut) pg --mode immediate stop ;;
        start) pg --wait --log "$postgres_folder/log" start ;;
    esac
    printf 'done\\n'
done
"""


class NoPostgres(RuntimeError):
    """No PostgreSQL can be started here."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL."""

    url: str
    shell: subprocess.Popen[str] | None  # none: somebody else runs it

    def order(self, order: str) -> None:
        """Do `cut` (stop at once, as a lost machine does) or `start`, and wait for it."""
        assert self.shell is not None
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{order}\n")
        self.shell.stdin.flush()
        if self.shell.stdout.readline().strip() != "done":
            raise NoPostgres(order)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Make a cluster whose commits are on record before they are answered. Raises: NoPostgres."""
    folder.mkdir(parents=True, exist_ok=True)
    shell = subprocess.Popen(
        ["bash", "-c", SCRIPT, "cluster", str(folder / "postgres")],
        cwd=ROOT, env=os.environ | {"LOG": str(folder / "postgres.log")},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert shell.stdin is not None
    assert shell.stdout is not None
    try:
        url = shell.stdout.readline().strip()
        if not url:
            raise NoPostgres("scripts/postgres.sh could not start one")
        _keep_commits(url)
        yield Cluster(url, shell)
    finally:
        shell.stdin.close()
        shell.wait(60)


def _keep_commits(url: str) -> None:
    """Undo what scripts/postgres.sh leaves out for tests, and let it start without options."""
    with psycopg.connect(url, autocommit=True) as connection:
        (sockets,) = connection.execute("SHOW unix_socket_directories").fetchone() or ("",)
        for name, value in {
            "unix_socket_directories": sockets,
            "listen_addresses": "",
            "max_connections": "100",
        }.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        # Options of the command line win over the file, so this one is set for the role.
        connection.execute("ALTER ROLE songai SET synchronous_commit = on")
