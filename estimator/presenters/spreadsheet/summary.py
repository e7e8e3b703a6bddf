"""The sheet 概要: what it comes to, now and when the file was made; the drawn range as values.

In the flow: the first sheet; its amounts point at the sums of 内訳. The range was drawn at random
from the answers as they were: a workbook cannot draw it again, so it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Category, Estimate
from ...formula.cells import Bound
from ...money import ZERO_YEN, YenRange
from ...outlook.outlook import Outlook
from .. import labels
from ..answered import case_sentence
from ..groups import SHOWN
from ..result_page import incident_name
from ..wording import Wording
from .forms import yen_form
from .places import BOUND_COLUMNS
from .plan import HEADLINE, Plan
from .sheets import Column, Sheet

THEN, MOVED = 4, 5
TITLE_ROWS = 2


def columns() -> tuple[Column, ...]:
    """Return the columns of the sheet."""
    return (
        Column("", 34), Column(_("下限"), 23, is_amount=True),
        Column(_("中心"), 23, is_amount=True), Column(_("上限"), 23, is_amount=True),
        Column(_("作成時の中心"), 20, is_amount=True), Column(_("中心の動き"), 20, is_amount=True),
    )  # fmt: skip


class SummarySheet:
    """Fills the sheet from top to bottom."""

    def __init__(self, sheet: Sheet, wording: Wording, breakdown: str) -> None:
        self._sheet, self._wording, self._breakdown = sheet, wording, breakdown
        self._form = yen_form(wording.language)
        self._row = 0

    def write(self, estimate: Estimate, costs: CostBook, plan: Plan, meaning: Outlook) -> None:
        """Write the facts, the totals, the damage categories and the drawn range."""
        title = _("想定損害額（計算できる表）")
        self._sheet.columns(columns())
        self._sheet.text(0, 0, title, "title")
        self._sheet.text(1, 0, _use(), "soft")
        self._row = TITLE_ROWS + 1
        self._facts(estimate, costs)
        self._totals(estimate, plan)
        first = self._categories(plan)
        self._drawn(meaning)
        self._chart(first)
        self._sheet.finish(title=title, frozen=(TITLE_ROWS, 0), heading_row=None, pages=1)

    # --- facts --------------------------------------------------------------------------------

    def _facts(self, estimate: Estimate, costs: CostBook) -> None:
        profile, wording = estimate.profile, self._wording
        facts = (
            (_("会社"), profile.company.company_name),
            (_("作成"), profile.company.prepared_by),
            (_("事案"), incident_name(profile, costs, wording)),
            (_("経過"), profile.incident.case_note or case_sentence(profile, wording)),
            (_("基準日"), wording.date(estimate.as_of)),
            (_("単価表の版"), estimate.edition),
            (_("計算の版"), estimate.engine_version),
        )
        for name, value in facts:
            if value:
                self._sheet.text(self._row, 0, name, "soft")
                self._sheet.across(self._row, range(1, MOVED + 1), value)
                self._row += 1
        self._row += 1

    # --- amounts ------------------------------------------------------------------------------

    def _totals(self, estimate: Estimate, plan: Plan) -> None:
        self._headings(_("合計"))
        self._amount(_("想定損害額"), estimate.headline, plan.headline_row, "large")
        for total, row in plan.total_rows.items():
            style = () if total in HEADLINE else ("soft",)
            name = str(labels.TOTALS[total])
            shown = name if total in HEADLINE else _("%(name)s（足しません）") % {"name": name}
            self._amount(shown, estimate.total(total), row, *style)
        self._row += 1

    def _categories(self, plan: Plan) -> int:
        """Write the six damage categories; return the row of the first."""
        self._headings(_("損害区分"))
        first = self._row
        for category in SHOWN:
            block, name = plan.block(category), str(labels.CATEGORIES[category])
            if category is Category.INTANGIBLE:
                name = _("%(category)s（参考）") % {"category": name}
            amount = block.amount if block else ZERO_YEN
            self._amount(name, amount, block.sum_row if block else None)
        self._row += 1
        return first

    def _headings(self, name: str) -> None:
        first, *others = columns()
        self._sheet.headings(self._row, (replace(first, heading=name), *others))
        self._row += 1

    def _amount(self, name: str, amount: YenRange, source: int | None, *style: str) -> None:
        """Point at a sum of 内訳; without one the amount is nothing."""
        sheet, row = self._sheet, self._row
        sheet.text(row, 0, name, "cell", *style)
        now = (amount.low, amount.typical, amount.high)
        for column, (bound, value) in enumerate(zip(Bound, now, strict=True), 1):
            text = "=0" if source is None else self._address(source, bound)
            sheet.formula(row, column, text, "cell", *style, form=self._form, value=value)
        sheet.number(row, THEN, amount.typical, "cell", "soft", form=self._form)
        moved = f'=IF(C{row + 1}="","",C{row + 1}-E{row + 1})'
        form = f"+{self._form};-{self._form};{self._form}"
        sheet.formula(row, MOVED, moved, "cell", "soft", form=form, value=0)
        self._row += 1

    def _address(self, row: int, bound: Bound) -> str:
        return f"='{self._breakdown}'!{'ABCDEF'[BOUND_COLUMNS[bound]]}{row + 1}"

    # --- what was drawn -----------------------------------------------------------------------

    def _drawn(self, meaning: Outlook) -> None:
        sheet = self._sheet
        sheet.text(self._row, 0, _("想定の幅（乱数で描いた値）"), "section")
        self._row += 1
        if meaning.spread is None:
            sheet.text(self._row, 0, _("この見積りでは出せません。"))
            self._row += 2
            return
        text = _("作成時の回答から描いた値です。表を書き換えても変わりません。")
        sheet.text(self._row, 0, text, "soft")
        heads = ("", _("20回に1回は、これ未満"), _("半々"), _("20回に1回は、これ超"))
        sheet.headings(
            self._row + 1,
            [replace(column, heading=head) for column, head in zip(columns(), heads, strict=False)],
        )
        found = meaning.spread.distribution
        for row, (name, drawn) in enumerate(
            (
                (_("想定損害額"), found.headline),
                (str(labels.TOTALS[HEADLINE[0]]), found.cash),
                (str(labels.TOTALS[HEADLINE[1]]), found.liability),
            ),
            self._row + 2,
        ):
            self._percentiles(row, name, (drawn.p5, drawn.p50, drawn.p95))
        self._row += 6

    def _percentiles(self, row: int, name: str, values: Sequence[int]) -> None:
        self._sheet.text(row, 0, name, "cell")
        for column, value in enumerate(values, 1):
            self._sheet.number(row, column, value, "cell", form=self._form)

    def _chart(self, first: int) -> None:
        """Draw the damage categories; the picture follows the cells."""
        counted = [category for category in SHOWN if category is not Category.INTANGIBLE]
        last = first + len(counted) - 1  # the reference values stand last
        name = self._sheet.paper.get_name()
        chart = self._sheet.bar_chart()
        chart.add_series({
            "name": _("中心"),
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 2, last, 2],
            "fill": {"color": "#4A67D6"},
            "gap": 60,
            "data_labels": {"value": True, "num_format": self._form},
        })  # fmt: skip
        chart.set_title({"name": _("想定損害額の内訳（中心）"), "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "line": {"none": True}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        description = _("損害区分ごとの中心の額。数値は上の表にあります。")
        self._sheet.paper.insert_chart(
            self._row, 0, chart, {"x_scale": 1.9, "y_scale": 0.8, "description": description}
        )


def _use() -> str:
    return _("「数量と単価」の色のついたセルを書き換えると、この表も計算し直されます。")
