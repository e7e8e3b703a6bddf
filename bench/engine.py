"""Measure the range of an incident, and print it beside the bars.

    .venv/bin/python -m bench.engine        (or: make bench)

25 lines, each a price × a quantity in doubt, 10,000 draws; one thread, warm, processor time, the
median of rounds. The same for the widest case there is: ransomware with every answer わからない.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.estimate import Category, Estimate, EstimateLine, Total
from estimator.formula import Leaf, Origin, times, yen_range
from estimator.outlook.distribution import distribution, exceedance, spread_shares, tornado
from estimator.outlook.simulation import SEED, SIZE, Simulation, simulate
from estimator.outlook.unknowns import unknown_costs

LINES = 25
ROUNDS = 41
WIDEST = "ransomware_double_extortion"


def milliseconds(job: Callable[[], object]) -> float:
    """Return the median processor time of a job that has run before."""
    job()
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        job()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def leaf(code: str, origin: Origin, number: int) -> Leaf:
    """Return a range whose shape no other line has."""
    low, high = Decimal(10 + number), Decimal(100 + 7 * number)
    return Leaf(code, origin, low, low + (high - low) / (3 + number % 5), high, "yen", known=False)


def line(number: int) -> EstimateLine:
    """Return a line of a price × a quantity."""
    price = leaf(f"price_{number}", Origin.UNIT_COST, number)
    formula = times(price, leaf(f"quantity_{number}", Origin.ANSWER, number + 2))
    claims = number % 5 == 0
    return EstimateLine(
        f"line_{number}",
        Category.LIABILITY if claims else Category.RESPONSE,
        None,
        Total.LIABILITY if claims else Total.CASH,
        yen_range(formula),
        formula,
    )


def main() -> None:
    """Print each measure beside its bar."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - the settings must be named first

    django.setup()
    from estimator import costbook_store  # noqa: PLC0415
    from estimator.questionnaire import answers  # noqa: PLC0415

    costs = costbook_store.load(None)
    profile = answers.profile({"incident_type": WIDEST}, costs)
    widest = estimate(profile, costs, as_of=date(2026, 11, 21))
    plain = replace(widest, lines=tuple(map(line, range(LINES))))
    for name, made, bars in (
        (f"{LINES} lines, price × quantity", plain, (15, 30)),
        (f"{WIDEST}, nothing known, {len(widest.lines)} lines", widest, (None, None)),
    ):
        print(f"{name}, {SIZE:,} draws:")
        report(made, costs, bars)


def report(made: Estimate, costs: CostBook, bars: tuple[int | None, int | None]) -> None:
    """Time one estimate, step by step."""

    def range_of() -> Simulation:
        simulation = simulate(made, costs, seed=SEED, size=SIZE)
        distribution(simulation)
        return simulation

    drawn = range_of()
    show("percentiles", milliseconds(range_of), bars[0])
    show("percentiles and tornado", milliseconds(lambda: tornado(range_of())), bars[1])
    show("share in the spread", milliseconds(lambda: spread_shares(drawn)))
    show("exceedance", milliseconds(lambda: exceedance(drawn.headline)))
    show("the price of not knowing", milliseconds(lambda: unknown_costs(made, drawn)))


def show(name: str, measured: float, bar: int | None = None) -> None:
    """Print one line."""
    print(f"  {name}: {measured:.2f} ms" + (f" (bar {bar})" if bar else ""))


if __name__ == "__main__":
    main()
