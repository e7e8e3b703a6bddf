"""The tables of an edition as XLSX: one sheet a table.

In the flow: `figure_tables` in, bytes out. A text is always stored as text: what begins like a
formula stays what it is, in the sheet and after it was edited there.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ...costbook_store.workbook.text import looks_like_formula
from .plain_cells import legal
from .plain_tables import Cell, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"name_ja": 34, "name_en": 34, "title": 60, "note_ja": 60, "note_en": 60, "place": 40}
WIDTH = 16


def workbook(tables: Iterable[Table]) -> bytes:
    """Write every table on a sheet of its own, its first row frozen."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for number, row in enumerate((table.columns, *table.rows), 1):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        name = str(cell.value)
        sheet.column_dimensions[cell.column_letter].width = WIDTHS.get(name, WIDTH)
    sheet.freeze_panes = "A2"


def _write(cell: SheetCell, value: Cell) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = legal(value)
    cell.data_type = TYPE_STRING
    cell.quotePrefix = looks_like_formula(value)
