"""gunicorn ends with all its processes, those that draw reports among them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start gunicorn with our configuration and an application that draws."""
    port = free_port()
    gunicorn = [str(Path(sys.executable).with_name("gunicorn")), "--config", "config/gunicorn.py"]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "tests.config.drawing_app"]
    env = {**os.environ, "VAR_DIR": str(tmp_path)}
    started = subprocess.Popen(
        [*gunicorn, *options], cwd=settings.BASE_DIR, env=env, stdout=subprocess.DEVNULL
    )
    below: set[int] = set()
    try:
        yield started, f"http://127.0.0.1:{port}/"
        below = descendants(started.pid)
    finally:
        for pid in below:
            os.kill(pid, signal.SIGKILL)
        started.kill()
        started.wait()


def test_the_processes_that_draw_end_with_their_worker(
    server: tuple[subprocess.Popen[bytes], str],
) -> None:
    gunicorn, address = server
    assert int(fetched(address)) > 0
    below = descendants(gunicorn.pid)
    try:
        assert len(below) >= 3  # the worker, and two that draw
        gunicorn.send_signal(signal.SIGTERM)
        assert gunicorn.wait(ENDS_WITHIN_SECONDS) == 0
        end = time.monotonic() + ENDS_WITHIN_SECONDS
        while any(map(is_alive, below)) and time.monotonic() < end:
            time.sleep(0.1)
        assert [pid for pid in below if is_alive(pid)] == []
    finally:
        for pid in filter(is_alive, below):
            os.kill(pid, signal.SIGKILL)
