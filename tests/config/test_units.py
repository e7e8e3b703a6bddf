"""The units of systemd: understood by it, and shut in."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

UNITS = settings.BASE_DIR / "deploy" / "systemd"
MOST_EXPOSURE = 2.0  # of 10; systemd's own grade
INSTALLED = "/srv/songai/.venv/bin/"

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copy the units and give them programs to start."""
    folder = shutil.copytree(UNITS, tmp_path / "units")
    for name in ("gunicorn", "python"):
        (tmp_path / name).touch(mode=0o755)
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace(INSTALLED, f"{tmp_path}/"))
    return folder


def analyzed(command: str, *options: str, units: Path) -> str:
    done = subprocess.run(
        ["systemd-analyze", command, *options, *sorted(map(str, units.glob("*.service")))],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_systemd_understands_them(units):
    timers = [str(file) for file in (*units.glob("*.timer"), *units.glob("*.socket"))]
    assert len(timers) >= 3
    assert analyzed("verify", "--man=no", "--recursive-errors=no", *timers, units=units) == ""


def test_each_service_may_do_little(units):
    told = analyzed("security", "--offline=yes", "--no-pager", units=units)
    grades = [
        float(grade) for grade in re.findall(r"Overall exposure level for \S+: ([\d.]+)", told)
    ]
    assert len(grades) == len(list(units.glob("*.service")))
    assert max(grades) <= MOST_EXPOSURE


def test_each_command_of_a_unit_exists():
    commands = {
        name
        for unit in UNITS.glob("*.service")
        for name in re.findall(r"manage\.py (\w+)", unit.read_text())
    }
    assert commands <= get_commands().keys()
