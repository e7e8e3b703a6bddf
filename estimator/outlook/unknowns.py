"""わからない, priced: how much narrower the range gets when one answer is found out.

In the flow: `Estimate` and its `Simulation` → the answers worth asking for first. Nothing is drawn
anew: the lines an answer goes into are read once more from the same draws with that answer held
at its typical value, or at its most likely option; the model factor stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from ..estimate import Estimate, EstimateLine, Total
from .distribution import percentiles
from .simulation import Simulation

MOST_COSTLY = 3


@dataclass(frozen=True, slots=True)
class UnknownCost:
    """What not knowing one answer costs: the P5–P95 width of the headline, in whole yen."""

    key: str
    width: int  # as things stand
    width_if_known: int
    lines: tuple[str, ...]  # the headline lines the answer goes into

    @property
    def narrower_by(self) -> int:
        """How much knowing it takes off the width; below 0 when the likely answer widens it."""
        return self.width - self.width_if_known


def unknown_costs(
    estimate: Estimate, simulation: Simulation, *, most: int = MOST_COSTLY
) -> tuple[UnknownCost, ...]:
    """Return the unknown answers whose being known narrows the headline most, widest first."""
    width = percentiles(simulation.headline).width
    costs = (
        UnknownCost(
            key, width, _width_if_known(key, lines, simulation), tuple(x.code for x in lines)
        )
        for key, lines in _lines_by_unknown(estimate).items()
    )
    narrowing = [cost for cost in costs if cost.narrower_by > 0]
    return tuple(sorted(narrowing, key=attrgetter("narrower_by"), reverse=True)[:most])


def _lines_by_unknown(estimate: Estimate) -> dict[str, list[EstimateLine]]:
    found: dict[str, list[EstimateLine]] = {}
    for line in estimate.lines:
        if line.total is not Total.REFERENCE:
            for key in line.unknowns:
                found.setdefault(key, []).append(line)
    return found


def _width_if_known(key: str, lines: list[EstimateLine], simulation: Simulation) -> int:
    draws, headline = simulation.draws.holding(key), simulation.headline
    for line in lines:
        drawn = simulation.factor.over(line, draws, simulation.scale)
        headline = headline + (drawn - simulation.lines[line.code])
    return percentiles(headline).width
