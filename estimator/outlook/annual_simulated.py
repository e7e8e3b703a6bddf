"""The yearly loss by simulation: the cross-check of the exact curve, and what it cannot answer.

In the flow: risks, a recorded seed, a number of years -> one total a year. Events come at the
highest rate and scatter over the years; each is kept with the chance rate / highest rate of its
year, and by a control with the share it leaves, so that before and after share their events.
One stream for each risk and block of years, by hashing: neither the order of the blocks nor the
number of threads or processes changes a total.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..formula.samples import Samples
from .yearly_risk import AS_THEY_ARE, Terms, YearlyRisk

Places = npt.NDArray[np.intp]

BLOCK = 1 << 16  # years; a block's arrays stay within a few MB


@dataclass(frozen=True, slots=True)
class YearlyTotals:
    """Yen of each simulated year: what happened and what counts of it under the terms."""

    losses: Samples
    counted: Samples  # of each event, then of each year
    seed: int

    @property
    def uncounted(self) -> Samples:
        """What the terms leave: of an insurance, the own burden."""
        return self.losses - self.counted


def totals(
    risks: Sequence[YearlyRisk], terms: Terms = AS_THEY_ARE, *, seed: int, years: int
) -> YearlyTotals:
    """Return the simulated years; both sides of the terms on the same events."""
    losses = np.zeros(years)
    counted = losses if terms is AS_THEY_ARE else np.zeros(years)
    for risk in risks:
        amounts = [(losses, risk.amounts())]
        if counted is not losses:
            amounts.append((counted, risk.amounts(terms.event)))
        add_events(risk, amounts, seed=seed)
    return YearlyTotals(losses, terms.limited(counted), seed)


def add_events(risk: YearlyRisk, sums: Sequence[tuple[Samples, Samples]], *, seed: int) -> None:
    """Add the events of one risk to yearly sums, in place.

    Each pair is a sum for each year and the yen that each of the risk's severities counts with:
    all pairs are of one length and see the same events.
    """
    years = sums[0][0].size
    for first in range(0, years, BLOCK):
        size = min(BLOCK, years - first)
        year, which = events(risk, size, _stream(seed, risk.code, first // BLOCK))
        for yearly, yen in sums:
            yearly[first : first + size] += np.bincount(year, yen[which], size)


def events(risk: YearlyRisk, years: int, stream: np.random.Generator) -> tuple[Places, Places]:
    """Return the year of each event and which of the severities it takes."""
    rates = risk.rate.drawn(stream, years)  # one a year, shared by its events
    number = stream.poisson(risk.rate.high * years)
    year = stream.integers(0, years, number)
    chance = stream.random(number)
    which = stream.integers(0, risk.severities.size, number)
    kept = chance * risk.rate.high < risk.rate_factor * rates[year]
    return year[kept], which[kept]


def _stream(seed: int, code: str, block: int) -> np.random.Generator:
    digest = hashlib.blake2b(f"{seed}:{code}:{block}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
