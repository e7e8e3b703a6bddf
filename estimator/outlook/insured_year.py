"""一年の自己負担: what a policy leaves of a whole year, several incident types together.

In the flow: yearly risks, what the policy pays of each of their severities, and the policy ->
`InsuredYear`. Each event is settled by its own terms, then the year by the limit of the period;
own burden and loss are of the same simulated years, so that their difference is what is paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..formula.samples import Samples
from .annual import AnnualCurve, curve_of
from .annual_simulated import add_events
from .insurance import within_year
from .policy import Policy
from .yearly_risk import YearlyRisk

YEARS = 100_000


@dataclass(frozen=True, slots=True)
class InsuredYear:
    """A year of the company under its own policy."""

    own_burden: AnnualCurve  # what stays with the company, of the simulated years
    expected_paid: int  # yen a year
    beyond_yearly_limit: float  # chance that the limit of the period does not suffice
    yearly_limit: int


def insured_year(
    risks: Sequence[YearlyRisk],
    covered: Mapping[str, Samples],
    policy: Policy,
    *,
    gross: AnnualCurve,
    seed: int,
) -> InsuredYear:
    """Simulate years and settle each.

    `covered` is by risk the yen that the policy pays of each severity, draw by draw; `gross` the
    curve without insurance, exact: the noise of the simulated years never lifts a figure above it.
    Raises: KeyError for a risk without them.
    """
    losses, claimed = np.zeros(YEARS), np.zeros(YEARS)
    for risk in risks:
        add_events(risk, ((losses, risk.severities), (claimed, covered[risk.code])), seed=seed)
    paid = within_year(claimed, policy)
    # The share paid is far less noisy than the yen paid: both rest on the same few large events.
    share = float(paid.sum() / losses.sum()) if losses.any() else 0.0
    expected = round(gross.expected_loss * share)
    left = _at_most(gross, curve_of(losses - paid, seed=seed))
    return InsuredYear(
        own_burden=replace(left, expected_loss=gross.expected_loss - expected),
        expected_paid=expected,
        beyond_yearly_limit=float(np.mean(claimed > policy.yearly_limit)),
        yearly_limit=policy.yearly_limit,
    )


def _at_most(gross: AnnualCurve, net: AnnualCurve) -> AnnualCurve:
    return replace(
        net,
        mean=min(net.mean, gross.mean),
        percentiles=tuple((at, min(yen, gross.percentile(at))) for at, yen in net.percentiles),
        exceedance=tuple((at, min(yen, gross.once_in(at))) for at, yen in net.exceedance),
    )
