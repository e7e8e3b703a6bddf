"""A site of one's own to measure: gunicorn on a free port, its own folder and database.

In: a folder, and whether PostgreSQL is to hold the answers. Out: a running `Site`, ended with all
its processes when the block is left.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "config.wsgi:application"
STARTS_WITHIN = 180  # seconds; a busy machine takes its time
ENDS_WITHIN = 20
# Limits for each address are lifted: here one address stands for hundreds of visitors. A 429 that
# comes all the same is counted as intended and tried again.
UNLIMITED = dict.fromkeys(
    (
        "API_ESTIMATES_PER_MINUTE", "REPORTS_PER_MINUTE", "NEW_ASSESSMENTS_PER_HOUR",
        "NEW_LINKS_PER_HOUR",
    ),
    "1000000",
)  # fmt: skip
FOREIGN = ("DEBUG", "HTTPS", "SECRET_KEY", "BEHIND_PROXY", "DJANGO_SETTINGS_MODULE")


class DoesNotStart(RuntimeError):
    """The server does not answer; the message is the end of its log."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Site:
    """A running server."""

    home: Path  # its VAR_DIR, and the log of the server
    environment: dict[str, str]
    application: str = PRODUCT
    options: tuple[str, ...] = ()  # of gunicorn
    asked: str = "/about/"  # a page that answers once everything is there, the database too
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What the server has said so far."""
        path = self.home / "server.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self) -> None:
        """Start the server and wait until it answers. Raises: DoesNotStart."""
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "config/gunicorn.py")]
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*gunicorn, *bind, *self.options, self.application],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        self.wait_until_it_answers()

    def wait_until_it_answers(self, seconds: float = STARTS_WITHIN) -> float:
        """Return after how many seconds it answered. Raises: DoesNotStart."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            with suppress(requests.RequestException):
                if requests.get(f"{self.address}{self.asked}", timeout=5).ok:
                    return time.monotonic() - start
            if self.process is not None and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise DoesNotStart(self.log[-2000:])

    def stop(self) -> None:
        """End the server and whatever it started."""
        if self.process is None:
            return
        below = descendants(self.process.pid)
        self.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(ENDS_WITHIN)
        for pid in (self.process.pid, *below):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def workers(self) -> list[int]:
        """Return the processes that answer requests."""
        return children(self.process.pid) if self.process else []

    def drawers(self) -> list[int]:
        """Return the processes that the workers started: they draw the reports."""
        return [pid for worker in self.workers() for pid in children(worker)]


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Start a site and end it."""
    try:
        site.start()
        yield site
    finally:
        site.stop()


def product(home: Path, database: str = "", **others: str) -> Site:
    """Prepare the product in a folder of its own; `others` are variables of its environment."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment = {**kept, **UNLIMITED, "VAR_DIR": str(home), "DATABASE_URL": database, **others}
    command = [sys.executable, "manage.py", "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise DoesNotStart(done.stderr.decode("utf-8", "replace")[-2000:])
    return Site(home, environment)


def children(pid: int) -> list[int]:
    """Return the processes that one has started, as the kernel knows them; none of a dead one."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, listed.read_text("ascii").split())
    return found


def descendants(pid: int) -> list[int]:
    """Return every process below one."""
    return [found for child in children(pid) for found in (child, *descendants(child))]


def memory_mib(pid: int) -> float:
    """Return what a process takes for itself, shared pages divided by those who share them."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
