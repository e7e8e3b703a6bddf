"""What a newer edition or engine would change (計算し直した場合の差), line by line.

In the flow: stored figures and a fresh estimate -> the panel that offers to recalculate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..estimate import Estimate, Total
from ..money import YenRange
from . import labels
from .wording import Wording

Amounts = Mapping[str, int]  # cost item code -> typical yen


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line before and after."""

    name: str
    before: str
    after: str
    difference: str  # ＋620,000円, ▲…


@dataclass(frozen=True, slots=True)
class NewerView:
    """The offer."""

    title: str
    sentence: str
    changes: tuple[ChangeView, ...]


def amounts(estimate: Estimate) -> dict[str, int]:
    """Return the headline's lines."""
    lines = [line for line in estimate.lines if line.total is not Total.REFERENCE]
    return {line.code: line.amount.typical for line in lines}


def stored_amounts(stored: Mapping[str, Any]) -> dict[str, int]:
    """Return the headline's lines of a stored estimate."""
    lines = [line for line in stored["lines"] if line["total"] != Total.REFERENCE]
    return {line["code"]: line["typical"] for line in lines}


def newer_view(
    before: Amounts, after: Amounts | None, *, reason: str, wording: Wording
) -> NewerView:
    """Compare line by line and list what differs; None: it cannot be estimated now."""
    if after is None:
        missing = _(
            "いまの単価表では、この回答を計算できません。計算し直すと、足りない答えを示します。"
        )
        return NewerView(title=reason, sentence=missing, changes=())
    codes = [code for code in labels.ITEMS if before.get(code, 0) != after.get(code, 0)]
    old, new = sum(before.values()), sum(after.values())
    text = _("計算し直すと、想定損害額の中心は %(before)s から %(after)s になります。")
    same = _("計算し直しても、金額は変わりません。")
    return NewerView(
        title=reason,
        sentence=text % {"before": wording.rounded(old), "after": wording.rounded(new)}
        if codes
        else same,
        changes=tuple(_change(code, before, after, wording) for code in codes),
    )


def _change(code: str, before: Amounts, after: Amounts, wording: Wording) -> ChangeView:
    old, new = before.get(code, 0), after.get(code, 0)
    return ChangeView(
        name=labels.item_name(code),
        before=wording.exact(old),
        after=wording.exact(new),
        difference=wording.difference(new - old),
    )


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line as it was stored."""

    name: str
    formula: str
    low: str
    typical: str
    high: str


@dataclass(frozen=True, slots=True)
class StoredView:
    """The figures of an earlier calculation, as they were stored."""

    headline: str
    span: str
    edition: str
    engine_version: str
    lines: tuple[StoredLine, ...]


def stored_view(stored: Mapping[str, Any], wording: Wording) -> StoredView:
    """Put a stored estimate into words."""
    total = stored["totals"]["headline"]
    span = YenRange(total["low"], total["typical"], total["high"])
    return StoredView(
        headline=wording.rounded(span.typical),
        span=wording.span(span),
        edition=stored["edition"],
        engine_version=stored["engine_version"],
        lines=tuple(_stored_line(line, wording) for line in stored["lines"]),
    )


def _stored_line(line: Mapping[str, Any], wording: Wording) -> StoredLine:
    high = line["high"]
    return StoredLine(
        name=line["name"][wording.language],
        formula=line["formula"][wording.language],
        low=wording.exact(line["low"]),
        typical=wording.exact(line["typical"]),
        high=_("公表なし") if high is None else wording.exact(high),
    )
