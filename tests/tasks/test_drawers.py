"""The processes that draw: replaced when they die, ended when they hang, none is left over."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from django.conf import settings

from estimator.tasks import drawers

# A process that has another one ready to draw; prints the number of the latter.
ASKING = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from estimator.presenters.report import drawing
def stand_by():
    drawing.warm_up = lambda: None  # spares the test what drawing needs
    drawing.stand_by()
if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=stand_by)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(3600)
"""


class Pools:
    """Pools that end as told, one after the other."""

    def __init__(self, *outcomes: bytes | Exception) -> None:
        self.outcomes = list(outcomes)

    def submit(self, _draw, _html: str) -> Future[bytes]:
        future: Future[bytes] = Future()
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, bytes):
            future.set_result(outcome)
        else:
            future.set_exception(outcome)
        return future


@pytest.fixture
def pools(monkeypatch):
    """Return a function that puts pools with these outcomes in place."""

    def put(*outcomes: bytes | Exception) -> None:
        found = Pools(*outcomes)
        monkeypatch.setattr(drawers, "pool", lambda: found)

    return put


def test_a_drawing_whose_process_died_is_begun_again(pools):
    pools(BrokenProcessPool(), BrokenProcessPool(), b"%PDF")
    assert drawers.drawn("<p>", tries=3) == b"%PDF"


def test_it_is_not_begun_again_without_end(pools):
    pools(*[BrokenProcessPool() for _ in range(3)])
    with pytest.raises(BrokenProcessPool):
        drawers.drawn("<p>", tries=3)


def test_a_drawing_that_hangs_ends_the_processes(pools, monkeypatch):
    ended = []
    monkeypatch.setattr(drawers, "end_all", lambda: ended.append(True))
    pools(TimeoutError())
    with pytest.raises(TimeoutError):
        drawers.drawn("<p>", tries=3)
    assert ended


def test_they_end_with_a_process_that_is_killed(tmp_path):
    file = tmp_path / "asking.py"
    file.write_text(ASKING, encoding="utf-8")
    env = {
        **os.environ,
        "PYTHONPATH": str(settings.BASE_DIR),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    asking = subprocess.Popen([sys.executable, str(file)], env=env, stdout=subprocess.PIPE)
    pid = int(asking.stdout.readline())
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    end = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        return stat.rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
