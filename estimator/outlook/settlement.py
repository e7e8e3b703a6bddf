"""保険金の精算: one event held against the terms of a policy, line by line.

In the flow: yen by cost item, whole or drawn, and a `Policy` -> `Settlement`. Each section pays the
insured loss above the deductible up to its limit, waiting time and sublimits before it; then the
overall limit. The same rules settle one typical event and 10,000 draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from operator import add
from typing import Generic

from ..formula.samples import Samples
from .amounts import Amount, beyond, divided, least, portion
from .insured_items import RULES, Section
from .policy import Policy


class Gap(StrEnum):
    """Why an insurable loss stays with the company (自己負担の理由)."""

    NO_SECTION = "no_section"  # the policy has no such section, or there is no policy
    WAITING = "waiting"  # 免責時間
    SUBLIMIT = "sublimit"  # 内枠
    DEDUCTIBLE = "deductible"  # 免責金額
    LIMIT = "limit"  # 支払限度額
    OVERALL_LIMIT = "overall_limit"  # 全体の限度額


@dataclass(frozen=True, slots=True)
class Cover(Generic[Amount]):
    """One loss in three parts that add up to it."""

    loss: Amount
    covered: Amount  # 補償される
    own_burden: Amount  # 自己負担, though insurable
    not_insurable: Amount  # 保険の対象外, with any policy


@dataclass(frozen=True, slots=True)
class Settlement(Generic[Amount]):
    """What a policy does to one event."""

    lines: Mapping[str, Cover[Amount]]  # by cost item
    total: Cover[Amount]
    claimed: Mapping[Section, Amount]  # insured loss above the deductible, before the limit
    payable: Mapping[Section, Amount]  # the same within the section's limit
    gaps: Mapping[Gap, Amount]  # add up to the own burden in total


def settle(
    losses: Mapping[str, Amount], policy: Policy, *, after_waiting: Decimal | Samples = Decimal(1)
) -> Settlement[Amount]:
    """Settle one event: whole yen by line, or the draws of each line; at least one line.

    `after_waiting` is the share (0 to 1) of the lost profit that the waiting time leaves insured.
    Raises: KeyError for a cost item without a rule.
    """
    steps = _Steps(losses, policy)
    insured = steps.insured(after_waiting)
    sections = _by_section(insured)
    claimed = {
        section: beyond(_sum(amounts.values(), steps.nothing), policy.deductible)
        for section, amounts in sections.items()
    }
    payable = {section: least(yen, policy.limit_of(section)) for section, yen in claimed.items()}
    whole = least(_sum(payable.values(), steps.nothing), policy.overall_limit)
    paid = divided(whole, payable)
    for left in (claimed, payable, paid):
        steps.keep(left.values())
    covered = {
        code: part
        for section, amounts in sections.items()
        for code, part in divided(paid[section], amounts).items()
    }
    lines = {code: _cover(code, loss, covered.get(code)) for code, loss in losses.items()}
    return Settlement(lines, _added(lines.values()), claimed, payable, steps.gaps())


class _Steps(Generic[Amount]):
    """What each step of the terms leaves of the loss, in the order of `Gap`."""

    def __init__(self, losses: Mapping[str, Amount], policy: Policy) -> None:
        self._losses: Mapping[str, Amount] = losses
        self._policy = policy
        self.nothing: Amount = next(iter(losses.values())) * 0
        self._left: list[Amount] = []

    def keep(self, amounts: Iterable[Amount]) -> None:
        """Note what is left."""
        self._left.append(_sum(amounts, self.nothing))

    def insured(self, after_waiting: Decimal | Samples) -> dict[str, Amount]:
        """Return what of each insured line counts, before any deductible."""
        insurable = {c: loss for c, loss in self._losses.items() if RULES[c].section is not None}
        self.keep(insurable.values())
        limits = {code: self._policy.limit_of(RULES[code].section) for code in insurable}
        bought = {code: loss for code, loss in insurable.items() if limits[code]}
        self.keep(bought.values())
        waited: dict[str, Amount] = {
            code: portion(loss, after_waiting) if RULES[code].waits else loss
            for code, loss in bought.items()
        }
        self.keep(waited.values())
        within: dict[str, Amount] = {
            code: least(loss, self._policy.sublimit(RULES[code].sublimit))
            for code, loss in waited.items()
        }
        self.keep(within.values())
        return within

    def gaps(self) -> dict[Gap, Amount]:
        """Return what each step took away."""
        steps = pairwise(self._left)
        return {gap: before - after for gap, (before, after) in zip(Gap, steps, strict=True)}


def _by_section(insured: Mapping[str, Amount]) -> dict[Section, dict[str, Amount]]:
    found: dict[Section, dict[str, Amount]] = {}
    for code, yen in insured.items():
        section = RULES[code].section
        if section is not None:
            found.setdefault(section, {})[code] = yen
    return found


def _cover(code: str, loss: Amount, covered: Amount | None) -> Cover[Amount]:
    nothing = loss * 0
    if RULES[code].section is None:
        return Cover(loss, nothing, nothing, loss)
    paid = nothing if covered is None else covered
    return Cover(loss, paid, loss - paid, nothing)


def _sum(amounts: Iterable[Amount], nothing: Amount) -> Amount:
    return reduce(add, amounts, nothing)


def _added(covers: Iterable[Cover[Amount]]) -> Cover[Amount]:
    """Add covers up part by part."""
    first, *rest = covers
    total = first
    for cover in rest:
        total = Cover(
            total.loss + cover.loss,
            total.covered + cover.covered,
            total.own_burden + cover.own_burden,
            total.not_insurable + cover.not_insurable,
        )
    return total
