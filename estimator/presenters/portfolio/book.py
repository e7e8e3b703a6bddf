"""The results of a portfolio as a workbook: all together, each member, what was refused.

In the flow: members in the order of the file → XLSX. The same members give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from ..spreadsheet.book import OPTIONS
from ..spreadsheet.forms import yen_form
from ..spreadsheet.sheets import BLUE, Column, Sheet, Styles
from ..wording import Wording
from .members import Heading, Member, Summary, Yen, amount_names, summary

NAME, TEXT, AMOUNT = 42, 26, 18  # widths in narrow letters
COUNT_FORM = "#,##0"


def workbook(members: Sequence[Member], heading: Heading) -> bytes:
    """Write all members on three sheets."""
    file = BytesIO()
    book = Workbook(file, OPTIONS)
    written = _Book(book, Wording.in_force(), heading)
    written.overall(summary(members))
    written.each([one for one in members if not one.problems])
    written.refused([one for one in members if one.problems])
    written.finish()
    day = datetime.fromisoformat(heading.as_of)
    book.set_properties({"title": _("一括見積り"), "created": day})
    book.close()
    return file.getvalue()


class _Book:
    """The workbook being written."""

    def __init__(self, book: Workbook, wording: Wording, heading: Heading) -> None:
        self._wording, self._heading = wording, heading
        self._yen = yen_form(wording.language)
        styles = Styles(book)
        names = (_("全体"), _("会員ごと"), _("断った行"))
        self._book = book
        self._sheets = [Sheet(book, book.add_worksheet(name), styles) for name in names]

    def overall(self, found: Summary) -> None:
        """Write counts, sums, quarters, types and the picture."""
        sheet = self._sheets[0]
        widths = (NAME, *[AMOUNT] * 5)
        sheet.columns([Column("", width) for width in widths])
        sheet.text(0, 0, _("一括見積り"), "title")
        row = self._counts(sheet, 2, found)
        row = self._sums(sheet, row + 1, found)
        row = self._quarters(sheet, row + 1, found)
        row = self._types(sheet, row + 1, found)
        self._picture(sheet, row + 1, found)

    def _counts(self, sheet: Sheet, row: int, found: Summary) -> int:
        costs = self._heading.costs
        terms = _("単価表 %(edition)s 版、基準日 %(day)s、乱数の種 %(seed)d、標本 %(samples)d") % {
            "edition": costs.edition,
            "day": self._heading.as_of,
            "seed": self._heading.seed,
            "samples": self._heading.samples,
        }
        sheet.text(row, 0, terms, "soft")
        for name, count in ((_("見積った会員"), found.estimated), (_("断った行"), found.refused)):
            row += 1
            sheet.text(row, 0, name, "cell")
            sheet.number(row, 1, count, "cell", "right", form=COUNT_FORM)
        return row + 1

    def _sums(self, sheet: Sheet, row: int, found: Summary) -> int:
        sheet.text(row, 0, _("合計"), "section")
        note = _(
            "どの会員でも事故が1件起きたときの額を足したものです。同時に起きる見込みではありません。"
        )
        sheet.text(row + 1, 0, note, "soft")
        row += 2
        for name, yen in zip(amount_names(), found.sums, strict=False):
            if yen is not None:
                sheet.text(row, 0, name, "cell")
                self._amount(sheet, row, 1, yen)
                row += 1
        return row

    def _quarters(self, sheet: Sheet, row: int, found: Summary) -> int:
        sheet.text(row, 0, _("会員の間の開き"), "section")
        heads = (
            "",
            _("最も少ない"),
            _("下から4分の1"),
            _("中ほど"),
            _("上から4分の1"),
            _("最も多い"),
        )
        _headings(sheet, row + 1, heads)
        names = (_("想定損害額（中心）"), "P50", "P95")
        for place, (name, quarters) in enumerate(zip(names, found.quarters, strict=False), row + 2):
            sheet.text(place, 0, name, "cell")
            for column, yen in enumerate(quarters, 1):
                self._amount(sheet, place, column, yen)
        return row + 2 + len(found.quarters)

    def _types(self, sheet: Sheet, row: int, found: Summary) -> int:
        sheet.text(row, 0, _("事故の種類ごと"), "section")
        heads = (_("事故の種類"), _("会員"), _("中心値の合計"))
        _headings(sheet, row + 1, heads)
        for place, (code, count, yen) in enumerate(found.types, row + 2):
            name = self._heading.type_name(code, self._wording.language)
            sheet.text(place, 0, name, "cell")
            sheet.number(place, 1, count, "cell", form=COUNT_FORM)
            self._amount(sheet, place, 2, yen)
        return row + 2 + len(found.types)

    def _picture(self, sheet: Sheet, row: int, found: Summary) -> None:
        """Write how many members lie up to each amount, and draw it."""
        title = _("想定損害額（中心）の分布")
        sheet.text(row, 0, title, "section")
        _headings(sheet, row + 1, (_("ここまで"), _("会員")))
        first, last = row + 2, row + 1 + len(found.bars)
        for place, (end, count) in enumerate(found.bars, first):
            sheet.text(place, 0, self._wording.rounded(end), "cell")
            sheet.number(place, 1, count, "cell", form=COUNT_FORM)
        if not found.bars:
            return
        chart = self._book.add_chart({"type": "column"})
        name = _("全体")
        cells = {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1]}
        chart.add_series({**cells, "fill": {"color": BLUE}, "gap": 20})
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        sheet.paper.insert_chart(row + 1, 2, chart, {"description": title, "x_offset": 12})

    def each(self, members: Sequence[Member]) -> None:
        """Write one row a member, to be sorted and filtered."""
        texts = (_("行"), _("番号"), _("会社名"), _("事故の種類"))
        columns = [
            Column(name, width) for name, width in zip(texts, (8, 16, NAME, TEXT), strict=True)
        ]
        columns += [Column(name, AMOUNT, is_amount=True) for name in amount_names()]
        sheet = self._begun(1, columns, len(members))
        for row, one in enumerate(members, 1):
            sheet.number(row, 0, one.line, form="0")
            kind = self._heading.type_name(one.incident_type, self._wording.language)
            for column, text in enumerate((one.id, one.company_name, kind), 1):
                sheet.text(row, column, text)
            for column, yen in enumerate(one.amounts, len(texts)):
                self._amount(sheet, row, column, yen, framed=False)

    def refused(self, members: Sequence[Member]) -> None:
        """Write what is wrong with each row that was not estimated."""
        columns = [Column(_("行"), 8), Column(_("番号"), 16), Column(_("問題"), 100)]
        sheet = self._begun(2, columns, len(members))
        for row, one in enumerate(members, 1):
            sheet.number(row, 0, one.line, form="0")
            sheet.text(row, 1, one.id)
            sheet.text(row, 2, "\n".join(one.problems), "wrap")

    def _begun(self, place: int, columns: Sequence[Column], rows: int) -> Sheet:
        sheet = self._sheets[place]
        sheet.columns(columns)
        sheet.headings(0, columns)
        sheet.paper.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        return sheet

    def finish(self) -> None:
        """Set every sheet up for paper; none is locked, so that it can be sorted."""
        title = _("一括見積り")
        self._sheets[0].finish(
            title=title, frozen=(0, 0), heading_row=None, pages=1, is_locked=False
        )
        for sheet in self._sheets[1:]:
            sheet.finish(title=title, frozen=(1, 0), heading_row=0, is_locked=False)

    def _amount(
        self, sheet: Sheet, row: int, column: int, yen: Yen, *, framed: bool = True
    ) -> None:
        style = ("cell",) if framed else ()
        if yen is None:
            sheet.blank(row, column, *style)
        else:
            sheet.number(row, column, yen, *style, form=self._yen)


def _headings(sheet: Sheet, row: int, names: Sequence[str]) -> None:
    """Write the headings of a table of figures behind a first column of names."""
    sheet.headings(
        row, [Column(name, AMOUNT, is_amount=place > 0) for place, name in enumerate(names)]
    )
