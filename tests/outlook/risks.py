"""Yearly risks for tests: the golden data, and single ones."""

import json
from pathlib import Path
from statistics import NormalDist

import numpy as np

from estimator.outlook.pert import Pert
from estimator.outlook.yearly_risk import YearlyRisk

GOLDEN = json.loads((Path(__file__).parents[1] / "cases" / "annual_golden.json").read_text("utf-8"))
MILLION = 1_000_000


def constant(rate):
    return Pert(rate, rate, rate)


def golden_risks(number, *, knots=10_000, doubt=1):
    """Return the first golden incident types; doubt 2: a rate may be half or twice as high."""
    risks = []
    for place, row in enumerate(GOLDEN["incident_types"][:number]):
        low, mode, high = (amount * MILLION for amount in row["severity"])
        rate = Pert(row["rate"] / doubt, row["rate"], row["rate"] * doubt)
        risks.append(YearlyRisk(str(place), rate, Pert(low, mode, high).slices(knots)))
    return risks


def lognormal_risk(knots=200_000):
    """Return the first golden type with a lognormal severity, cut into slices without noise."""
    low, _, high = GOLDEN["incident_types"][0]["severity"]
    reach = NormalDist().inv_cdf(0.95)
    mu = (np.log(low) + np.log(high)) / 2
    sigma = (np.log(high) - np.log(low)) / 2 / reach
    chances = (np.arange(knots) + 0.5) / knots
    normal = np.array([NormalDist().inv_cdf(p) for p in chances])
    return YearlyRisk("0", constant(0.3), np.exp(mu + sigma * normal) * MILLION)


def risk(rate, *severities, code="x", **changes):
    rate = rate if isinstance(rate, Pert) else constant(rate)
    return YearlyRisk(code, rate, np.array(severities, dtype=float), **changes)
