"""A text in a cell of XLSX: what one holds.

In the flow: below both workbooks. Whether a text would be taken for a formula says the store's
`looks_like_formula`, the same rule as for CSV.
"""

from __future__ import annotations

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

LONGEST = 32_767  # characters that a cell holds


def legal(text: str) -> str:
    """Leave out the characters that no sheet may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
