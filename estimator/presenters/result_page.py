"""The result page (結果): an estimate put into the order in which a president reads it.

In the flow: Estimate + CostBook -> values a template prints as they are. Decides and words; the
template has no arithmetic. The report's breakdown is made of the same values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..costbook import CostBook
from ..estimate import Estimate, Total
from ..formats import percent, quantity
from ..money import YenRange
from ..outlook.outlook import Outlook
from ..profile import YES, IncidentProfile, Quantity
from . import labels, pictures
from .evidence.lines import EvidenceBook
from .groups import CategoryView, PhaseView, categories, phases
from .lines import (
    AmountView,
    ExcludedView,
    excluded_views,
    line_view,
)
from .open_questions import OpenQuestion, open_questions
from .outlook_view import OutlookView, outlook_view
from .wording import Wording

NUMBER = re.compile(r"([0-9][0-9,.]*)")
FEWEST_EMPLOYEES = 5


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A piece of the big figure: digits are set large, 万円 small."""

    is_number: bool
    text: str


@dataclass(frozen=True, slots=True)
class TotalView:
    """One of the three totals."""

    code: str
    name: str
    meaning: str
    amount: AmountView


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything the page says, top to bottom."""

    title: str
    company_name: str
    case_note: str
    incident_name: str
    incident_summary: str
    headline: AmountView
    figure: tuple[FigurePart, ...]  # the headline's typical amount
    is_open: bool  # no upper end
    range_bar: SafeString
    outlook: OutlookView
    sales_share: str  # empty when the sales are not known
    sales: str
    totals: tuple[TotalView, ...]
    categories: tuple[CategoryView, ...]
    phases: tuple[PhaseView, ...]
    open_questions: tuple[OpenQuestion, ...]
    excluded: tuple[ExcludedView, ...]
    notices: tuple[str, ...]
    limits: tuple[str, ...]
    grades: tuple[tuple[str, str], ...]
    edition: str
    as_of: str
    engine_version: str


def result_page(
    estimate: Estimate, costs: CostBook, wording: Wording, meaning: Outlook
) -> ResultPage:
    """Put an estimate and what it means into words, bars and groups."""
    evidence = EvidenceBook(costs, wording, estimate.profile)
    views = {line.code: line_view(line, evidence) for line in estimate.lines}
    profile, headline = estimate.profile, estimate.headline
    return ResultPage(
        title=page_title(profile, costs, wording),
        company_name=profile.company.company_name,
        case_note=profile.incident.case_note,
        incident_name=incident_name(profile, costs, wording),
        incident_summary=_summary(profile, costs, wording),
        headline=AmountView.of(headline, wording),
        figure=figure_parts(wording.rounded(headline.typical)),
        is_open=headline.high is None,
        range_bar=headline_bar(headline, wording),
        outlook=outlook_view(meaning, estimate, costs, wording),
        sales_share=sales_share(headline, profile.company.annual_revenue_yen),
        sales=wording.rounded(int(profile.company.annual_revenue_yen.typical)),
        totals=totals(estimate, wording),
        categories=categories(estimate, views, wording),
        phases=phases(estimate, views, wording),
        open_questions=open_questions(estimate, wording),
        excluded=excluded_views(estimate.excluded),
        notices=notices(profile),
        limits=tuple(str(sentence) for sentence in labels.LIMITS),
        grades=tuple((grade, str(meaning)) for grade, meaning in labels.GRADES.items()),
        edition=estimate.edition,
        as_of=wording.date(estimate.as_of),
        engine_version=estimate.engine_version,
    )


def figure_parts(text: str) -> tuple[FigurePart, ...]:
    """Cut an amount where digits and units meet: 「3」「億」「7,600」「万円」."""
    pieces = [piece for piece in NUMBER.split(text) if piece]
    return tuple(FigurePart(piece[0].isdigit(), piece) for piece in pieces)


def incident_name(profile: IncidentProfile, costs: CostBook, wording: Wording) -> str:
    """Name the type of the incident."""
    kind = costs.incident_types[profile.incident.incident_type]
    return kind.name_ja if wording.language == "ja" else kind.name_en


def _summary(profile: IncidentProfile, costs: CostBook, wording: Wording) -> str:
    kind = costs.incident_types[profile.incident.incident_type]
    return kind.summary_ja if wording.language == "ja" else kind.summary_en


def page_title(profile: IncidentProfile, costs: CostBook, wording: Wording) -> str:
    """Say what happened: 「ランサムウェアで10営業日止まった場合、御社の損害は」."""
    name, stop = incident_name(profile, costs, wording), profile.spread.stop_length
    named = bool(profile.company.company_name)  # a published case is nobody's company
    whose = _("御社の損害は") if named else _("この事案の損害は")
    if "stop" in profile.incident.topics and stop.known and stop.typical > 0:
        length = quantity(stop.typical, profile.spread.stop_unit, wording.language)
        text = _("%(incident)sで%(length)s止まった場合、%(whose)s")
        return text % {"incident": name, "length": length, "whose": whose}
    return _("%(incident)sが起きた場合、%(whose)s") % {"incident": name, "whose": whose}


def headline_bar(headline: YenRange, wording: Wording) -> SafeString:
    """Draw the headline's range."""
    high = _("上限の公表なし") if headline.high is None else wording.rounded(headline.high)
    low, typical = wording.rounded(headline.low), wording.rounded(headline.typical)
    span = pictures.Span(
        headline.low, headline.typical, headline.high,
        _("下限 %(yen)s") % {"yen": low},
        _("中心 %(yen)s") % {"yen": typical},
        high if headline.high is None else _("上限 %(yen)s") % {"yen": high},
    )  # fmt: skip
    title = _("想定損害額 %(typical)s") % {"typical": typical}
    text = _("全費目が下限のとき %(low)s、全費目が上限のとき %(high)s")
    return pictures.range_bar(span, title=title, description=text % {"low": low, "high": high})


