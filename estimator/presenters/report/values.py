"""The report (報告書) as values: the board's page, then everything that stands behind it.

In the flow: Estimate + CostBook -> what templates/report/ prints. It takes its lines and groups
from the result page, so that paper and screen cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Estimate, EstimateLine, Total
from ...outlook.duties import duties
from ...outlook.outlook import Outlook
from .. import checklist
from ..answered import AnswerView, answers_used, by_value, case_sentence
from ..duty_views import DutyView, duty_views
from ..evidence.lines import EvidenceBook, FigureView
from ..lines import LineView
from ..result_page import ResultPage, result_page
from ..wording import Wording
from .board import NOTE_LETTERS, Board, board
from .chapters import Chapters, chapters
from .footnotes import Footnotes, NumberedSource
from .own_assumptions import Reason, reasons

PUBLISHERS = 4
WIDE, WIDEST = 1_000_000_000, 1_000_000_000_000  # yen: 十億, 一兆
LONG_NAME = 28  # letters that the head of each page has room for


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with the footnote numbers of its sources."""

    line: LineView
    numbers: str  # 「1, 3」


@dataclass(frozen=True, slots=True)
class CategoryTable:
    """One damage category of the breakdown."""

    name: str
    meaning: str
    lines: tuple[NumberedLine, ...]
    reference_lines: tuple[NumberedLine, ...]
    low: str
    typical: str
    high: str
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report prints."""

    page: ResultPage
    board: Board
    chapters: Chapters
    duties: tuple[DutyView, ...]
    categories: tuple[CategoryTable, ...]
    answers: tuple[AnswerView, ...]
    decisions: tuple[AnswerView, ...]  # はい, いいえ, each with the names of all of them
    unknowns: tuple[FigureView, ...]
    assumptions: tuple[FigureView, ...]
    reasons: tuple[Reason, ...]  # of what the outlook assumes
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[NumberedSource, ...]
    prepared_by: str
    case_note: str  # empty where page 1 has all of it
    created: str  # ISO date, for the document's metadata
    method_address: str  # the page of the evidence of this edition
    width: str  # "wide", "widest": an amount has so many digits that its column needs more room

    @property
    def answer_pairs(self) -> tuple[tuple[AnswerView, ...], ...]:
        """The other answers, two in a row."""
        return tuple(self.answers[at : at + 2] for at in range(0, len(self.answers), 2))

    @property
    def has_long_name(self) -> bool:
        """Whether the head of the page cuts the name, so that page 1 has to print it."""
        return len(self.page.company_name) > LONG_NAME

    @property
    def publishers(self) -> str:
        """Who published the figures, those named most often first."""
        found = [row.source.publisher for row in self.sources if not row.source.is_assumption]
        names = sorted(dict.fromkeys(found), key=found.count, reverse=True)
        shown = _("、").join(names[:PUBLISHERS])
        return _("%(names)sほか") % {"names": shown} if len(names) > PUBLISHERS else shown


def report(
    estimate: Estimate, costs: CostBook, wording: Wording, meaning: Outlook, *, method_address: str
) -> Report:
    """Put an estimate into the order in which a board reads it."""
    page, profile = result_page(estimate, costs, wording, meaning), estimate.profile
    due, case = duty_views(duties(profile), wording), case_sentence(profile, wording)
    footnotes = Footnotes(wording, method_address)
    figures = _figures(estimate, EvidenceBook(costs, wording, profile))
    answers = answers_used(estimate, costs, wording)
    return Report(
        page=page,
        board=board(page, estimate, meaning, duties=due, case=case),
        duties=due,
        categories=tuple(_tables(page, footnotes)),
        chapters=chapters(page.outlook, meaning, costs, footnotes),
        answers=tuple(answer for answer in answers if not answer.is_yes_no),
        decisions=by_value(answer for answer in answers if answer.is_yes_no),
        unknowns=tuple(figure for figure in figures if not figure.known),
        assumptions=tuple(figure for figure in figures if figure.known and figure.assumption),
        reasons=reasons(meaning, costs, wording, incident=profile.incident.incident_type),
        facts=tuple((str(h), tuple(str(f) for f in facts)) for h, facts in checklist.FACTS),
        sources=footnotes.listed(),
        method_address=method_address,
        prepared_by=profile.company.prepared_by,
        case_note=page.case_note if len(page.case_note) > NOTE_LETTERS else "",
        created=estimate.as_of.isoformat(),
        width=_width(estimate),
    )


# --- breakdown ----------------------------------------------------------------------------------


def _tables(page: ResultPage, footnotes: Footnotes) -> list[CategoryTable]:
    return [
        CategoryTable(
            name=category.name,
            meaning=category.meaning,
            lines=_numbered(category.lines, footnotes),
            reference_lines=_numbered(category.reference_lines, footnotes),
            low=category.amount.exact_low,
            typical=category.amount.exact_typical,
            high=category.amount.exact_high,
            is_reference=category.is_reference,
        )
        for category in page.categories
    ]


def _width(estimate: Estimate) -> str:
    totals = [estimate.total(kind) for kind in Total]
    largest = max(total.high or total.low for total in totals)
    if largest >= WIDEST:
        return "wide widest"
    return "wide" if largest >= WIDE else ""


def _numbered(lines: Iterable[LineView], footnotes: Footnotes) -> tuple[NumberedLine, ...]:
    return tuple(
        NumberedLine(line, footnotes.of(s for figure in line.figures for s in figure.sources))
        for line in lines
    )


# --- assumptions --------------------------------------------------------------------------------


def _figures(estimate: Estimate, evidence: EvidenceBook) -> tuple[FigureView, ...]:
    """Every sourced value of every line once."""
    lines: list[EstimateLine] = [line for line in estimate.lines if line.own_quote is None]
    found = {figure.name: figure for line in lines for figure in evidence.figures(line)}
    return tuple(found.values())
