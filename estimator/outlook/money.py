"""資金と保険: what the incident does to the cash, the policy and the accounts.

In the flow: estimate and its draws -> `Money`, the part of the outlook about the company's own
means. The insurance settles first, then its payout enters the cash flow in its month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..costbook import CostBook, NotInEdition
from ..estimate import Estimate
from .cash_flow import CashFlow, Payout, Requirement, cash_flow, requirement
from .cash_plan import cash_plan
from .financials import Financials, financials
from .insurance import CoverSpread, protection
from .insured_items import Section
from .policy import UNINSURED, Policy, own_policy, sample_policies
from .settlement import Settlement
from .simulation import Simulation


@dataclass(frozen=True, slots=True)
class Insured:
    """One policy, or none, held against the incident; its draws are summed up."""

    policy: Policy
    typical: Settlement[int]
    spread: CoverSpread | None  # None: the incident cannot be drawn
    exceeds: Mapping[Section, Decimal]  # chance that a section's limit does not suffice
    exceeds_overall: Decimal | None
    beyond_means: Decimal | None  # chance that more is left than 自力で払える; None: not known


@dataclass(frozen=True, slots=True)
class Money:
    """What a president asks of the money."""

    is_insured: bool
    insured: Insured | None  # the company's own policy, or none (未加入); None: no line at all
    samples: tuple[Insured, ...]  # sample plans, for who has no policy or does not know
    cash: CashFlow | None  # None: the edition does not say when something is paid
    cash_with_sample: CashFlow | None  # the same under the first sample plan
    no_cash: str  # the code the edition is silent about; empty when there is a cash flow
    requirement: Requirement | None
    accounts: Financials
    net_assets_after_p95: int | None  # after what is left to bear in one of twenty incidents


def money(estimate: Estimate, costs: CostBook, drawn: Simulation | None) -> Money:
    """Settle the insurance, then follow the cash; the accounts bear what is left."""
    own = own_policy(estimate.profile.finance, costs)
    insured = _insured(estimate, costs, own or UNINSURED, drawn)
    plans = () if own else sample_policies(costs)
    samples = tuple(s for p in plans if (s := _insured(estimate, costs, p, drawn)) is not None)
    no_cash = _missing(estimate, costs)
    flow = None if no_cash else _cash(estimate, costs, insured)
    return Money(
        is_insured=own is not None,
        insured=insured,
        samples=samples,
        cash=flow,
        cash_with_sample=_cash(estimate, costs, samples[0]) if samples and flow else None,
        no_cash=no_cash,
        requirement=None if flow is None else requirement(flow.plan),
        accounts=financials(estimate, covered=_covered(insured)),
        net_assets_after_p95=_left_at_p95(estimate, insured),
    )


def _insured(
    estimate: Estimate, costs: CostBook, policy: Policy, drawn: Simulation | None
) -> Insured | None:
    found = protection(estimate, costs, policy, drawn)
    if found is None:
        return None
    if (by_draws := found.drawn) is None:
        return Insured(policy, found.typical, None, {}, None, None)
    return Insured(
        policy=policy,
        typical=found.typical,
        spread=by_draws.total,
        exceeds=by_draws.exceeds,
        exceeds_overall=by_draws.exceeds_overall,
        beyond_means=by_draws.beyond_means,
    )


def _covered(insured: Insured | None) -> int:
    return 0 if insured is None else insured.typical.total.covered


def _missing(estimate: Estimate, costs: CostBook) -> str:
    try:
        cash_plan(estimate, costs)
    except NotInEdition as silent:
        return silent.code
    return ""


def _cash(estimate: Estimate, costs: CostBook, insured: Insured | None) -> CashFlow:
    month = insured.policy.pays_in_month if insured else None
    return cash_flow(cash_plan(estimate, costs, Payout(_covered(insured), month)))


def _left_at_p95(estimate: Estimate, insured: Insured | None) -> int | None:
    assets = estimate.profile.finance.net_assets_yen
    if assets is None or insured is None or insured.spread is None:
        return None
    return int(assets.typical) - insured.spread.net.p95
