"""資金と保険: whether the company can bear the incident, from one estimate and one set of draws.

In the flow: estimate, cost book, draws -> `Means`, plain values for page, PDF, JSON and cache.
Without a policy, or when nobody knows of one, the cash flow counts on nothing, and each sample plan
stands beside it with what it would have paid.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..costbook import CostBook, NotInEdition
from ..estimate import Estimate
from .cash_flow import CashFlow, Payout, Requirement, cash_flow, requirement
from .cash_plan import cash_plan
from .financials import Financials, financials
from .insurance import Protection, protection
from .policy import UNINSURED, Policy, own_policy, sample_policies
from .simulation import Simulation


@dataclass(frozen=True, slots=True)
class Insured:
    """One policy with what it leaves and the cash flow it leads to."""

    protection: Protection | None  # None: nothing can be lost
    cash: CashFlow | None  # None: the edition does not say when something is paid


@dataclass(frozen=True, slots=True)
class Means:
    """What the incident asks of the company and what there is against it."""

    is_insured: bool
    now: Insured  # under the own policy, or none
    samples: tuple[Insured, ...]  # the sample plans, where there is no own policy
    table: Requirement | None  # A + B = C against D; None as for the cash flow
    no_cash: str  # the code the edition is silent about; empty when there is a cash flow
    accounts: Financials


def means(estimate: Estimate, costs: CostBook, simulation: Simulation | None) -> Means:
    """Work out cash flow, insurance and accounts; without draws only the typical amounts."""
    own = own_policy(estimate.profile.finance, costs)
    no_cash = _missing(estimate, costs)
    found = [
        _insured(estimate, costs, policy, simulation, has_cash=not no_cash)
        for policy in (own or UNINSURED, *(() if own else sample_policies(costs)))
    ]
    now = found[0]
    return Means(
        is_insured=own is not None,
        now=now,
        samples=tuple(found[1:]),
        table=requirement(now.cash.plan) if now.cash else None,
        no_cash=no_cash,
        accounts=financials(estimate, covered=_covered(now.protection)),
    )


def _missing(estimate: Estimate, costs: CostBook) -> str:
    try:
        cash_plan(estimate, costs)
    except NotInEdition as silent:
        return silent.code
    return ""


def _insured(
    estimate: Estimate,
    costs: CostBook,
    policy: Policy,
    simulation: Simulation | None,
    *,
    has_cash: bool,
) -> Insured:
    held = protection(estimate, costs, policy, simulation)
    payout = Payout(_covered(held), policy.pays_in_month)
    cash = cash_flow(cash_plan(estimate, costs, payout)) if has_cash else None
    return Insured(held, cash)


def _covered(held: Protection | None) -> int:
    return 0 if held is None else held.typical.total.covered
