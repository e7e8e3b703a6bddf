"""The difference (差分) of two editions, row by row: added, removed, changed.

In the flow: `costbook_store` hands in the rows of two editions as plain values; the presenters put
the result into words. A row is the same row in both editions when its table and key agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SOURCE, CHECKED_ON = "source", "checked_on"
MEASURES = frozenset({"unit", "currency"})  # what the figures of a row are counted in
_TENTH = Decimal("0.1")

Value = Decimal | date | str | bool | tuple[str, ...] | None


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row."""

    name: str  # of the column
    label: str  # as the analyst calls it
    value: Value  # what is compared
    text: str = ""  # what stands for a value that is a code
    unit: str = ""  # of a number
    link: str = ""  # where a source can be opened


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one edition."""

    table: str
    table_name: str  # as the analyst calls it
    key: tuple[str, ...]  # unique in its table and edition
    names: tuple[str, str]  # Japanese, English
    cells: tuple[Cell, ...]
    pk: int

    def cell(self, name: str) -> Cell | None:
        """Return a field, None where the table has no such column."""
        return next((cell for cell in self.cells if cell.name == name), None)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A field before and after."""

    before: Cell
    after: Cell

    @property
    def percent(self) -> Decimal | None:
        """How much a number rose or fell; None for a text, and from or to nothing."""
        old, new = self.before.value, self.after.value
        if not isinstance(old, Decimal) or not isinstance(new, Decimal) or not old:
            return None
        return ((new - old) / old * 100).quantize(_TENTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs; `before` is None for an added one, `after` for a removed one."""

    kind: Kind
    before: Row | None
    after: Row | None
    changes: tuple[CellChange, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is now, or as it last was."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 - one side always exists
        return row

    @property
    def has_new_source(self) -> bool:
        """Tell whether the figure rests on another source than before."""
        return any(change.after.name == SOURCE for change in self.changes)

    @property
    def has_new_measure(self) -> bool:
        """Tell whether the unit or currency changed, which no reader of the code expects."""
        return any(change.after.name in MEASURES for change in self.changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """All rows that differ, and how many were only checked again (確認日)."""

    changes: tuple[RowChange, ...]
    checked_again: int
    unchanged: int

    def of(self, table: str) -> tuple[RowChange, ...]:
        """Return the changes of one table."""
        return tuple(change for change in self.changes if change.row.table == table)

    def count(self, kind: Kind) -> int:
        """Count the rows that were added, removed or changed."""
        return sum(change.kind is kind for change in self.changes)


def compare(before: Iterable[Row], after: Iterable[Row]) -> Difference:
    """Pair the rows of two editions and keep what differs, in the order of the newer edition."""
    old = {(row.table, row.key): row for row in before}
    new = {(row.table, row.key): row for row in after}
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    found = [change for pair in pairs if (change := _change(*pair)) is not None]
    same = [(a, b) for a, b in pairs if a is not None and b is not None and _change(a, b) is None]
    again = sum(a.cell(CHECKED_ON) != b.cell(CHECKED_ON) for a, b in same)
    return Difference(tuple(found), checked_again=again, unchanged=len(same) - again)


def _change(before: Row | None, after: Row | None) -> RowChange | None:
    if before is None or after is None:
        kind = Kind.ADDED if before is None else Kind.REMOVED
        return RowChange(kind, before, after)
    old = {cell.name: cell for cell in before.cells}
    changes = tuple(
        CellChange(old[cell.name], cell)
        for cell in after.cells
        if cell.name != CHECKED_ON and cell.value != old[cell.name].value
    )
    return RowChange(Kind.CHANGED, before, after, changes) if changes else None
