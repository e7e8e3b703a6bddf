"""Measure the yearly curve: exact, simulated, and how much memory a million years take.

    .venv/bin/python bench/yearly.py [--memory]        (make bench calls it)

Needs numpy alone. Ten synthetic incident types (tests/cases/annual_golden.json), rates uncertain
between half and twice the typical one, 10,000 severities each, in processor time.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from estimator.outlook.annual import annual_exact, annual_simulated  # noqa: E402
from estimator.outlook.pert import Pert  # noqa: E402
from estimator.outlook.yearly_risk import YearlyRisk  # noqa: E402

GOLDEN = json.loads((ROOT / "tests" / "cases" / "annual_golden.json").read_text("utf-8"))
SEED = 20260101
MILLION = 1_000_000
SAMPLES = 10_000
ROUNDS = 9
EXACT_BAR, SIMULATED_BAR, MEMORY_BAR = 25, 120, 40  # ms, ms, MB


def golden_risks(number: int, doubt: float = 1) -> list[YearlyRisk]:
    """Return the first golden incident types; doubt 2: a rate may be half or twice as high."""
    return [
        YearlyRisk(
            str(place),
            Pert(row["rate"] / doubt, row["rate"], row["rate"] * doubt),
            Pert(*(amount * MILLION for amount in row["severity"])).slices(SAMPLES),
        )
        for place, row in enumerate(GOLDEN["incident_types"][:number])
    ]


def milliseconds(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median processor time of a job, once warm."""
    job()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def resident_mb(what: str) -> float:
    """Return the memory of this process: VmRSS now, VmHWM the highest so far."""
    found = re.search(rf"{what}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    if found is None:
        raise LookupError(what)
    return int(found[1]) / 1024


def memory_growth() -> float:
    """Return how many MB a million simulated years of ten types add to a warm process."""
    risks = golden_risks(10, doubt=2)
    annual_simulated(risks, seed=SEED, years=1000)
    before = resident_mb("VmRSS")
    annual_simulated(risks, seed=SEED, years=MILLION)
    return resident_mb("VmHWM") - before


def bars() -> dict[str, tuple[float, str, int]]:
    """Return each measured figure with its unit and its bar."""
    risks = golden_risks(10, doubt=2)
    exact = milliseconds(lambda: annual_exact(risks))
    simulated = milliseconds(lambda: annual_simulated(risks, seed=SEED, years=100_000))
    return {
        "year, 10 incident types, exact": (exact, "ms", EXACT_BAR),
        "year, 10 incident types x 100,000 simulated": (simulated, "ms", SIMULATED_BAR),
        "memory growth, 10 incident types x 1,000,000": (memory_growth(), "MB", MEMORY_BAR),
    }


def main() -> None:
    if "--memory" in sys.argv:
        print(f"{memory_growth():.1f}")
        return
    for what, (found, unit, bar) in bars().items():
        print(f"{what}: {found:.1f} {unit} (bar {bar})")


if __name__ == "__main__":
    main()
