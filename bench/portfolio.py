"""Time a portfolio with one worker and with two, and kill one midway: what comes out is the same.

    .venv/bin/python -m bench.portfolio [--profiles 10000] [--postgres] [--json FILE]

On a database of its own. A worker is a process; the first one is the command itself.
"""

from __future__ import annotations

import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.traffic import figures, scene
from bench.traffic.site import ROOT, product

MANAGE = (sys.executable, str(ROOT / "manage.py"))
TYPES = ("ransomware_encryption", "malware", "ec_card_leak", "ddos", "misdelivery", "device_loss")
INDUSTRIES = ("manufacturing", "construction", "retail", "transport", "it", "other")
KILLED_AFTER = 0.4  # of the time that two workers take
TERMS = ("--as-of", "2026-11-22")


def run(folder: Path, count: int, environment: dict[str, str]) -> dict[str, Any]:
    """Run three times and compare."""
    members = folder / "members.jsonl"
    members.write_text("".join(map(_member, range(count))), encoding="utf-8")
    one, alone = _run(members, environment, others=0)
    two, both = _run(members, environment, others=1)
    three, killed = _run(members, environment, others=1, killed_after=KILLED_AFTER * two)
    rows = [killed.count(b"\n"), len(set(killed.splitlines()))]
    return {
        "profiles": count,
        "1 worker, s": round(one, 1),
        "2 workers, s": round(two, 1),
        "2 workers, times as fast": round(one / two, 2),
        f"one of two killed (SIGKILL) after {KILLED_AFTER * two:.0f} s, s": round(three, 1),
        "profiles a second, 1 worker": round(count / one, 1),
        "peak of one process, MiB": _peak_mib(),
        "rows lost or twice after the kill": max(abs(count - found) for found in rows),
        "the three results": "equal to the byte" if alone == both == killed else "DIFFERENT",
    }


def main() -> int:
    """Run it; 1 when the results differ."""
    parser = figures.options(__doc__)
    parser.add_argument("--profiles", type=int, default=10_000)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="songai-portfolio-") as folder,
        scene.database(Path(folder), postgres=options.postgres) as url,
    ):
        site = product(Path(folder) / "var", url)
        found = run(Path(folder), options.profiles, site.environment)
    figures.keep(found, options.json)
    print(*(f"{name}: {value}" for name, value in found.items()), sep="\n")
    lost = found["rows lost or twice after the kill"]
    return 1 if lost or found["the three results"] == "DIFFERENT" else 0


def _member(number: int) -> str:
    chance = random.Random(number)
    employees = chance.choice((5, 8, 12, 20, 35, 50, 80, 120, 250))
    answers = {
        "id": f"M-{number:05d}",
        "incident_type": chance.choice(TYPES),
        "industry": chance.choice(INDUSTRIES),
        "employees": employees,
        "persons_held": employees * chance.randint(20, 300),
        "annual_revenue_yen": employees * chance.randint(8, 25) * 1_000_000,
    }
    return json.dumps(answers) + "\n"


def _run(
    members: Path, env: dict[str, str], *, others: int, killed_after: float | None = None
) -> tuple[float, bytes]:
    """Return the seconds and the results."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
    subprocess.run([*MANAGE, "portfolio", members, *TERMS, "--forget"], check=True, **quiet)
    workers = [subprocess.Popen([*MANAGE, "db_worker"], **quiet) for _ in range(others)]
    began = time.monotonic()
    command = [*MANAGE, "portfolio", members, *TERMS]
    with subprocess.Popen(command, **quiet | {"stdout": subprocess.PIPE}) as asked:
        if killed_after is not None:
            time.sleep(killed_after)
            workers[0].send_signal(signal.SIGKILL)
        out = asked.stdout.read()
    took = time.monotonic() - began
    for worker in workers:
        worker.terminate()
        worker.wait()
    subprocess.run([*MANAGE, "portfolio", members, *TERMS, "--forget"], check=True, **quiet)
    return took, out


def _peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
