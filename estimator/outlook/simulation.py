"""The estimate as random samples: every line, and the totals line by line of the same draws.

In the flow: `Estimate` → `Simulation`, read by everything that says how bad it can get. In: the
formulas of the lines, a recorded seed, how many samples. Out: float yen, one per draw.
Dependence is declared, not hidden: lines share the draws of the answers and prices they share,
and one model factor (`ModelFactor`) stands for what moves the whole response at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from ..costbook import CostBook, Figure, NotInEdition
from ..estimate import Category, Estimate, EstimateLine, Reason, Total
from ..formula import Origin
from ..formula.samples import Draws, OpenEnd, Samples, sample
from ..profile import NO, Choice

SEED = 20260101
SIZE = 10_000
CANNOT_DRAW = (OpenEnd, NotInEdition)
_STREAM = "model_factor"
_DECLINED = frozenset({Reason.NOT_BOUGHT, Reason.NONE_ANSWERED, Reason.GIFT_CARRIES_LETTER})
_ASKED = frozenset({Origin.ANSWER, Origin.CHANCE})


@dataclass(frozen=True, slots=True)
class ModelFactor:
    """One lognormal factor of median 1, shared by all response lines without an own quote."""

    sigma: Figure  # standard deviation of its logarithm, a row of the edition
    known_percent: int  # of the answers the headline rests on
    lines: tuple[str, ...]  # the lines it multiplies

    def drawn(self, draws: Draws) -> Samples:
        """Return the factor of each draw."""
        normal = draws.stream(_STREAM).standard_normal(draws.size)
        return np.exp(float(self.sigma.typical) * normal)

    def over(self, line: EstimateLine, draws: Draws, scale: Samples) -> Samples:
        """Return one line's yen in each draw, times the drawn factor where it applies."""
        drawn = sample(line.formula, draws)
        return drawn * scale if line.code in self.lines else drawn


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """One incident drawn many times; the arrays are in the same order of draws."""

    seed: int
    size: int
    lines: Mapping[str, Samples]  # by item, reference lines included
    counted: tuple[str, ...]  # the lines that make up the headline
    headline: Samples  # cash and liability
    cash: Samples
    liability: Samples
    categories: Mapping[str, Samples]  # by damage category, reference lines left out
    factor: ModelFactor
    scale: Samples = field(repr=False)  # the factor of each draw
    draws: Draws = field(repr=False)  # kept, so that what follows draws nothing anew


def simulate(estimate: Estimate, costs: CostBook, *, seed: int, size: int) -> Simulation:
    """Draw every line of an estimate and add the draws up.

    Raises: OpenEnd when a line has no upper end to draw to; NotInEdition without a model factor.
    """
    draws, factor = Draws(seed, size), model_factor(estimate, costs)
    scale = factor.drawn(draws)
    lines = {line.code: factor.over(line, draws, scale) for line in estimate.lines}
    counted = [line for line in estimate.lines if line.total is not Total.REFERENCE]
    return Simulation(
        seed=seed,
        size=size,
        lines=lines,
        counted=tuple(line.code for line in counted),
        headline=_add_up(lines, (line.code for line in counted), size),
        cash=_add_up(lines, (x.code for x in counted if x.total is Total.CASH), size),
        liability=_add_up(lines, (x.code for x in counted if x.total is Total.LIABILITY), size),
        categories={
            str(category): _add_up(lines, (x.code for x in counted if x.category is category), size)
            for category in dict.fromkeys(line.category for line in counted)
        },
        factor=factor,
        scale=scale,
        draws=draws,
    )


def _add_up(lines: Mapping[str, Samples], codes: Iterable[str], size: int) -> Samples:
    total = np.zeros(size)
    for code in codes:
        total += lines[code]
    return total


def model_factor(estimate: Estimate, costs: CostBook) -> ModelFactor:
    """Choose the model factor by how much is known. Raises: NotInEdition."""
    known = known_percent(estimate)
    if known < costs.unit_cost("model_few_below").typical:
        sigma = costs.unit_cost("model_sigma_few")
    elif known > costs.unit_cost("model_known_above").typical:
        sigma = costs.unit_cost("model_sigma_known")
    else:
        sigma = costs.unit_cost("model_sigma_typical")
    lines = tuple(
        line.code
        for line in estimate.lines
        if line.category is Category.RESPONSE and line.own_quote is None
    )
    return ModelFactor(sigma, known, lines)


def known_percent(estimate: Estimate) -> int:
    """Return how many in a hundred of the answers the headline rests on are known.

    A purchase decided on is known but leaves no leaf, and one declined leaves its line out: both
    are counted. What was not asked is not: it neither stands in a formula nor declines a line.
    """
    leaves = [
        leaf
        for line in estimate.lines
        if line.total is not Total.REFERENCE
        for leaf in line.formula.leaves()
        if leaf.origin in _ASKED
    ]
    unknown = {leaf.code for leaf in leaves if not leaf.known}
    known = {leaf.code for leaf in leaves if leaf.known} | _decided(estimate)
    settled = len(known) + sum(out.reason in _DECLINED for out in estimate.excluded)
    return 100 * settled // (settled + len(unknown)) if unknown else 100


def _decided(estimate: Estimate) -> set[str]:
    """Name the purchases and other decisions on the response that were answered with a yes."""
    response = estimate.profile.response
    found = (getattr(response, part.name) for part in fields(response))
    return {c.key for c in found if isinstance(c, Choice) and c.value not in (None, NO)}
