"""保険契約: the terms of a policy as answered, of a sample plan, or of none at all.

In the flow: profile or dated rows -> `Policy`, read by `insurance` and by the cash flow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..costbook import CostBook, SamplePolicy
from ..money import round_yen
from ..profile import YES, Finance, Quantity
from .insured_items import Section, Sublimit


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of one policy, in whole yen."""

    limits: Mapping[Section, int]  # after the deductible; 0: the section is not bought
    overall_limit: int | None  # of all sections together, for one event and for one year
    deductible: int  # of every section, per event
    sublimits: Mapping[Sublimit, int | None]  # None: only the section limits it
    waiting_hours: Decimal  # of a stop, before lost profit counts
    pays_in_month: int | None  # months after the event; None: not within what is looked at
    code: str = ""  # of the sample plan; empty for the company's own

    def limit_of(self, section: Section | None) -> int:
        """Return the limit of a section, 0 for one that is not bought."""
        return 0 if section is None else self.limits.get(section, 0)

    def sublimit(self, part: Sublimit | None) -> int | None:
        """Return the smaller limit of a part of a section; None: only the section limits it."""
        return None if part is None else self.sublimits.get(part)

    @property
    def yearly_limit(self) -> int:
        """The most the policy pays in one year (期間中の限度額)."""
        together = sum(self.limits.values())
        return together if self.overall_limit is None else min(together, self.overall_limit)


UNINSURED = Policy({}, None, 0, {}, Decimal(0), None)


def own_policy(finance: Finance, costs: CostBook) -> Policy | None:
    """Return the company's own policy; None when there is none or nobody knows (未加入).

    A limit that is わからない counts as no cover, a deduction that is わからない as none; a
    payment month that is わからない as the latest among the sample plans.
    """
    if finance.insured.value != YES:
        return None
    month = finance.policy_pays_in_month
    return Policy(
        limits={
            Section.LIABILITY: _yen(finance.policy_liability_limit_yen) or 0,
            Section.EXPENSE: _yen(finance.policy_expense_limit_yen) or 0,
            Section.PROFIT: _yen(finance.policy_profit_limit_yen) or 0,
        },
        overall_limit=_yen(finance.policy_overall_limit_yen),
        deductible=_yen(finance.policy_deductible_yen) or 0,
        sublimits={
            Sublimit.PREVENTION: _yen(finance.policy_prevention_sublimit_yen),
            Sublimit.GIFT: _yen(finance.policy_gift_sublimit_yen),
        },
        waiting_hours=_value(finance.policy_waiting_hours),
        pays_in_month=int(month.typical) if month else _latest_month(costs),
    )


def sample_policies(costs: CostBook) -> tuple[Policy, ...]:
    """Return the sample plans of the edition, for who has no policy or does not know."""
    return tuple(_sample(row) for row in costs.sample_policies.values())


def _sample(row: SamplePolicy) -> Policy:
    whole = {kind: round_yen(amount) for kind, amount in row.amounts.items()}
    return replace(
        UNINSURED,
        code=row.code,
        limits={section: whole.get(f"{section}_limit", 0) for section in Section},
        overall_limit=whole.get("overall_limit"),
        deductible=whole.get("deductible", 0),
        sublimits={part: whole.get(f"{part}_sublimit") for part in Sublimit},
        waiting_hours=row.amounts.get("waiting_hours", Decimal(0)),
        pays_in_month=whole.get("pays_in_month"),
    )


def _latest_month(costs: CostBook) -> int | None:
    months = [policy.pays_in_month for policy in sample_policies(costs)]
    return max((month for month in months if month is not None), default=None)


def _yen(quantity: Quantity | None) -> int | None:
    return None if quantity is None else round_yen(quantity.typical)


def _value(quantity: Quantity | None) -> Decimal:
    return Decimal(0) if quantity is None else quantity.typical
