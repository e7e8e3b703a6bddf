"""同時に起きたら: incidents that strike one company at the same time, with their range.

In the flow: estimates under one edition -> `Together`, drawn from one seed, for page, PDF, JSON
and terminal alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..costbook import CostBook
from ..estimate import Estimate
from .distribution import Percentiles
from .scenarios import FEWEST, Combined, combine, combined_band
from .simulation import CANNOT_DRAW, simulate


@dataclass(frozen=True, slots=True)
class Together:
    """Incidents at the same time with their range; None: a line has no upper end to draw to."""

    combined: Combined
    band: Percentiles | None


def together(estimates: Sequence[Estimate], costs: CostBook, *, seed: int, size: int) -> Together:
    """Join incidents and draw how far the whole may turn out. Raises: NotComparable."""
    joined = combine(estimates)
    try:
        drawn = [simulate(made, costs, seed=seed, size=size) for made in estimates]
    except CANNOT_DRAW:
        return Together(joined, None)
    return Together(joined, combined_band(joined, drawn))


def one_of_each_type(
    estimates: Sequence[Estimate], picked: Collection[int] = ()
) -> tuple[int, ...]:
    """Return the place of one scenario of each incident type: the picked one, else the first.

    A company is not hit twice by one type at the same time; empty where all are of one type.
    """
    taken: dict[str, int] = {}
    for place, made in enumerate(estimates):
        code = made.profile.incident.incident_type
        if code not in taken or (place in picked and taken[code] not in picked):
            taken[code] = place
    return tuple(sorted(taken.values())) if len(taken) >= FEWEST else ()
