"""Quantiles of samples without sorting them: which sample stands at a rank.

In the flow: below `distribution`. Samples are counted into bins; only the bins a quantile falls
into are sorted. Exact, and on samples in no order several times faster than a selection, whose
every comparison is a guess to the processor.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..formula.samples import Samples

_BINS = 4096
# Samples closer together than this share one bin: dividing by less overflows.
_LEAST_SPAN = 1e-9


class Ranks:
    """Samples that can be asked for the one at a rank, 0 the smallest."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._low = float(samples.min())
        span = float(samples.max()) - self._low
        scale = (_BINS - 1) / span if span > _LEAST_SPAN else 0.0
        self._bins = ((samples - self._low) * scale).astype(np.int16)
        self._up_to = np.bincount(self._bins, minlength=_BINS).cumsum()
        self._sorted: dict[int, Samples] = {}

    def at(self, rank: int) -> float:
        """Return the sample at a rank."""
        here = int(self._up_to.searchsorted(rank, side="right"))
        if here not in self._sorted:
            self._sorted[here] = np.sort(self._samples[np.flatnonzero(self._bins == here)])
        members = self._sorted[here]
        return float(members[rank - (int(self._up_to[here]) - members.size)])

    def quantile(self, share: float) -> float:
        """Return a quantile, linear between neighbours in rank."""
        last = self._samples.size - 1
        lower = int(share * last)
        below, above = self.at(lower), self.at(min(lower + 1, last))
        return below + (above - below) * (share * last - lower)


def quantiles(samples: Samples, shares: Iterable[float]) -> list[float]:
    """Return the quantiles at some shares of the samples."""
    ranks = Ranks(samples)
    return [ranks.quantile(share) for share in shares]
