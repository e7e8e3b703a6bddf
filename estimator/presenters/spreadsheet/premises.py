"""The sheets 出典 and 前提: what the figures rest on, in words.

In the flow: the same sources, answers, assumptions and reasons as in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Estimate
from .. import labels
from ..answered import answers_used
from ..evidence.lines import EvidenceBook, FigureView
from ..lines import excluded_views
from ..report.footnotes import NumberedSource
from ..result_page import notices
from .sheets import Column, Sheet

HEADING = 2
COLUMNS = 4  # of the premises


def write_sources(sheet: Sheet, sources: Iterable[NumberedSource]) -> None:
    """List every source by its number."""
    title = _("出典")
    columns = (
        Column(_("番号"), 6), Column(_("発行者"), 24), Column(_("資料"), 36), Column(_("公表"), 13),
        Column(_("箇所"), 22), Column(_("等級"), 7), Column(_("確認日"), 17),
        Column(_("注記"), 40), Column(_("所在"), 34),
    )  # fmt: skip
    sheet.columns(columns)
    sheet.text(0, 0, title, "title")
    sheet.headings(HEADING, columns)
    row = HEADING
    for row, one in enumerate(sources, HEADING + 1):
        found = one.source
        sheet.number(row, 0, one.number, "cell", "centre", form="0")
        texts = (found.publisher, found.title, found.published, found.place, found.grade,
                 found.checked_on, found.note, found.url)  # fmt: skip
        for column, text in enumerate(texts, 1):
            sheet.text(row, column, text, "cell", "wrap")
    _grades(sheet, row + 2)
    sheet.finish(title=title, frozen=(HEADING + 1, 1), heading_row=HEADING)


def _grades(sheet: Sheet, row: int) -> None:
    """Say what the grades mean."""
    sheet.text(row, 0, _("等級の意味"), "section")
    for number, grade in enumerate(labels.GRADES, row + 1):
        sheet.text(number, 0, labels.grade_sentence(grade))


def write_premises(sheet: Sheet, estimate: Estimate, costs: CostBook, book: EvidenceBook) -> None:
    """List answers, what わからない was taken as, our assumptions, what is left out, the limits."""
    title = _("前提")
    sheet.columns((Column("", 40), Column("", 24), Column("", 26), Column("", 66)))
    sheet.text(0, 0, title, "title")
    row = HEADING
    answers = [(a.name, a.value) for a in answers_used(estimate, costs, book.wording)]
    row = _table(sheet, row, (_("計算に使った回答"), _("値")), answers)
    figures = _figures(estimate, book)
    heads = (_("中心"), _("幅"), _("根拠"))
    unknown = [_cells(one) for one in figures if not one.known]
    row = _table(sheet, row, (_("わからない項目の扱い"), *heads), unknown)
    assumed = [_cells(one) for one in figures if one.known and one.assumption]
    row = _table(sheet, row, (_("当方仮定"), *heads), assumed)
    row = _left_out(sheet, row, estimate)
    limits = [(str(text),) for text in (*notices(estimate.profile), *labels.LIMITS)]
    _sentences(sheet, row, _("ご注意"), limits)
    sheet.finish(title=title, frozen=(1, 0), heading_row=None)


def _figures(estimate: Estimate, book: EvidenceBook) -> Sequence[FigureView]:
    """Every sourced value of every line once."""
    lines = (line for line in estimate.lines if line.own_quote is None)
    return tuple({f.name: f for line in lines for f in book.figures(line)}.values())


def _cells(one: FigureView) -> tuple[str, ...]:
    return one.name, one.value, one.span, one.grounds


def _left_out(sheet: Sheet, row: int, estimate: Estimate) -> int:
    """List what is not counted and why, the reason over the columns that are free."""
    if not estimate.excluded:
        return row
    sheet.row(row, (_("数えていない費目"), _("理由")), "head")
    for group in excluded_views(estimate.excluded):
        for _code, name, _may_quote in group.items:
            row += 1
            sheet.text(row, 0, name, "cell", "wrap")
            sheet.across(row, range(1, COLUMNS), group.reason, "cell")
    return row + 2


def _table(sheet: Sheet, row: int, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Write a table, unless it is empty; return the row after it."""
    if not rows:
        return row
    sheet.row(row, heads, "head")
    for number, texts in enumerate(rows, row + 1):
        sheet.row(number, texts, "cell", "wrap")
    return row + len(rows) + 2


def _sentences(sheet: Sheet, row: int, head: str, rows: Sequence[Sequence[str]]) -> None:
    """Write sentences across the columns."""
    sheet.row(row, (head,), "section")
    for number, (text,) in enumerate(rows, row + 1):
        sheet.across(number, range(COLUMNS), text)
