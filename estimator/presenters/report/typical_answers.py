"""What わからない is taken as (わからないときの想定): every row, question by question.

In the flow: cost book in, tables in words out, for the page beside the evidence (算定根拠).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import CostBook, TypicalAnswer
from ..evidence.method_figures import FigureBook, FigureRow
from ..wording import Wording, listed


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """One question with the rows it takes when nobody knows the answer."""

    key: str
    name: str
    rows: tuple[FigureRow, ...]


def typical_answers(costs: CostBook, wording: Wording) -> tuple[QuestionTable, ...]:
    """Word the typical answers of every question."""
    book = FigureBook(costs, wording)
    return tuple(
        QuestionTable(key, wording.answer_name(key), tuple(_row(row, book) for row in rows))
        for key, rows in costs.typical_answers.items()
    )


def _row(row: TypicalAnswer, book: FigureBook) -> FigureRow:
    return book.figure(row.figure, _condition(row, book))


def _condition(row: TypicalAnswer, book: FigureBook) -> str:
    """Say when the row is taken: 「ランサムウェア・重大・51～300人」."""
    costs, wording = book.costs, book.wording
    sizes = {size.code: book.name(size) for size in costs.sizes}
    parts = [
        wording.answer_name(f"{row.key}:{row.option}") if row.option else "",
        book.name(costs.incident_types[row.incident_type]) if row.incident_type else "",
        wording.answer_name(f"severity:{row.severity}") if row.severity else "",
        sizes.get(row.size, ""),
        wording.answer_name(":".join(row.given)) if row.given else "",
    ]
    text = listed(filter(None, parts), between=_("・")) or _("どの場合も")
    return f"{text[:1].upper()}{text[1:]}"
