"""The report (報告書) as values: the board's page, then everything that stands behind it.

In the flow: Estimate + CostBook -> what templates/report/ prints. It takes its lines and groups
from the result page, so that paper and screen cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..costbook import OWN_SOURCE, CostBook
from ..estimate import Category, Estimate, EstimateLine
from ..outlook.duties import duties
from ..outlook.outlook import Outlook
from . import checklist, labels, pictures
from .answered import AnswerView, answers_used, case_sentence
from .duty_views import DutyView, duty_views
from .evidence import EvidenceBook, FigureView, SourceView
from .groups import CategoryView
from .lines import LineView
from .result_page import ResultPage, result_page
from .wording import Wording

PUBLISHERS = 4
WIDE = 10_000_000_000
NOTE_LETTERS = 110  # two lines of the board's page


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source with its footnote number."""

    number: int
    source: SourceView
    method_address: str  # where the page of the evidence says more


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
    decision: str
    case: str
    motion: str
    bars: SafeString
    duties: tuple[DutyView, ...]
    categories: tuple[CategoryTable, ...]
    answers: tuple[AnswerView, ...]
    unknowns: tuple[FigureView, ...]
    assumptions: tuple[FigureView, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[NumberedSource, ...]
    prepared_by: str
    case_note: str
    created: str  # ISO date, for the document's metadata
    method_address: str  # the page of the evidence of this edition
    is_wide: bool  # an amount has so many digits that its column needs more room

    @property
    def answer_columns(self) -> tuple[tuple[AnswerView, ...], ...]:
        """The answers in two tables side by side."""
        middle = (len(self.answers) + 1) // 2
        return tuple(half for half in (self.answers[:middle], self.answers[middle:]) if half)

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
    evidence = EvidenceBook(costs, wording, estimate.profile)
    sources = _sources(page)
    figures = _figures(estimate, evidence)
    return Report(
        page=page,
        decision=_decision(page),
        case=_case(page, case_sentence(profile, wording)),
        motion=_motion(page),
        bars=_bars(page, estimate),
        duties=duty_views(duties(profile), wording),
        categories=tuple(_tables(page, sources)),
        answers=answers_used(estimate, costs, wording),
        unknowns=tuple(figure for figure in figures if not figure.known),
        assumptions=tuple(figure for figure in figures if figure.known and figure.assumption),
        facts=tuple((str(h), tuple(str(f) for f in facts)) for h, facts in checklist.FACTS),
        sources=tuple(
            NumberedSource(number, source, _place_of(source, method_address))
            for number, source in enumerate(sources.values(), 1)
        ),
        method_address=method_address,
        prepared_by=profile.company.prepared_by,
        case_note=profile.incident.case_note,
        created=estimate.as_of.isoformat(),
        is_wide=any((li.amount.high or li.amount.low) >= WIDE for li in estimate.lines),
    )


def _decision(page: ResultPage) -> str:
    if page.open_questions:
        return _("この想定額を取締役会で確認し、わからない項目の確認先と期限を定める")
    return _("この想定額を取締役会で確認する")


def _case(page: ResultPage, answered: str) -> str:
    """Two lines at most; the whole note stands with the assumptions."""
    unknown = _("被害の広がりは、まだわかっていません。")
    note = " ".join(page.case_note.split()) or answered or unknown
    return note if len(note) <= NOTE_LETTERS else f"{note[:NOTE_LETTERS]}…"


def _motion(page: ResultPage) -> str:
    amount = page.headline.typical
    if page.headline.span:
        text = _("中心 %(amount)s、全費目が下限～上限のとき %(span)s")
        amount = text % {"amount": amount, "span": page.headline.span}
    text = _("当社は、本件事案の想定損害額（%(amount)s）を確認した。")
    if page.open_questions:
        text += _(
            "わからない項目は、上の表の聞く相手に期限までに確かめ、結果を取締役会に報告する。"
        )
    return text % {"amount": amount}


def _bars(page: ResultPage, estimate: Estimate) -> SafeString:
    bars = [_bar(group, estimate) for group in page.categories]
    words = _("、").join(f"{bar.name} {bar.text}" for bar in bars)
    title = _("六つの損害：%(bars)s") % {"bars": words}
    return pictures.category_bars(bars, title=title, description=words)


def _bar(group: CategoryView, estimate: Estimate) -> pictures.Bar:
    category, amount = Category(group.code), group.amount.typical
    if not group.is_reference:
        return pictures.Bar(group.code, group.name, estimate.category(category).typical, amount)
    text = _("参考 %(amount)s（合計に入れない）") % {"amount": amount}
    name, yen = str(labels.CATEGORIES[category]), estimate.reference(category).typical
    return pictures.Bar(group.code, name, yen, text, reference=True)


# --- breakdown and sources ----------------------------------------------------------------------

Sources = dict[tuple[str, str], SourceView]


def _sources(page: ResultPage) -> Sources:
    """Every source once, in the order in which the breakdown meets it."""
    found: Sources = {}
    for category in page.categories:
        for line in (*category.lines, *category.reference_lines):
            for figure in line.figures:
                found |= {_key(s): _listed(s) for s in figure.sources if _key(s) not in found}
    return found


def _place_of(source: SourceView, method_address: str) -> str:
    """An own price list is on no public page."""
    return "" if source.id == OWN_SOURCE else f"{method_address}#source-{source.id}"


def _listed(source: SourceView) -> SourceView:
    """Our own assumptions share one source; the reason of each stands with the assumptions."""
    if not source.is_assumption:
        return source
    return replace(source, note=_("理由は「前提」の表にあります。"))


def _key(source: SourceView) -> tuple[str, str]:
    return source.id, source.place


def _tables(page: ResultPage, sources: Sources) -> list[CategoryTable]:
    numbers = {key: number for number, key in enumerate(sources, 1)}
    return [
        CategoryTable(
            name=category.name,
            meaning=category.meaning,
            lines=tuple(_numbered(line, numbers) for line in category.lines),
            reference_lines=tuple(_numbered(line, numbers) for line in category.reference_lines),
            low=category.amount.exact_low,
            typical=category.amount.exact_typical,
            high=category.amount.exact_high,
            is_reference=category.is_reference,
        )
        for category in page.categories
    ]


def _numbered(line: LineView, numbers: dict[tuple[str, str], int]) -> NumberedLine:
    found = sorted({numbers[_key(s)] for figure in line.figures for s in figure.sources})
    return NumberedLine(line, ", ".join(str(number) for number in found))


# --- assumptions --------------------------------------------------------------------------------


def _figures(estimate: Estimate, evidence: EvidenceBook) -> tuple[FigureView, ...]:
    """Every sourced value of every line once."""
    lines: list[EstimateLine] = [line for line in estimate.lines if line.own_quote is None]
    found = {figure.name: figure for line in lines for figure in evidence.figures(line)}
    return tuple(found.values())
