"""./run says in one line what keeps it from starting, before it touches anything."""

import os
import socket
import subprocess

import pytest
from django.conf import settings


def run(*options: str, port: str = "8000") -> subprocess.CompletedProcess[str]:
    """Start ./run where it must refuse."""
    return subprocess.run(
        ["bash", "run", *options],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORT": port},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


def test_an_unknown_option_is_refused_with_the_usage():
    answer = run("--nonsense")
    assert answer.returncode == 2
    assert answer.stderr.startswith("Unknown option / 不明な指定: --nonsense\nUsage:")


@pytest.mark.parametrize("port", ["0", "70000", "abc", "80 80", "８０００"])
def test_a_port_that_is_none_is_refused(port):
    answer = run(port=port)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1


def test_a_port_in_use_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        answer = run(port=str(port))
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert f"Port {port} is in use" in answer.stderr


def test_the_help_names_each_option():
    answer = run("--help")
    assert answer.returncode == 0
    assert "--setup" in answer.stdout
