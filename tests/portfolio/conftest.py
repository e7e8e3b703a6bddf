"""What tests of portfolios share: the command, and files of members."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker

from estimator.tasks import workers

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "portfolio"
TERMS = ("--samples", "50", "--as-of", "2026-11-22")


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch) -> None:
    """Let a worker keep the connection of its test, and its pulse open none of its own."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(workers.Pulse, "run", lambda _pulse: None)


@pytest.fixture
def run(capfdbinary) -> Callable[..., tuple[int, bytes, str]]:
    """Return a function that runs the command: exit code, standard output, standard error."""

    def command(*arguments: object) -> tuple[int, bytes, str]:
        code = 0
        try:
            call_command("portfolio", *map(str, arguments))
        except SystemExit as ended:
            code = int(str(ended.code))
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return command


@pytest.fixture
def members(tmp_path) -> Callable[[int], Path]:
    """Return a function that writes a file of so many members."""

    def write(count: int) -> Path:
        file = tmp_path / "members.jsonl"
        lines = [
            {"id": number, "incident_type": "malware", "pcs_examined": number % 7}
            for number in range(count)
        ]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return file

    return write


def results(out: bytes) -> list[dict]:
    return [json.loads(line) for line in out.decode().splitlines()]
