"""A file → sheets of rows, each cell with its place; nothing is stored here.

In: the bytes of an XLSX or CSV. Out: `Reading`: the sheets that could be read and every problem
with sheet, row and column. `limits` has looked at the archive before it is opened.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from . import limits, text
from .tables import Column, SheetOf, sheet_named, sheets
from .values import Number, is_blank, narrow, quoted

IGNORED: Final = ("はじめに", "選択肢")  # what the template adds for people
Cells = list[Any]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing that is wrong in a file, and where; row and column are empty for a whole sheet."""

    sheet: str
    row: int | None
    column: str
    what: str

    @property
    def place(self) -> str:
        """The sheet, the row and the column, as an analyst looks for them."""
        row = _("%(row)d行目") % {"row": self.row} if self.row else ""
        return " ".join(part for part in (self.sheet, row, self.column) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet; `letters` tells in which column of the file a field stands."""

    of: SheetOf
    letters: dict[str, str]
    rows: list[tuple[int, Cells]]

    def place(self, name: str) -> str:
        """Name a column by its letter and heading."""
        column = self.of.column(name)
        heading = f"「{column.heading}」" if column else ""
        return _("%(letter)s列") % {"letter": self.letters[name]} + heading if (
            name in self.letters
        ) else heading  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What a file holds."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    def refuse(self, sheet: str, row: int | None, column: str, what: str) -> None:
        """Note a problem."""
        self.problems.append(CellProblem(sheet, row, column, what))


def read(content: bytes, *, csv_table: str = "") -> Reading:
    """Read a file after looking at its outside. Raises: limits.Refused."""
    limits.check_size(content)
    reading = Reading()
    if limits.is_workbook(content):
        limits.check_archive(content)
        _read_workbook(content, reading)
    else:
        of = sheet_named(csv_table)
        if of is None:
            raise limits.Refused(_("CSVには、どの表かを選んでください。"))
        _read_rows(of, _csv_rows(content, of, reading), reading)
    if not reading.problems and not any(sheet.rows for sheet in reading.sheets):
        raise limits.Refused(_("取り込む行がありません。見出しの下に行を入れてください。"))
    return reading


def _read_workbook(content: bytes, reading: Reading) -> None:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for title in book.sheetnames:
            of = _sheet_of(title, reading)
            if of is not None:
                _read_rows(of, _xlsx_rows(book[title], of, reading), reading)
    except limits.Refused:
        raise
    except Exception as broken:  # openpyxl raises whatever a broken part makes it raise
        raise limits.Refused(
            _("壊れたファイルです。表計算ソフトで開き、保存し直してください。")
        ) from broken


def _sheet_of(title: str, reading: Reading) -> SheetOf | None:
    if title in IGNORED:
        return None
    of = sheet_named(title)
    if of is None:
        allowed = "、".join(sheet.title for sheet in sheets())
        what = _("知らないシートです。使えるシート: %(allowed)s") % {"allowed": allowed}
        reading.refuse(title, None, "", what)
    elif any(sheet.of is of for sheet in reading.sheets):
        reading.refuse(title, None, "", _("同じ表のシートが二つあります。一つにしてください。"))
        return None
    return of


def _xlsx_rows(sheet: Any, of: SheetOf, reading: Reading) -> Iterator[tuple[int, Cells]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells: Cells = [cell.value for cell in row]
        for position, cell in enumerate(row, 1):
            kind = getattr(cell, "data_type", "n")
            if isinstance(cell.value, str) and kind == "s":
                cells[position - 1] = text.from_xlsx(cell.value)
            what = _not_a_value(kind, cell.value)
            if what:
                reading.refuse(of.title, number, _letter(position), what)
        yield number, cells


def _not_a_value(kind: str, value: Any) -> str:
    if kind == "f":
        return _("数式は取り込みません。値だけを貼り付けてください。")
    if kind == "e":
        return _("エラー値%(value)sです。値を入れ直してください。") % {"value": quoted(value)}
    return ""


def _csv_rows(content: bytes, of: SheetOf, reading: Reading) -> Iterator[tuple[int, Cells]]:
    source = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    try:
        for number, row in enumerate(source, 1):
            if len(row) > limits.MOST_COLUMNS:
                raise limits.too_many_columns()
            for position, value in enumerate(row, 1):
                if text.looks_like_formula(value) and not _reads_as_number(value):
                    reading.refuse(of.title, number, _letter(position), _bare_formula())
            yield number, [text.from_csv(value) for value in row]
    except csv.Error as broken:
        raise limits.Refused(
            _("CSVとして読めません。引用符が閉じているか、%(line)d行目の前後を確かめてください。")
            % {"line": source.line_num}
        ) from broken


def _bare_formula() -> str:
    return _("数式に見える文字は取り込みません。文字として入れるには先頭に ' を付けてください。")


def _letter(position: int) -> str:
    return _("%(letter)s列") % {"letter": get_column_letter(position)}


def _reads_as_number(value: str) -> bool:
    try:
        return Number().clean(value) is not None
    except ValueError:
        return False


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in decoded:
            return decoded
    raise limits.Refused(_("文字コードが読めません。UTF-8 か Shift_JIS の CSV にしてください。"))


def _read_rows(of: SheetOf, rows: Iterator[tuple[int, Cells]], reading: Reading) -> None:
    """Take the first row as headings and every other that is not blank."""
    _first, headings = next(rows, (1, []))
    columns = _columns(of, headings, reading)
    headed = {place for place, heading in enumerate(headings) if not is_blank(heading)}
    kept: list[tuple[int, Cells]] = []
    total = sum(len(sheet.rows) for sheet in reading.sheets)
    for number, cells in rows:
        filled = {place for place, cell in enumerate(cells) if not is_blank(cell)}
        if not filled:
            continue
        if total + len(kept) >= limits.MOST_ROWS:
            raise limits.too_many_rows()
        for place in sorted(filled - headed)[:1]:
            what = _("見出しのない列に値があります。")
            reading.refuse(of.title, number, _letter(place + 1), what)
        kept.append((number, [cells[p] if p < len(cells) else None for p, _column in columns]))
    letters = {column.name: get_column_letter(place + 1) for place, column in columns}
    reading.sheets.append(Sheet(of, letters, kept))


def _columns(of: SheetOf, headings: Iterable[Any], reading: Reading) -> list[tuple[int, Column]]:
    """Match the headings with the columns of the table."""
    known = {narrow(name): c for c in of.columns for name in (c.name, c.heading)}
    found: list[tuple[int, Column]] = []
    for place, heading in enumerate(headings):
        column = known.get(narrow("" if heading is None else heading).removesuffix("*").strip())
        what = _heading_problem(of, heading, column, found)
        if what:
            reading.refuse(of.title, 1, _letter(place + 1), what)
        elif column is not None:
            found.append((place, column))
    present = {column.name for _place, column in found}
    missing = [c.heading for c in of.columns if c.is_key and c.name not in present]
    if missing:
        what = _("列がありません: %(columns)s。1行目に見出しを入れてください。")
        reading.refuse(of.title, 1, "", what % {"columns": "、".join(missing)})
    return found


def _heading_problem(
    of: SheetOf, heading: Any, column: Column | None, found: list[tuple[int, Column]]
) -> str:
    if is_blank(heading):
        return ""
    if column is None:
        allowed = "、".join(column.heading for column in of.columns)
        return _("知らない見出し%(heading)sです。使える見出し: %(allowed)s") % {
            "heading": quoted(heading),
            "allowed": allowed,
        }
    if any(column is earlier for _place, earlier in found):
        return _("見出し%(heading)sが二つあります。") % {"heading": quoted(heading)}
    return ""
