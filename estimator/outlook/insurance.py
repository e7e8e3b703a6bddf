"""保険の穴: what a policy pays of an incident, what stays with the company, what nobody insures.

In the flow: an estimate, its draws and a `Policy` -> `Protection`. At typical the yen of the lines
are settled; at P95 every draw is settled first and the percentile taken of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from ..costbook import CostBook
from ..estimate import Estimate, EstimateLine, Total
from ..formula.samples import Samples
from ..profile import Finance
from .amounts import least
from .distribution import Percentiles, percentiles
from .financials import chance_beyond
from .insured_items import Section
from .policy import Policy
from .settlement import Cover, Settlement, settle
from .simulation import Simulation
from .standstill import after_waiting, after_waiting_drawn


@dataclass(frozen=True, slots=True)
class CoverSpread:
    """How the three parts of a loss are spread, each of its own draws: they do not add up."""

    covered: Percentiles
    own_burden: Percentiles
    not_insurable: Percentiles
    net: Percentiles  # own burden and not insurable of the same draw


@dataclass(frozen=True, slots=True)
class Drawn:
    """A policy held against every draw of an incident."""

    total: CoverSpread
    exceeds: Mapping[Section, Decimal]  # chance 0 to 1 that a section's limit does not suffice
    exceeds_overall: Decimal | None  # the same of the overall limit; None: there is none
    beyond_means: Decimal | None  # chance that the net is more than 自力で払える; None: わからない


@dataclass(frozen=True, slots=True)
class Protection:
    """保険の効き方: one policy, or none, held against one incident; plain yen, no samples."""

    policy: Policy
    typical: Settlement[int]
    drawn: Drawn | None  # None: the incident has no spread


def protection(
    estimate: Estimate, costs: CostBook, policy: Policy, simulation: Simulation | None
) -> Protection | None:
    """Hold a policy against an estimate and its draws; None when the headline has no line.

    Raises: NotInEdition.
    """
    typical = settle_typical(estimate, costs, policy)
    if typical is None:
        return None
    if simulation is None:
        return Protection(policy, typical, None)
    drawn = settle_drawn(estimate, costs, policy, simulation)
    return Protection(policy, typical, _drawn(drawn, policy, estimate.profile.finance))


def _drawn(settled: Settlement[Samples], policy: Policy, finance: Finance) -> Drawn:
    means, total = finance.affordable_yen, settled.total
    return Drawn(
        _spread(total),
        {part: _chance(yen > policy.limit_of(part)) for part, yen in settled.claimed.items()},
        _exceeds_overall(settled, policy),
        None if means is None else chance_beyond(total.loss - total.covered, int(means.typical)),
    )


def settle_typical(estimate: Estimate, costs: CostBook, policy: Policy) -> Settlement[int] | None:
    """Settle the typical amounts of the headline; None when it has no line.

    Raises: NotInEdition.
    """
    losses = {line.code: line.amount.typical for line in _counted(estimate)}
    share = Decimal(1)
    if policy.waiting_hours:
        share = after_waiting(estimate.profile, costs, policy.waiting_hours)
    return settle(losses, policy, after_waiting=share) if losses else None


def settle_drawn(
    estimate: Estimate, costs: CostBook, policy: Policy, simulation: Simulation
) -> Settlement[Samples]:
    """Settle every draw of the headline's lines. Raises: NotInEdition."""
    share: Decimal | Samples = Decimal(1)
    if policy.waiting_hours:
        hours, draws = policy.waiting_hours, simulation.draws
        share = after_waiting_drawn(estimate.profile, costs, hours, draws)
    losses = {line.code: simulation.lines[line.code] for line in _counted(estimate)}
    return settle(losses, policy, after_waiting=share)


def within_year(covered: Samples, policy: Policy) -> Samples:
    """Return what is paid in each year, given what its events would be paid one by one."""
    return least(covered, policy.yearly_limit)


def _counted(estimate: Estimate) -> Iterable[EstimateLine]:
    return (line for line in estimate.lines if line.total is not Total.REFERENCE)


def _spread(cover: Cover[Samples]) -> CoverSpread:
    return CoverSpread(
        percentiles(cover.covered),
        percentiles(cover.own_burden),
        percentiles(cover.not_insurable),
        percentiles(cover.loss - cover.covered),
    )


def _chance(happens: npt.NDArray[np.bool_]) -> Decimal:
    return Decimal(int(np.count_nonzero(happens))) / happens.size


def _exceeds_overall(drawn: Settlement[Samples], policy: Policy) -> Decimal | None:
    if policy.overall_limit is None:
        return None
    payable = reduce(add, drawn.payable.values(), drawn.total.loss * 0)
    return _chance(payable > policy.overall_limit)
