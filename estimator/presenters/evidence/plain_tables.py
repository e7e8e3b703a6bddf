"""What the plain tables of an edition are made of: columns, cells, a figure with its evidence.

In the flow: below `figure_tables` and `outlook_tables`. Numbers stay exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...costbook import Evidence, Figure

Cell = str | Decimal | int | date | bool | None
FIGURE = ("low", "typical", "high", "unit")
EVIDENCE = ("source", "place", "grade", "assumption", "note_ja", "note_en", "in_force_from",
            "checked_on")  # fmt: skip
NAMES = ("name_ja", "name_en")


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def figure_cells(row: Figure) -> tuple[Cell, ...]:
    """Write a figure and what it rests on."""
    return (row.low, row.typical, row.high, row.unit, *evidence_cells(row.evidence[0]))


def evidence_cells(one: Evidence) -> tuple[Cell, ...]:
    """Write where a figure stands and how far it was checked."""
    return (one.source.id, one.place, one.grade, one.is_assumption, one.note_ja, one.note_en,
            one.in_force_from, one.checked_on)  # fmt: skip
