"""The sheet 内訳: each line a formula over the inputs, with its words and its sources.

In the flow: `plan` says which row, `places` where the values stand. Sums are sums of these cells;
one that holds an open line is open itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...estimate import Total
from ...formula import Formula, Subtotal
from ...formula.cells import OPEN, Bound, cell, part_cell
from ...money import YenRange, add_up
from .. import labels
from ..lines import LineView
from ..wording import Wording
from .forms import yen_form
from .places import BOUND_COLUMNS, Places
from .plan import HEADING, HEADLINE, Block, Plan
from .sheets import Column, Sheet

WORDS, SOURCES, CODE = 6, 7, 8


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line in words with the numbers of its sources."""

    view: LineView
    numbers: str


def columns() -> tuple[Column, ...]:
    """Return the columns of the sheet."""
    return (
        Column(_("費目"), 34), Column(_("対応の段階"), 22), Column(_("損害区分"), 14),
        Column(_("下限"), 16, is_amount=True), Column(_("中心"), 16, is_amount=True),
        Column(_("上限"), 16, is_amount=True), Column(_("計算式（ことば）"), 56),
        Column(_("出典"), 9), Column(_("コード"), 30, is_printed=False),
    )  # fmt: skip


class BreakdownSheet:
    """Fills the sheet and remembers which of its sums are open."""

    def __init__(
        self, sheet: Sheet, places: Places, wording: Wording, lines: Mapping[str, NumberedLine]
    ) -> None:
        self._sheet, self._places, self._wording, self._lines = sheet, places, wording, lines
        self._form = yen_form(wording.language)
        self.open: set[tuple[int, Bound]] = set()  # rows that may show nothing

    def write(self, plan: Plan, title: str) -> None:
        """Write the lines, their sums, the totals and the parts."""
        sheet = self._sheet
        sheet.columns(columns())
        sheet.text(0, 0, title, "title")
        sheet.text(1, 0, _("金額は「数量と単価」のセルから計算しています。単位は円です。"), "soft")
        sheet.headings(HEADING, columns())
        for block in plan.blocks:
            self._block(block)
        self._totals(plan)
        self._parts(plan.first_part)
        sheet.finish(title=title, frozen=(HEADING + 1, 1), heading_row=HEADING)

    # --- lines --------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        name = str(labels.CATEGORIES[block.category])
        if block.total is Total.REFERENCE:
            name = _("%(category)s（参考）") % {"category": name}
        self._sheet.text(block.first_row - 1, 0, name, "section")
        for row, line in enumerate(block.lines, block.first_row):
            phase = str(labels.PHASES[line.phase]) if line.phase else ""
            self._words(row, self._lines[line.code], phase, name)
            self._bounds(row, line.formula, line.amount)
        rows = range(block.first_row, block.sum_row)
        self.sum(block.sum_row, _("小計：%(name)s") % {"name": name}, rows, block.amount)

    def _words(self, row: int, line: NumberedLine, phase: str, category: str) -> None:
        sheet, view = self._sheet, line.view
        quote = _("自社の見積り「%(label)s」") % {"label": view.quote_label}
        words = f"{quote} {view.formula}" if view.quote_label else view.formula
        sheet.row(row, (view.name, phase, category), "cell", "wrap")
        sheet.text(row, WORDS, words, "cell", "wrap", "indent")
        sheet.text(row, SOURCES, line.numbers, "cell", "wrap", "soft")
        sheet.text(row, CODE, view.code, "cell", "soft")

    def _bounds(self, row: int, formula: Formula, amount: YenRange) -> None:
        now = {Bound.LOW: amount.low, Bound.TYPICAL: amount.typical, Bound.HIGH: amount.high}
        for bound, value in now.items():
            text = cell(formula, self._places, bound)
            self._amount(row, bound, text, value, "cell")
            if value is None:
                note = _("上限は公表されていません。「数量と単価」の空欄に入れると計算されます。")
                self._sheet.note(row, BOUND_COLUMNS[bound], note)

    def _amount(self, row: int, bound: Bound, text: str, value: float | None, *style: str) -> None:
        if OPEN in text:
            self.open.add((row, bound))
        column = BOUND_COLUMNS[bound]
        self._sheet.formula(row, column, text, *style, form=self._form, value=value)

    # --- sums ---------------------------------------------------------------------------------

    def sum(self, row: int, name: str, rows: Sequence[int], amount: YenRange) -> None:
        """Write a sum of rows in all three columns."""
        for column in range(CODE + 1):
            self._sheet.text(row, column, name if column == 0 else "", "sum")
        now = (amount.low, amount.typical, amount.high)
        for bound, value in zip(Bound, now, strict=True):
            is_open = any((one, bound) in self.open for one in rows)
            if is_open:
                self.open.add((row, bound))
            text = sum_text([_here(one, bound) for one in rows], is_open=is_open)
            self._amount(row, bound, text, value, "sum")

    def _totals(self, plan: Plan) -> None:
        for total, row in plan.total_rows.items():
            rows = [block.sum_row for block in plan.of_total(total)]
            self.sum(row, str(labels.TOTALS[total]), rows, plan.amount(total))
        rows = [plan.total_rows[total] for total in HEADLINE]
        amount = add_up(plan.amount(total) for total in HEADLINE)
        self.sum(plan.headline_row, _("想定損害額"), rows, amount)

    # --- parts --------------------------------------------------------------------------------

    def _parts(self, first: int) -> None:
        """Write what a formula reads more than once; a part may bring in another."""
        if not self._places.parts:
            return
        title = _("計算の途中（弁護士費用などが読む値）")
        self._sheet.text(first - 1, 0, title, "section")
        done = 0
        while done < len(self._places.parts):
            formula, row = list(self._places.parts.items())[done]
            self._part(row, formula)
            done += 1

    def _part(self, row: int, formula: Formula) -> None:
        sheet, wording = self._sheet, self._wording
        inside = formula.part if isinstance(formula, Subtotal) else formula
        sheet.row(row, (wording.pattern(formula), "", _("計算の途中")), "cell", "wrap")
        sheet.text(row, WORDS, wording.formula(inside), "cell", "wrap", "indent")
        now = (formula.low(), formula.amount(), formula.high())
        for bound, value in zip(Bound, now, strict=True):
            text = part_cell(formula, self._places, bound)
            shown = None if value is None else float(value)
            self._amount(row, bound, text, shown, "cell", "soft")


def sum_text(cells: Sequence[str], *, is_open: bool) -> str:
    """Add cells up; where one may show nothing, so may the sum."""
    if not cells:
        return "=0"
    listed = _listed(cells)
    if not is_open:
        return f"=SUM({listed})"
    return f'=IF(COUNT({listed})<{len(cells)},"",SUM({listed}))'


def _here(row: int, bound: Bound) -> str:
    return f"{'ABCDEFGHI'[BOUND_COLUMNS[bound]]}{row + 1}"


def _listed(cells: Sequence[str]) -> str:
    """Write neighbours as a range."""
    numbers = [int(one[1:]) for one in cells]
    if len(cells) > 1 and numbers == list(range(numbers[0], numbers[0] + len(cells))):
        return f"{cells[0]}:{cells[-1]}"
    return ",".join(cells)
