"""Time a portfolio with one worker and with two, and kill one midway: what comes out is the same.

    python bench/portfolio.py 2000    in a database made by `./run --setup` (VAR_DIR, DATABASE_URL)

A worker is a process; the first one is the command itself. Rows and results are deleted again.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MANAGE = (sys.executable, str(Path(__file__).parents[1] / "manage.py"))
TYPES = ("ransomware_encryption", "malware", "ec_card_leak", "ddos", "misdelivery", "device_loss")
INDUSTRIES = ("manufacturing", "construction", "retail", "transport", "it", "other")
KILLED_AFTER = 0.4  # of the time that two workers take
TERMS = ("--as-of", "2026-11-22")


def main() -> None:
    """Run three times and compare."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        members = Path(folder) / "members.jsonl"
        members.write_text("".join(map(_member, range(count))), encoding="utf-8")
        one, alone = _run(members, others=0)
        print(f"{count} profiles, 1 worker: {one:.0f} s, {count / one:.0f} a second", flush=True)
        two, both = _run(members, others=1)
        print(
            f"{count} profiles, 2 workers: {two:.0f} s, {one / two:.2f} times as fast", flush=True
        )
        three, killed = _run(members, others=1, killed_after=KILLED_AFTER * two)
        print(f"one of two killed after {KILLED_AFTER * two:.0f} s: {three:.0f} s", flush=True)
        print(f"peak of one process: {_peak_mib()} MiB; {os.cpu_count()} cores")
        if not alone == both == killed or alone.count(b"\n") != count:
            raise SystemExit("the results differ")
        print("the three results are equal to the byte")


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


def _run(members: Path, *, others: int, killed_after: float | None = None) -> tuple[float, bytes]:
    """Return the seconds and the results."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*MANAGE, "portfolio", members, *TERMS, "--forget"], check=True, **quiet)
    workers = [subprocess.Popen([*MANAGE, "db_worker"], **quiet) for _ in range(others)]
    began = time.monotonic()
    command = [*MANAGE, "portfolio", members, *TERMS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as asked:
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
    import resource  # noqa: PLC0415 - not on every system

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


if __name__ == "__main__":
    main()
