"""Set the yearly curve beside other engines, in one run, and write the figures into docs/engine.md.

    .venv/bin/python bench/peers/run.py        (make bench calls it)

The peers live in an environment of their own, var/peers, from a hashed lock of their own.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LOCK = HERE / "requirements-peers.txt"
HOME = ROOT / "var" / "peers"
PYTHON = HOME / "bin" / "python"
PAGE = ROOT / "docs" / "engine.md"
MARKS = "<!-- measured: make bench writes this -->", "<!-- end of measured -->"
SIZES = {
    "1 x 10000": "1 type, 10k",
    "1 x 100000": "1 type, 100k",
    "10 x 10000": "10 types, 10k",
    "10 x 100000": "10 types, 100k",
}
# Another engine that is right, from an earlier run with lognormal severities on a machine of this
# size: milliseconds, no ratio since it is of another run, and MB.
QUOTED = {"riskquant 1.0.4 (quoted, not re-run)": ((11.0, 93.9, 100, 940), 257)}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class NoPeers(RuntimeError):
    """The peers' environment cannot be made here; the message says why."""


def install() -> None:
    """Make var/peers as the lock says, unless it is there. Raises: NoPeers."""
    stamp, digest = HOME / "lock", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return
    print("installing the peers into var/peers …", file=sys.stderr)
    venv.create(HOME, with_pip=True, clear=True)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        raise NoPeers((done.stderr.strip().splitlines() or ["pip failed"])[-1])
    stamp.write_text(digest, "ascii")


def measure(*options: str) -> str:
    """Run the measurement in the peers' environment. Raises: NoPeers."""
    done = subprocess.run(
        [PYTHON, HERE / "measure.py", *options],
        capture_output=True, check=False, encoding="utf-8", env=os.environ | ONE_THREAD,
    )  # fmt: skip
    if done.returncode:
        raise NoPeers((done.stderr.strip().splitlines() or ["no answer"])[-1])
    return done.stdout


def with_ratio(measured: dict, name: str) -> str:
    """Return milliseconds and how many times our simulation of the same run that is."""
    ms = measured[name]["ms"]
    return f"{ms:.1f} ({ms / measured['ours, simulated']['ms']:.1f}x)"


def table(found: dict, memory: dict[str, float]) -> list[str]:
    """Return the figures as the lines of a table: milliseconds (times ours), MB, P90, P99."""
    truth = found["measured"]["10 x 100000"]["ours, exact"]["yen"]
    lines = [
        f"| engine | {' | '.join(SIZES.values())} | MB, 10 x 1M | P90 | P99 |",
        "|---" * (len(SIZES) + 4) + "|",
    ]
    for name in found["engines"]:
        timed = [with_ratio(found["measured"][size], name) for size in SIZES]
        yen = found["measured"]["10 x 100000"][name]["yen"]
        off = [f"{yen[p] / 1e6:.1f} ({yen[p] / truth[p] - 1:+.1%})" for p in ("90", "99")]
        lines.append(row(name, timed, memory[name], off))
    lines += [
        row(name, [f"{ms:.1f}" for ms in timed], mega, ["", ""])
        for name, (timed, mega) in QUOTED.items()
    ]
    return lines


def row(name: str, timed: list[str], mega: float, off: list[str]) -> str:
    """Return one line of the table."""
    return f"| {' | '.join([name, *timed, f'{mega:.0f}', *off])} |"


def write(lines: list[str]) -> None:
    """Put the table between the marks of docs/engine.md."""
    start, end = MARKS
    text = PAGE.read_text("utf-8")
    measured = "\n".join([start, *lines, end])
    PAGE.write_text(re.sub(f"{start}.*{end}", lambda _: measured, text, flags=re.DOTALL), "utf-8")


def main() -> None:
    try:
        install()
        found = json.loads(measure())
        memory = {name: float(measure("--memory", name)) for name in found["engines"]}
    except NoPeers as trouble:
        print(f"peers not measured: {trouble}")
        return
    for name, why in found["missing"].items():
        print(f"{name} cannot be loaded: {why}")
    lines = table(found, memory)
    print("year beside peers, ms (x: times our simulation); P90, P99 in million yen (off exact)")
    print("\n".join(lines))
    write(lines)


if __name__ == "__main__":
    main()
