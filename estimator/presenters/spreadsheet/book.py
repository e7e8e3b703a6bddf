"""The workbook put together: its five sheets, its properties, its bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from ...costbook import CostBook, Scale
from ...estimate import Estimate, Total
from ...formula import Leaf
from ...outlook.outlook import Outlook
from ..evidence.lines import EvidenceBook
from ..groups import SHOWN
from ..lines import line_view
from ..report.footnotes import Footnotes
from ..used_rows import UsedRows
from ..wording import Wording
from .breakdown import BreakdownSheet, NumberedLine
from .places import Places, inputs_of
from .plan import plan_of
from .premises import write_premises, write_sources
from .quantities import QuantitiesSheet
from .sheets import Sheet, Styles
from .summary import SummarySheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(estimate: Estimate, costs: CostBook, wording: Wording, meaning: Outlook) -> bytes:
    """Write an estimate as a workbook that calculates."""
    file = BytesIO()
    book = Workbook(file, OPTIONS)
    _Writing(book, estimate, costs, wording).write(meaning)
    book.set_properties(_properties(estimate))
    book.close()
    return file.getvalue()


def _properties(estimate: Estimate) -> dict[str, object]:
    company, day = estimate.profile.company, estimate.as_of
    return {
        "title": _("想定損害額（計算できる表）"),
        "author": company.prepared_by,
        "company": company.company_name,
        "subject": _("単価表 %(edition)s 版") % {"edition": estimate.edition},
        "comments": _("損害ものさしで作成。基準日 %(day)s") % {"day": day.isoformat()},
        "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day has no zone
    }


class _Writing:
    """One workbook being written: who gives the sources their numbers, and to what."""

    def __init__(
        self, book: Workbook, estimate: Estimate, costs: CostBook, wording: Wording
    ) -> None:
        self._estimate, self._costs, self._wording = estimate, costs, wording
        self._evidence = EvidenceBook(costs, wording, estimate.profile)
        self._used = UsedRows(costs, estimate.profile)
        self._footnotes = Footnotes(wording, "")
        names = (_("概要"), _("内訳"), _("数量と単価"), _("出典"), _("前提"))
        styles = Styles(book)
        self._sheets = {name: Sheet(book, book.add_worksheet(name), styles) for name in names}
        self._names = names

    def write(self, meaning: Outlook) -> None:
        """Fill every sheet; the lines go first, because they number the sources."""
        summary, breakdown, quantities, sources, premises = self._names
        plan, lines = plan_of(self._estimate), self._lines()
        places = Places(inputs_of(self._estimate.lines), (quantities, breakdown), plan.first_part)
        made = BreakdownSheet(self._sheets[breakdown], places, self._wording, lines)
        made.write(plan, breakdown)
        QuantitiesSheet(self._sheets[quantities], places, self._wording, self._numbers).write(
            quantities
        )
        first = SummarySheet(self._sheets[summary], self._wording, breakdown)
        first.write(self._estimate, self._costs, plan, meaning)
        write_sources(self._sheets[sources], self._footnotes.listed())
        write_premises(self._sheets[premises], self._estimate, self._costs, self._evidence)

    def _lines(self) -> dict[str, NumberedLine]:
        """Put the lines into words and number their sources in the order of the report."""
        found = {}
        for category in SHOWN:
            of_category = [one for one in self._estimate.lines if one.category is category]
            for line in sorted(of_category, key=lambda one: one.total is Total.REFERENCE):
                view = line_view(line, self._evidence)
                sources = (source for figure in view.figures for source in figure.sources)
                found[line.code] = NumberedLine(view, self._footnotes.of(sources))
        return found

    def _numbers(self, value: Leaf | Scale) -> str:
        """Return the numbers of the sources of a value."""
        if isinstance(value, Scale):
            return self._footnotes.of_evidence([value.evidence])
        return self._footnotes.of_evidence(self._used.of(value).evidence)
