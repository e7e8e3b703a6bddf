"""Time each yearly-loss engine on the same incident types, in turn, and print JSON.

    var/peers/bin/python bench/peers/measure.py [--memory ENGINE]     (bench/peers/run.py calls it)

Golden incident types (tests/cases/annual_golden.json), constant rates, since not every peer knows
an uncertain one. A job is a simulation and five percentiles, in processor time.
"""

import importlib
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from yearly import GOLDEN, MILLION, SEED, golden_risks, resident_mb  # noqa: E402

from estimator.outlook.annual import annual_exact  # noqa: E402
from estimator.outlook.annual_simulated import totals  # noqa: E402

ROUNDS = 5
PERCENTS = (10, 50, 90, 95, 99)
SIZES = ((1, 10_000), (1, 100_000), (10, 10_000), (10, 100_000))
Engine = Callable[[int, int], list[float]]  # incident types, years -> yen at PERCENTS


def of_years(yearly: np.ndarray) -> list[float]:
    return [float(yen) for yen in np.percentile(yearly, PERCENTS)]


def rows(number: int) -> list[dict]:
    return GOLDEN["incident_types"][:number]


def ours(number: int, years: int) -> list[float]:
    return of_years(totals(golden_risks(number), seed=SEED, years=years).losses)


def ours_exact(number: int, _years: int) -> list[float]:
    found = annual_exact(golden_risks(number))
    return [float(found.percentile(percent)) for percent in PERCENTS]


def pyfair(number: int, years: int) -> list[float]:
    from pyfair import FairMetaModel, FairModel  # noqa: PLC0415 - it may be missing

    models = []
    for place, row in enumerate(rows(number)):
        low, mode, high = row["severity"]
        model = FairModel(str(place), n_simulations=years)
        model.input_data("Loss Event Frequency", constant=row["rate"])
        model.input_data("Loss Magnitude", low=low, mode=mode, high=high)
        models.append(model.calculate_all())
    if number == 1:
        return of_years(models[0].export_results()["Risk"].to_numpy() * MILLION)
    together = FairMetaModel("all", models).calculate_all()
    return of_years(together.export_results()["Risk"].to_numpy() * MILLION)


def pycrq(number: int, years: int) -> list[float]:
    from pycrq import FAIRSimulator, ScenarioBuilder, constant, pert  # noqa: PLC0415

    yearly = np.zeros(years)
    for place, row in enumerate(rows(number)):
        scenario = ScenarioBuilder(str(place)).asset("a", "Information")
        scenario = scenario.threat("t", "External Adversarial").lef(constant(row["rate"]))
        built = scenario.primary_loss(pert(*row["severity"])).build()
        found = FAIRSimulator(years, seed=SEED + place).simulate(built)
        yearly += found.annual_loss_exposure
    return of_years(yearly * MILLION)


def lossmodels(number: int, years: int) -> list[float]:
    from lossmodels import CollectiveRiskModel, EmpiricalSeverity, Poisson  # noqa: PLC0415

    yearly = np.zeros(years)
    for risk in golden_risks(number):
        model = CollectiveRiskModel(Poisson(risk.rate.typical), EmpiricalSeverity(risk.severities))
        yearly += model.sample(years, rng=np.random.default_rng((SEED, int(risk.code))))
    return of_years(yearly)


OURS = {"ours, exact": ours_exact, "ours, simulated": ours}
PEERS = {"pyfair": pyfair, "pycrq": pycrq, "lossmodels": lossmodels}
ENGINES: dict[str, Engine] = {**OURS, **PEERS}


def present() -> tuple[dict[str, Engine], dict[str, str]]:
    """Return the engines that can be loaded, and why the others cannot."""
    found, missing = dict(OURS), {}
    for name, engine in PEERS.items():
        try:
            importlib.import_module(name)
        except ImportError as trouble:
            missing[name] = str(trouble)
        else:
            found[f"{name} {version(name)}"] = engine
    return found, missing


def in_turn(engines: dict[str, Engine], number: int, years: int) -> dict[str, dict]:
    """Time the engines round-robin, so that a busy moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    answers = {name: engine(number, years) for name, engine in engines.items()}
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            start = time.process_time()
            engine(number, years)
            times[name].append((time.process_time() - start) * 1000)
    return {
        name: {
            "ms": statistics.median(found),
            "yen": dict(zip(PERCENTS, answers[name], strict=True)),
        }
        for name, found in times.items()
    }


def main() -> None:
    warnings.simplefilter("ignore")
    engines, missing = present()
    if "--memory" in sys.argv:
        engine = engines[sys.argv[-1]]
        engine(10, 1000)
        before = resident_mb("VmRSS")
        engine(10, MILLION)
        print(resident_mb("VmHWM") - before)
        return
    measured = {f"{n} x {years}": in_turn(engines, n, years) for n, years in SIZES}
    print(json.dumps({"missing": missing, "engines": list(engines), "measured": measured}))


if __name__ == "__main__":
    main()
