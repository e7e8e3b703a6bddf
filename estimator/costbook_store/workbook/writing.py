"""An edition → XLSX or CSV that can be read back without loss; and the template to start from.

In the flow: the downloads on the page of an edition. Text is written as text: nothing in it runs
when a spreadsheet opens the file.
"""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any, Final

import openpyxl
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ...models import Edition
from . import text
from .reading import IGNORED
from .resources import Links, resource_class
from .tables import Column, SheetOf, field_of, sheets
from .values import SIGNIFICANT, Choice, YesNo

READ_ME, CHOICES = IGNORED
HEADING, KEY = PatternFill("solid", fgColor="E5EAF1"), PatternFill("solid", fgColor="CFDBEA")
LAST_ROW: Final = 10_001
BOM: Final = "\ufeff"


class TooLongForACell(Exception):
    """A text is longer than a cell of XLSX may be; the CSV holds it."""


def to_workbook(edition: Edition | None) -> bytes:
    """Write every table of an edition; without one, the headings alone, as a template."""
    book = openpyxl.Workbook(write_only=True)
    lists = _choice_lists()
    with translation.override("ja"):
        _write_read_me(book, edition)
        for of in sheets():
            _write_sheet(book, of, edition, lists)
        _write_choices(book, lists)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def to_csv(edition: Edition, of: SheetOf) -> bytes:
    """Write one table of an edition, in UTF-8 with the mark that spreadsheets look for."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([column.heading for column in of.columns])
    for row in _rows(of, edition):
        writer.writerow([_plain(value) for value in row])
    return (BOM + file.getvalue()).encode()


def _rows(of: SheetOf, edition: Edition) -> Any:
    resource = resource_class(of.name)(Links(edition))
    return resource.export(of.rows(edition), export_fields=[c.name for c in of.columns])


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return text.to_csv("" if value is None else str(value))


def _write_sheet(book: Any, of: SheetOf, edition: Edition | None, lists: dict[str, Any]) -> None:
    sheet = book.create_sheet(of.title)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(of.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
        _offer_choices(sheet, place, lists.get(_list_name(of, column)))
    sheet.append([_heading(sheet, column) for column in of.columns])
    for row in _rows(of, edition) if edition else ():
        sheet.append([cell_of(sheet, value) for value in row])


def _width(column: Column) -> int:
    long = column.name.startswith(("note", "title", "summary", "url", "name"))
    return 36 if long else max(12, 2 * len(column.heading))


def _heading(sheet: Any, column: Column) -> Any:
    cell = _text_cell(sheet, column.heading + ("*" if column.must_be_filled else ""))
    cell.font, cell.fill = Font(bold=True), KEY if column.is_key else HEADING
    return cell


def cell_of(sheet: Any, value: Any) -> Any:
    """Write a number as a number if a spreadsheet can hold it exactly, else as text."""
    if isinstance(value, Decimal):
        near = float(value)
        if Decimal(f"{near:.{SIGNIFICANT}g}") != value:
            return _text_cell(sheet, f"{value:f}")
        return WriteOnlyCell(sheet, int(near) if near.is_integer() else near)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return _text_cell(sheet, value) if value else None


def _text_cell(sheet: Any, value: str) -> Any:
    """Write text that stays text, whatever it begins with."""
    written = text.to_xlsx(value)
    if len(written) > text.LONGEST:
        raise TooLongForACell
    cell = WriteOnlyCell(sheet, written)
    cell.data_type = "s"
    cell.number_format = "@"
    if text.looks_like_formula(value):
        cell.quotePrefix = True
    return cell


def _write_read_me(book: Any, edition: Edition | None) -> None:
    sheet = book.create_sheet(READ_ME)
    for letter, width in zip("ABCD", (18, 22, 10, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    lines = [
        [_("版: %(edition)s") % {"edition": edition}] if edition else [_("単価表の取り込みの雛形")],
        [_("青い見出しの列で行を見分けます。* の列は新しい行に必要です。")],
        [_("列を消すと、その列は変わりません。このシートと「選択肢」は取り込まれません。")],
        [],
        [_("シート"), _("見出し"), _("必要"), _("説明")],
    ]
    for of in sheets():
        for column in of.columns:
            needed = "*" if column.must_be_filled else ""
            lines.append([of.title, column.heading, needed, str(column.field.help_text)])
    for line in lines:
        sheet.append([_text_cell(sheet, part) for part in line])


def _list_name(of: SheetOf, column: Column) -> str:
    return f"{of.title} {column.heading}"


def _choice_lists() -> dict[str, tuple[str, list[str]]]:
    """Return the range on the sheet of choices and the choices of each column that has some."""
    found: dict[str, tuple[str, list[str]]] = {}
    for of in sheets():
        for column in of.columns:
            widget = field_of(column).widget
            offered = _offered(widget)
            if offered:
                letter = get_column_letter(len(found) + 1)
                place = f"'{CHOICES}'!${letter}$2:${letter}${len(offered) + 1}"
                found[_list_name(of, column)] = (place, offered)
    return found


def _offered(widget: Any) -> list[str]:
    if isinstance(widget, YesNo):
        return [widget.render(True), widget.render(False)]  # noqa: FBT003 - the two values
    return list(widget.written.values()) if isinstance(widget, Choice) else []


def _offer_choices(sheet: Any, place: int, choices: tuple[str, list[str]] | None) -> None:
    if choices is None:
        return
    letter = get_column_letter(place)
    offer = DataValidation(type="list", formula1=choices[0], allow_blank=True)
    offer.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.data_validations.append(offer)


def _write_choices(book: Any, lists: dict[str, tuple[str, list[str]]]) -> None:
    sheet = book.create_sheet(CHOICES)
    sheet.append([_text_cell(sheet, name) for name in lists])
    longest = max(len(offered) for _place, offered in lists.values())
    for index in range(longest):
        sheet.append([
            _text_cell(sheet, offered[index]) if index < len(offered) else None
            for _place, offered in lists.values()
        ])  # fmt: skip