def sales_share(headline: YenRange, sales: Quantity) -> str:
    """Return the share of annual sales, empty when they are not known."""
    if not sales.known or sales.typical <= 0:
        return ""
    return percent(Decimal(headline.typical) / sales.typical)


def totals(estimate: Estimate, wording: Wording) -> tuple[TotalView, ...]:
    """Name the three totals, which are never added up to one."""
    return tuple(
        TotalView(
            kind, str(labels.TOTALS[kind]), _meaning(estimate, kind),
            AmountView.of(estimate.total(kind), wording),
        )
        for kind in Total
    )  # fmt: skip


def _meaning(estimate: Estimate, kind: Total) -> str:
    """Say what a total is made of; the reference values have only their number in common."""
    if kind is not Total.REFERENCE:
        return str(labels.TOTAL_MEANINGS[kind])
    count = sum(line.total is kind for line in estimate.lines)
    text = ngettext(
        "性質の違う%(count)d件の合計。想定損害額には足しません",
        "性質の違う%(count)d件の合計。想定損害額には足しません",
        count,
    )
    return text % {"count": count}


def notices(profile: IncidentProfile) -> tuple[str, ...]:
    """Say where this tool does not fit the company."""
    company, employees = profile.company, profile.company.employees
    few = employees.known and employees.typical < FEWEST_EMPLOYEES
    cases = (
        (
            company.listed.surely(YES),
            _("上場企業には、開示や株主対応など、ここで扱わない損害があります。"),
        ),
        (
            company.critical_infrastructure.surely(YES),
            _("重要インフラ事業者には、社会的な影響など、ここで扱わない損害があります。"),
        ),
        (
            few,
            _(
                "従業員が5人未満の会社では、ここで使う公表データの規模より小さく、過大になりがちです。"
            ),
        ),
    )
    return tuple(text for applies, text in cases if applies)
