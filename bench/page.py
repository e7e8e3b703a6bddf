"""Measure everything that docs/benchmarks.md shows, and write its tables again.

    .venv/bin/python -m bench.page [step reports pdf load faults …]     (make bench-docs)

Each part is a program of its own; what it wrote as JSON is laid out between its marks. Parts that
are not named keep their figures.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.traffic.figures import kinds_table, table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
LONGEST = 1200  # seconds for one part
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the page."""

    program: tuple[str, ...]
    laid_out: Callable[[Found], str]


def by_name(found: Found) -> str:
    """Lay out figures that stand alone, then those of each kind of request."""
    plain = {k: v for k, v in found.items() if k not in ("requests", "machine", "processor")}
    rows = [(name, _short(value)) for name, value in plain.items()]
    kinds = f"\n\n{kinds_table(found['requests'])}" if "requests" in found else ""
    return table(("what", "measured"), rows) + kinds


def _short(value: Any) -> Any:
    """Count a list of troubles; write percentiles in one line."""
    if isinstance(value, list):
        return len(value)
    if isinstance(value, dict):
        return ", ".join(f"{k} {v:,}" for k, v in value.items())
    return value


def rows_of(*names: str) -> Callable[[Found], str]:
    """Lay out lists of rows, one table each."""

    def laid_out(found: Found) -> str:
        return "\n\n".join(_rows(found[name]) for name in names)

    return laid_out


def _rows(rows: list[Found]) -> str:
    head = list(dict.fromkeys(name for row in rows for name in row))
    return table(head, ([row.get(name, "") for name in head] for row in rows))


PARTS = {
    "step": Part(("bench.traffic.beside",), by_name),
    "step-postgres": Part(("bench.traffic.beside", "--postgres"), by_name),
    "reports": Part(("bench.traffic.at_once",), by_name),
    "pdf": Part(("bench.drawing",), rows_of("ways")),
    "capacity": Part(("bench.traffic.capacity",), rows_of("processes", "assessments")),
    "load": Part(("bench.traffic.load",), by_name),
    "load-postgres": Part(("bench.traffic.load", "--postgres"), by_name),
    "restore": Part(("bench.traffic.restore",), by_name),
    "restore-postgres": Part(("bench.traffic.restore", "--postgres"), by_name),
    "portfolio": Part(("bench.portfolio",), by_name),
    "faults": Part(("bench.faults",), rows_of("faults")),
    "faults-postgres": Part(("bench.faults", "--postgres"), rows_of("faults")),
}


def measured(part: Part) -> Found:
    """Run a part and read what it found, also when it ended with a trouble of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.json"
        command = [sys.executable, "-m", *part.program, "--json", str(path)]
        subprocess.run(command, cwd=ROOT, check=False, timeout=LONGEST)
        found: Found = json.loads(path.read_text("utf-8"))
        return found


def written(text: str, name: str, part: Part, found: Found) -> str:
    """Put a table between its marks."""
    start, end = f"<!-- measured: {name} -->", "<!-- end of measured -->"
    machine = ", ".join(f"{key}: {value}" for key, value in found["machine"].items())
    day = datetime.now(UTC).date().isoformat()
    command = f"`python -m {' '.join(part.program)}`"
    block = "\n\n".join([start, part.laid_out(found), f"{command}, {day}; {machine}.", end])
    pattern = f"{re.escape(start)}.*?{re.escape(end)}"
    if not re.search(pattern, text, re.DOTALL):
        raise LookupError(start)
    return re.sub(pattern, lambda _: block, text, count=1, flags=re.DOTALL)


def main() -> None:
    """Measure the parts that are named, all of them when none is."""
    for name in sys.argv[1:] or PARTS:
        print(f"== {name}", flush=True)
        found = measured(PARTS[name])
        PAGE.write_text(written(PAGE.read_text("utf-8"), name, PARTS[name], found), "utf-8")


if __name__ == "__main__":
    main()
