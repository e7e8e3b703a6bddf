"""The effect (影響) of an edition before it is published: cases estimated under both, side by side.

In the flow: the admin hands in each case with its two estimates → what moves, per damage category,
with the lines that move most. Only yen are compared here; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from ...estimate import Category, Estimate, Total
from ...money import YenRange
from .. import labels
from ..wording import Wording
from .difference import NOTHING, signed_percent

MOST_LINES = 5
Amounts = Mapping[str, YenRange]  # by cost item

NO_YEN = YenRange(0, 0, 0)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case under two editions; None with the reason where an edition cannot estimate it."""

    code: str
    name: str
    group: str  # heading under which it is listed
    before: Estimate | None
    after: Estimate | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class MoveView:
    """An amount before and after."""

    name: str
    before: str
    after: str
    difference: str  # ＋620,000円, ▲…; equal: 「—」, or that only the range moves
    percent: str
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """What a case costs under both editions."""

    code: str
    name: str
    refused: str
    headline: MoveView
    span_before: str
    span_after: str
    categories: tuple[MoveView, ...]
    lines: tuple[MoveView, ...]  # those that move most, the largest first
    other_lines: int  # how many more move


@dataclass(frozen=True, slots=True)
class GroupView:
    """Cases of one kind."""

    name: str
    cases: tuple[CaseView, ...]


def effect_view(outcomes: Iterable[Outcome], wording: Wording) -> tuple[GroupView, ...]:
    """Put every case into words, kind by kind."""
    groups: dict[str, list[CaseView]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group, []).append(_case(outcome, wording))
    return tuple(GroupView(name, tuple(cases)) for name, cases in groups.items())


def _case(outcome: Outcome, wording: Wording) -> CaseView:
    old, new = outcome.before, outcome.after
    lines = _lines(old, new, wording)
    headline = _move("", _headline(old), _headline(new), wording)
    return CaseView(
        code=outcome.code,
        name=outcome.name,
        refused=outcome.refused,
        headline=headline,
        span_before=_span(old, wording),
        span_after=_span(new, wording),
        categories=tuple(_categories(old, new, wording)),
        lines=lines[:MOST_LINES],
        other_lines=max(0, len(lines) - MOST_LINES),
    )


def _headline(made: Estimate | None) -> int | None:
    return None if made is None else made.headline.typical


def _span(made: Estimate | None, wording: Wording) -> str:
    return NOTHING if made is None else wording.span(made.headline)


def _categories(old: Estimate | None, new: Estimate | None, wording: Wording) -> Iterable[MoveView]:
    """Compare the six damage categories of the headline; 無形損害 is reference only."""
    for category, name in labels.CATEGORIES.items():
        if category is Category.INTANGIBLE:
            continue
        sums = [None if made is None else made.category(category).typical for made in (old, new)]
        yield _move(str(name), sums[0], sums[1], wording)


def _lines(old: Estimate | None, new: Estimate | None, wording: Wording) -> tuple[MoveView, ...]:
    """Compare line by line; a line that one edition lacks counts as 0 there."""
    was, now = _amounts(old), _amounts(new)
    moves = {code: now.get(code, NO_YEN) for code in (*was, *now)}
    changed = [code for code in moves if was.get(code, NO_YEN) != moves[code]]
    changed.sort(key=lambda code: -abs(moves[code].typical - was.get(code, NO_YEN).typical))
    reference = {item for made in (old, new) if made for item in _references(made)}
    return tuple(
        _line(code, (was, now), is_reference=code in reference, wording=wording) for code in changed
    )


def _line(
    code: str, amounts: tuple[Amounts, Amounts], *, is_reference: bool, wording: Wording
) -> MoveView:
    old, new = (amount[code].typical if code in amount else None for amount in amounts)
    move = _move(labels.item_name(code), old, new, wording)
    same = (old or 0) == (new or 0)
    difference = _("幅だけ動く") if same else move.difference
    return replace(move, is_reference=is_reference, difference=difference)


def _amounts(made: Estimate | None) -> Amounts:
    return {} if made is None else {line.code: line.amount for line in made.lines}


def _references(made: Estimate) -> Iterable[str]:
    return (line.code for line in made.lines if line.total is Total.REFERENCE)


def _move(name: str, before: int | None, after: int | None, wording: Wording) -> MoveView:
    old, new = before or 0, after or 0
    return MoveView(
        name=name,
        before=NOTHING if before is None else wording.exact(before),
        after=NOTHING if after is None else wording.exact(after),
        difference=NOTHING if old == new else wording.difference(new - old),
        percent=signed_percent(_percent(old, new)),
    )


def _percent(old: int, new: int) -> Decimal | None:
    if not old or old == new:
        return None
    share = Decimal(new - old) / Decimal(old) * 100
    return share.quantize(_TENTH, rounding=ROUND_HALF_UP)
