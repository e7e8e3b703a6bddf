"""docs/security.md keeps its word: every test it names exists; no secret lies in the tree."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
THREATS = re.findall(r"^\| (T[0-9]+) \|(.*)$", PAGE, re.MULTILINE)
SCAN = ROOT / "scripts" / "secrets.sh"


def functions_of(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_a_test_that_the_page_names_exists(file, name):
    assert name in functions_of(file)


def test_every_threat_has_a_test_and_a_number_of_its_own():
    assert [name for name, _row in THREATS] == [f"T{n}" for n in range(1, len(THREATS) + 1)]
    assert [name for name, row in THREATS if "::test_" not in row] == []


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]
)
def test_every_locked_package_has_a_hash(file):
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_scan_finds_a_secret(tmp_path):
    file = tmp_path / "settings.py"
    key = "AKIA" + "QWERTZUIOPASDFGH"
    file.write_text(f'AWS_KEY = "{key}"\n', encoding="utf-8")
    bin_of_python = {**os.environ, "BIN": str(Path(sys.executable).parent)}
    found = subprocess.run(
        ["bash", SCAN, file], env=bin_of_python, capture_output=True, text=True, check=False
    )
    assert found.returncode != 0
    assert "AWS Access Key" in found.stdout
    assert key not in found.stdout
