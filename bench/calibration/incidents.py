"""Real incidents with a disclosed amount against what the estimate says of the same answers.

In: tests/cases/incidents.json and its written rules. Out: per incident P5, P50, P95 of the lines
that the disclosed amount covers; per group how often the amount lies within and how far P50 is off.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.estimate import Estimate, Total
from estimator.outlook.simulation import simulate
from estimator.questionnaire import answers

from .population import DAY, SEED

FILE = Path(__file__).parents[2] / "tests" / "cases" / "incidents.json"
FEWEST = 10  # below this many, coverage says nothing
PARTS = 3  # one part in three may be looked at when a row is chosen


@dataclass(frozen=True)
class Incident:
    """One incident as it was disclosed."""

    id: str
    what: str
    amount_yen: int
    scope: tuple[str, ...]  # damage categories or items that the amount covers
    profile: dict[str, object]

    @property
    def held_out(self) -> bool:
        """Tell whether the split keeps it for the check: a rule of the id, not of its amount."""
        digest = hashlib.sha256(self.id.encode()).hexdigest()
        return int(digest[:8], 16) % PARTS != 0

    @property
    def money_taken(self) -> bool:
        """Tell whether the amount is money transferred: one figure, not a sum of costs."""
        return self.scope == ("direct_loss",)


@dataclass(frozen=True)
class Compared:
    """What the estimate says of an incident; yen."""

    incident: Incident
    p5: float
    p50: float
    p95: float

    @property
    def within(self) -> bool:
        """Tell whether the disclosed amount lies within P5 and P95."""
        return self.p5 <= self.incident.amount_yen <= self.p95

    @property
    def ratio(self) -> float:
        """Return P50 over the disclosed amount."""
        return self.p50 / self.incident.amount_yen

    @property
    def width(self) -> float:
        """Return how many times P95 is P5, infinite where P5 is nothing."""
        return self.p95 / self.p5 if self.p5 else float("inf")


@dataclass(frozen=True)
class Score:
    """A group of compared incidents."""

    n: int
    within: int
    factor: float  # median of how many times P50 is off, up or down
    width: float  # median of P95 over P5

    @property
    def too_few(self) -> bool:
        """Tell whether there are too few to claim anything."""
        return self.n < FEWEST


def read() -> list[Incident]:
    """Return every incident in the file."""
    keys = ("id", "what", "amount_yen", "scope", "profile")
    listed = json.loads(FILE.read_text(encoding="utf-8"))["incidents"]
    picked = [{key: entry[key] for key in keys} for entry in listed]
    return [Incident(**{**entry, "scope": tuple(entry["scope"])}) for entry in picked]


def compare(incident: Incident, costs: CostBook, *, size: int = 10_000) -> Compared:
    """Estimate the incident from what was disclosed and nothing more."""
    result = estimate(answers.profile(incident.profile, costs), costs, as_of=DAY)
    drawn = simulate(result, costs, seed=SEED, size=size)
    total = sum((drawn.lines[code] for code in _covered(result, incident)), np.zeros(size))
    return Compared(incident, *(float(p) for p in np.percentile(total, (5, 50, 95))))


def _covered(result: Estimate, incident: Incident) -> list[str]:
    """Return the lines of the headline that the disclosed amount covers."""
    return [
        line.code
        for line in result.lines
        if line.total is not Total.REFERENCE
        and (line.code in incident.scope or line.category in incident.scope)
    ]


def score(compared: list[Compared]) -> Score:
    """Add a group up."""
    return Score(
        n=len(compared),
        within=sum(one.within for one in compared),
        factor=median(max(one.ratio, 1 / one.ratio) if one.ratio else 1e9 for one in compared),
        width=median(one.width for one in compared),
    )
