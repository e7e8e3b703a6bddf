"""One sheet of the workbook: text stays text, amounts are yen, cells are locked but for inputs.

In the flow: above xlsxwriter, below the modules that fill the sheets. Nothing else writes a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...costbook_store.workbook.text import looks_like_formula
from ..evidence.plain_cells import legal
from ..terminal.rows import width

FONT = "BIZ UDPGothic"
BLUE, LIGHT, GREY, LINE = "#0017C1", "#EEF1FD", "#595959", "#D8D8D8"
INPUT = "#FFF8DB"
A4 = 9  # the number of the paper in the file
MARGIN, FOOT = 0.5, 0.7  # inches
LINE_POINTS = 14  # the height of a line of text
HEIGHTS = {"title": 26, "section": 18, "large": 20}  # of a row with larger letters

STYLES: dict[str, dict[str, Any]] = {
    "plain": {"font_name": FONT, "font_size": 10, "valign": "top"},
    "title": {"bold": True, "font_size": 16, "font_color": BLUE},
    "section": {"bold": True, "font_size": 12, "font_color": BLUE},
    "head": {"bold": True, "bg_color": LIGHT, "text_wrap": True, "border": 1, "border_color": LINE},
    "cell": {"border": 1, "border_color": LINE},
    "wrap": {"text_wrap": True},
    "wrapped": {"text_wrap": True},  # over several columns
    "right": {"align": "right"},
    "centre": {"align": "center"},
    "sum": {"bold": True, "top": 1, "bg_color": LIGHT},
    "large": {"bold": True, "font_size": 14},
    "indent": {"indent": 1, "align": "left"},
    "soft": {"font_color": GREY},
    "input": {"bg_color": INPUT, "locked": False},
    "wrong": {"bg_color": "#FDEEEE", "font_color": "#CE0000"},
}
Style = tuple[str, ...]


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Style, str, bool], Format] = {}

    def of(self, style: Style, number: str = "", *, quoted: bool = False) -> Format:
        """Return the format of some styles laid over each other, with a number format."""
        key = style, number, quoted
        if key not in self._made:
            layers = [STYLES["plain"], *(STYLES[name] for name in style)]
            properties = {name: value for layer in layers for name, value in layer.items()}
            if number:
                properties["num_format"] = number
            self._made[key] = self._book.add_format({**properties, "quote_prefix": quoted})
        return self._made[key]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in narrow letters."""

    heading: str
    width: int
    is_amount: bool = False  # its heading stands to the right, as its figures do
    is_printed: bool = True


class Sheet:
    """A sheet, filled row by row; rows and columns count from 0 as in the library."""

    def __init__(self, book: Workbook, paper: Worksheet, styles: Styles) -> None:
        self._book, self.paper, self._styles = book, paper, styles
        self._widths: list[int] = []
        self._printed = 0
        self._last_row = 0
        self._heights: dict[int, int] = {}  # points; not every program finds them by itself

    @property
    def wrong(self) -> Format:
        """The format of what does not fit."""
        return self._styles.of(("wrong",))

    def text(self, row: int, column: int, value: str, *style: str) -> None:
        """Write a text that no program takes for a formula, even after it was edited."""
        quoted = looks_like_formula(value)
        made = self._styles.of(style, quoted=quoted)
        self._last_row = max(row, self._last_row)
        self.paper.write_string(row, column, legal(value), made)
        if "wrap" in style:
            self._make_room(row, value, self._widths[column])
        for name in HEIGHTS.keys() & set(style):
            self._heights[row] = HEIGHTS[name]

    def row(self, row: int, values: Sequence[str], *style: str) -> None:
        """Write texts from the first column on."""
        for column, value in enumerate(values):
            self.text(row, column, value, *style)

    def across(self, row: int, columns: range, value: str, *style: str) -> None:
        """Write a text over neighbouring columns, in as many lines as it takes."""
        first, last = columns[0], columns[-1]
        self.paper.merge_range(row, first, row, last, "", self._styles.of((*style, "wrapped")))
        self.text(row, first, value, *style, "wrapped")
        self._make_room(row, value, sum(self._widths[first : last + 1]))

    def _make_room(self, row: int, text: str, letters: int) -> None:
        """Remember how high the longest text makes a row."""
        lines = sum(max(1, ceil(width(line) / letters)) for line in text.split("\n"))
        if lines > 1:
            self._heights[row] = max(lines * LINE_POINTS, self._heights.get(row, 0))

    def bar_chart(self) -> Chart:
        """Make a chart of bars, to be put on the sheet."""
        return self._book.add_chart({"type": "bar"})

    def number(self, row: int, column: int, value: float, *style: str, form: str) -> None:
        """Write a value."""
        self.paper.write_number(row, column, value, self._styles.of(style, form))

    def blank(self, row: int, column: int, *style: str, form: str = "") -> None:
        """Leave a cell empty."""
        self.paper.write_blank(row, column, None, self._styles.of(style, form))

    def formula(
        self, row: int, column: int, text: str, *style: str, form: str, value: float | None
    ) -> None:
        """Write a formula and the value it has now; None where it shows nothing."""
        now = "" if value is None else value
        self.paper.write_formula(row, column, text, self._styles.of(style, form), now)

    def note(self, row: int, column: int, text: str) -> None:
        """Hang a note on a cell."""
        self.paper.write_comment(row, column, text, {"author": "", "x_scale": 1.6})

    def columns(self, columns: Sequence[Column]) -> None:
        """Set the widths; what is not printed stands last."""
        self._widths = [column.width for column in columns]
        for number, column in enumerate(columns):
            self.paper.set_column(number, number, column.width, self._styles.of(()))
        self._printed = sum(column.is_printed for column in columns)

    def headings(self, row: int, columns: Sequence[Column]) -> None:
        """Write the headings of a table."""
        for number, column in enumerate(columns):
            style = ("head", "right") if column.is_amount else ("head",)
            self.text(row, number, column.heading, *style)

    def finish(
        self,
        *,
        title: str,
        frozen: tuple[int, int],
        heading_row: int | None,
        pages: int = 0,
        is_locked: bool = True,
    ) -> None:
        """Lock it without a password, freeze its head, set it up for A4 across."""
        paper = self.paper
        for row, height in self._heights.items():
            paper.set_row(row, height)
        if is_locked:
            paper.protect("", {"format_columns": True, "format_rows": True})
        paper.freeze_panes(*frozen)
        paper.hide_gridlines(2)
        if self._printed < len(self._widths):
            paper.print_area(0, 0, self._last_row, self._printed - 1)
        paper.set_landscape()
        paper.set_paper(A4)
        paper.fit_to_pages(1, pages)
        paper.set_margins(MARGIN, MARGIN, FOOT, FOOT)
        paper.set_footer(f"&L&8{_plain(title)}&R&8&P / &N")
        if heading_row is not None:
            paper.repeat_rows(heading_row)


def _plain(text: str) -> str:
    """An ampersand begins a code in a footer."""
    return legal(text).replace("&", "&&")
