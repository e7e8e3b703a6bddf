"""gunicorn answers what it has begun, and ends with all its processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.config import slow_app

PATIENCE_SECONDS = 120
ENDS_WITHIN_SECONDS = 20  # less than gunicorn waits before it kills a worker that does not end


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def descendants(pid: int) -> set[int]:
    """List the processes below one, as the kernel knows them."""
    found: set[int] = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child} | descendants(child)
    return found


def is_alive(pid: int) -> bool:
    """A process that ended and waits for its parent to look is not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def fetched(address: str) -> bytes:
    """Ask until the server listens."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
                return bytes(answer.read())
        except urllib.error.URLError:
            assert time.monotonic() < end, "gunicorn does not listen"
            time.sleep(0.2)


Server = tuple[subprocess.Popen[bytes], str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Return a function that starts gunicorn as configured, with one of these applications."""
    started: list[subprocess.Popen[bytes]] = []
    program = [str(Path(sys.executable).with_name("gunicorn")), "--config", "config/gunicorn.py"]

    def start(application: str, *options: str) -> Server:
        port = free_port()
        address = ["--bind", f"127.0.0.1:{port}", *options, f"tests.config.{application}"]
        env = {**os.environ, "VAR_DIR": str(tmp_path)}
        started.append(
            subprocess.Popen(
                [*program, *address], cwd=settings.BASE_DIR, env=env, stdout=subprocess.DEVNULL
            )
        )
        return started[-1], f"http://127.0.0.1:{port}/"

    yield start
    for process in started:
        below = descendants(process.pid)
        process.kill()
        process.wait()
        for pid in filter(is_alive, below):
            os.kill(pid, signal.SIGKILL)


def test_the_processes_that_draw_end_with_their_worker(serve: Callable[..., Server]) -> None:
    gunicorn, address = serve("drawing_app", "--workers", "1")
    assert int(fetched(address)) > 0
    below = descendants(gunicorn.pid)
    assert len(below) >= 3  # the worker, and two that draw
    gunicorn.send_signal(signal.SIGTERM)
    assert gunicorn.wait(ENDS_WITHIN_SECONDS) == 0
    end = time.monotonic() + ENDS_WITHIN_SECONDS
    while any(map(is_alive, below)) and time.monotonic() < end:
        time.sleep(0.1)
    assert [pid for pid in below if is_alive(pid)] == []


@pytest.mark.postgres
def test_what_was_begun_is_answered_and_no_worker_uses_a_connection_of_another(
    serve: Callable[..., Server], tmp_path: Path
) -> None:
    gunicorn, address = serve("slow_app", "--workers", "2", "--worker-class", "sync")
    with ThreadPoolExecutor(2) as visitors:
        answers = [visitors.submit(fetched, address) for _ in range(2)]
        while len(list(tmp_path.glob(f"{slow_app.BEGUN}-*"))) < 2:
            time.sleep(0.05)
        gunicorn.send_signal(signal.SIGTERM)
        pairs = [tuple(map(int, answer.result().split())) for answer in answers]
    assert gunicorn.wait(ENDS_WITHIN_SECONDS) == 0
    (one, its_own), (other, another) = pairs
    assert one != other
    assert connection.vendor == "sqlite" or its_own != another
