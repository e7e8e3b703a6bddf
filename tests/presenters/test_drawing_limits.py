"""The process that draws reports is shut in: no connection, no file, so much memory and time."""

import signal
import subprocess
import sys
from base64 import b64encode

import pytest
from django.conf import settings

IMPORTED = """
import os, socket, subprocess, sys, time
from pathlib import Path
from estimator.presenters.report import drawing
"""
SHUT_IN = f"""{IMPORTED}
drawing.warm_up()
BLOCKS = "html, body {{ display: block }} head {{ display: none }}"

def refused(act):
    try:
        act()
    except (OSError, MemoryError):
        return True
    return False

def drawn(inside):
    return drawing.draw(f"<html lang=ja><title>x</title><style>{{BLOCKS}}</style><body>{{inside}}")
"""
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PICTURE = f"data:image/svg+xml;base64,{b64encode(SQUARE).decode()}"


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_draws_and_does_nothing_else(tmp_path):
    file = tmp_path / "written"
    ended = run(f"""{SHUT_IN}
assert drawn('損害<img alt=x src="{PICTURE}">').startswith(b"%PDF-")
assert refused(socket.socket)
assert refused(lambda: socket.create_connection(("127.0.0.1", 80)))
assert refused(lambda: socket.getaddrinfo("localhost", 80))
assert refused(lambda: subprocess.run(["id"]))
assert refused(lambda: os.system("id"))
assert refused(os.fork)
assert refused(lambda: Path({str(file)!r}).write_text("x"))
assert refused(lambda: os.open({str(file)!r}, os.O_WRONLY | os.O_CREAT))
assert refused(lambda: os.rename(os.devnull, {str(file)!r}))
assert refused(lambda: bytearray(drawing.MOST_BYTES))
print("shut in")
""")
    assert (ended.stdout, ended.returncode) == ("shut in\n", 0), ended.stderr
    assert not file.exists()


ADDRESSES = (
    "http://169.254.169.254/", "https://evil.example/a.png", "file:///etc/passwd", "ftp://a/b",
    "gopher://a", "data:text/html,x", "data:image/svg+xml,<svg/>",
)  # fmt: skip
FATAL = (
    '<img alt="x" src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    "<style>@import url({});</style>",
    "<style>body {{ background: url({}) }}</style>",
    '<object data="{}"></object>',
)
PLACES = (
    *FATAL,
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
)


def test_a_report_never_loads_anything():
    ended = run(f"""{SHUT_IN}
from weasyprint.urls import FatalURLFetchingError, URLFetcher
loaded, refusals = [], 0
URLFetcher.fetch = lambda _self, url, headers=None: loaded.append(url)
for place in {PLACES!r}:
    for address in {ADDRESSES!r}:
        try:
            drawn(place.format(address))
        except FatalURLFetchingError:
            refusals += 1
print(loaded, refusals)
""")
    assert ended.stdout.strip() == f"[] {len(FATAL) * len(ADDRESSES)}", ended.stderr


@pytest.mark.parametrize(
    ("hanging", "ended_by"),
    [
        ("while True: pass", {signal.SIGXCPU, signal.SIGALRM}),
        ("time.sleep(30)", {signal.SIGALRM}),
    ],
)
def test_a_report_that_takes_too_long_ends_its_process(hanging, ended_by):
    ended = run(f"""{IMPORTED}
drawing._is_shut_in, drawing.MOST_SECONDS = True, 1
with drawing._in_time():
    {hanging}
""")
    assert -ended.returncode in ended_by


def test_whoever_draws_in_the_foreground_is_not_shut_in():
    ended = run(IMPORTED + "with drawing._in_time():\n    print('free')")
    assert ended.stdout == "free\n"
