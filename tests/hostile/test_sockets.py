"""Requests that no client library sends, to the real server: refused, and it goes on serving."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE_SECONDS = 30
HEAD = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\n"
REFUSED = {
    "a length and pieces": HEAD
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nabcd",
    "a length with a sign": HEAD + b"Content-Length: +4\r\n\r\nabcd",
    "a length with a line under it": HEAD + b"Content-Length: 1_0\r\n\r\nabcd",
    "pieces of another name": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "pieces said twice": HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a blank before the colon": HEAD + b"Content-Length : 4\r\n\r\nabcd",
    "a folded header": HEAD + b"X-A: a\r\n b\r\n\r\n",
    "a header without a colon": HEAD + b"nonsense\r\n\r\n",
    "a null in a header": HEAD + b"X-A: a\0b\r\n\r\n",
    "a lone line end in a header": HEAD + b"X-A: a\rX-B: b\r\n\r\n",
    "a line without an end": b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a header without an end": HEAD + b"X-A: " + b"a" * 20_000 + b"\r\n\r\n",
    "300 headers": HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(300)) + b"\r\n",
    "another HTTP": b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40 + b"\r\n\r\n",
    "a method of signs": b"G<T /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another host": b"GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "two hosts": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET /a/ HTTP/1.1\r\n\r\n",
    "another host in the line": b"GET http://evil.example/a HTTP/1.1\r\nHost: evil.example\r\n\r\n",
}


def ask(port: int, content: bytes) -> bytes:
    """Send bytes and read the first line of the answer; nothing when the line is cut."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as line:
        line.sendall(content)
        try:
            return line.makefile("rb").readline()
        except ConnectionResetError:
            return b""


def is_up(port: int) -> bool:
    try:
        return b" 200 " in ask(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    except ConnectionRefusedError:
        return False


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Start the site as ./run does, with one worker and a database of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [str(Path(sys.executable).with_name("gunicorn")), "--config", "config/gunicorn.py"]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "1"]
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    server = subprocess.Popen(
        [*command, *options],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_up(port):
            assert time.monotonic() < end, "gunicorn does not listen"
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def test_what_no_client_sends_is_refused_and_the_next_is_served(port: int) -> None:
    accepted = {
        what: answer
        for what, content in REFUSED.items()
        if (answer := ask(port, content)) and answer.split()[1][:1] not in (b"4", b"5")
    }
    assert accepted == {}
    assert is_up(port)
