"""Rows of the terminal's tables, aligned by the width that East Asian letters take."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

COLUMN = 18


def width(text: str) -> int:
    """Count terminal columns: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def row(name: str, cells: Sequence[str], first: int) -> str:
    """Write a name, `first` columns wide, and the cells to the right of it."""
    padded = name + " " * (first - width(name))
    return padded + "".join(" " * (COLUMN - width(cell)) + cell for cell in cells)


def aligned(rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Write rows of which the longest name sets the first column; one without a name is blank."""
    first = max((width(name) for name, cells in rows if cells), default=0) + 2
    return [row(name, cells, first) if cells else name for name, cells in rows]
