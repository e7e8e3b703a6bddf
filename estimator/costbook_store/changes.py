"""What a draft changes against another edition, figure by figure, to read before publishing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..costbook import CostBook, Figure, StatutoryAmount


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs; `None` on the side that lacks it."""

    name: str
    before: str | None
    after: str | None


def changes(before: CostBook, after: CostBook) -> list[Change]:
    """List the unit costs, amounts of law and rates that differ between two editions."""
    return [
        *_of_table(dict(before.unit_costs), dict(after.unit_costs)),
        *_of_table(dict(before.statutory_amounts), dict(after.statutory_amounts)),
        *_of_table(dict(before.exchange_rates), dict(after.exchange_rates)),
    ]


def _of_table(before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        was, becomes = (None if row is None else _in_words(row) for row in (old, new))
        if was != becomes:
            yield Change((after | before)[key].name_ja, was, becomes)


def _in_words(row: Figure | StatutoryAmount) -> str:
    if isinstance(row, StatutoryAmount):
        return f"{row.amount:,} {row.currency}"
    high = "～" if row.high is None else f"{row.high:,}"
    return f"{row.low:,}／{row.typical:,}／{high}"
