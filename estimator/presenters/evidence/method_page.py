"""The page of the evidence (算定根拠): every cost item of an edition with its formula and figures.

In the flow: cost book + the formulas the engine makes of it -> values a template prints as they
are. It shows what an edition says before anyone has answered anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Category, CostItem, Excluded, Total
from ...formula import Formula, Leaf, Origin
from ...formula.words import words
from .. import labels
from ..benchmark_views import BenchmarkView, benchmark_views
from ..groups import SHOWN
from ..wording import Wording
from .lines import SourceView
from .method_figures import FigureBook, FigureRow, ScaleTable

ASKED = (Origin.ANSWER, Origin.CHANCE)
INDUSTRY_ANSWERS = frozenset({"variable_cost_percent", "labour_cost_per_month_yen"})


@dataclass(frozen=True, slots=True)
class ItemFormulas:
    """A cost item and the formulas it can take, or the reason why the edition has none."""

    item: CostItem
    formulas: tuple[Formula, ...]
    reason: Excluded | None


@dataclass(frozen=True, slots=True)
class ItemSection:
    """費目: one cost item of the page."""

    code: str
    name: str
    done_by: str
    total: str  # which of the three totals it belongs to
    formulas: tuple[str, ...]
    notes: tuple[str, ...]  # a remark; why there is no formula
    figures: tuple[FigureRow, ...]
    scales: tuple[tuple[str, str], ...]  # code and name of the step tables it reads
    asked: tuple[tuple[str, str], ...]  # key and name of the answers it reads
    reads_industry: bool


@dataclass(frozen=True, slots=True)
class CategorySection:
    """損害区分: its cost items."""

    code: str
    name: str
    meaning: str
    items: tuple[ItemSection, ...]


@dataclass(frozen=True, slots=True)
class ListedSource:
    """出典 with the cost items that rest on it."""

    source: SourceView
    items: tuple[tuple[str, str], ...]  # code, name


@dataclass(frozen=True, slots=True)
class MethodPage:
    """Everything the page says, top to bottom."""

    edition: str
    categories: tuple[CategorySection, ...]
    others: tuple[FigureRow, ...]  # figures that no formula above reads by name
    industries: tuple[tuple[FigureRow, FigureRow], ...]
    scales: tuple[ScaleTable, ...]
    benchmarks: tuple[BenchmarkView, ...]
    sources: tuple[ListedSource, ...]
    grades: tuple[tuple[str, str], ...]


def method_page(
    costs: CostBook, formulas: tuple[ItemFormulas, ...], wording: Wording
) -> MethodPage:
    """Put an edition into words, cost item by cost item."""
    book = FigureBook(costs, wording)
    sections = {found.item.code: _section(found, book) for found in formulas}
    return MethodPage(
        edition=costs.edition,
        categories=tuple(_category(kind, formulas, sections) for kind in SHOWN),
        others=_others(sections.values(), book),
        industries=tuple(book.industry(industry) for industry in costs.industries.values()),
        scales=tuple(book.scale(scale) for scale in costs.scales.values()),
        benchmarks=benchmark_views(costs, book),
        sources=_sources(sections.values(), book),
        grades=tuple((grade, str(meaning)) for grade, meaning in labels.GRADES.items()),
    )


def _category(
    kind: Category, formulas: Iterable[ItemFormulas], sections: dict[str, ItemSection]
) -> CategorySection:
    return CategorySection(
        code=kind,
        name=str(labels.CATEGORIES[kind]),
        meaning=str(labels.CATEGORY_MEANINGS[kind]),
        items=tuple(sections[f.item.code] for f in formulas if f.item.category is kind),
    )


def _section(found: ItemFormulas, book: FigureBook) -> ItemSection:
    item, named = found.item, labels.ITEMS[found.item.code]
    leaves = [leaf for formula in found.formulas for leaf in formula.leaves()]
    scales = {t.scale.code: t.scale for f in found.formulas for t in words(f) if t.scale}
    return ItemSection(
        code=item.code,
        name=str(named.name),
        done_by=str(named.done_by),
        total=_total(item),
        formulas=_patterns(found.formulas, book.wording),
        notes=tuple(_notes(found)),
        figures=book.of_leaves(leaves),
        scales=tuple((scale.code, book.name(scale)) for scale in scales.values()),
        asked=_asked(leaves, book.wording),
        reads_industry=any(leaf.code in INDUSTRY_ANSWERS for leaf in leaves),
    )


def _total(item: CostItem) -> str:
    name = str(labels.TOTALS[item.total])
    if item.total is not Total.REFERENCE:
        return name
    return _("%(total)s（合計に入れません）") % {"total": name}


def _patterns(formulas: Iterable[Formula], wording: Wording) -> tuple[str, ...]:
    """Write each formula once; one that is part of another says nothing new."""
    texts = list(dict.fromkeys(wording.pattern(formula) for formula in formulas))
    return tuple(t for t in texts if not any(t in other for other in texts if other != t))


def _asked(leaves: Iterable[Leaf], wording: Wording) -> tuple[tuple[str, str], ...]:
    codes = dict.fromkeys(leaf.code for leaf in leaves if leaf.origin in ASKED)
    return tuple((code, wording.answer_name(code)) for code in codes)


def _notes(found: ItemFormulas) -> Iterator[str]:
    if found.item.code in labels.ITEM_REMARKS:
        yield str(labels.ITEM_REMARKS[found.item.code])
    if found.reason:
        yield labels.reason_sentence(found.reason)


def _others(sections: Iterable[ItemSection], book: FigureBook) -> tuple[FigureRow, ...]:
    """Return the figures that are read only after some answer, so that none stays unseen."""
    shown = {row.code for section in sections for row in section.figures}
    codes = [code for code, _size in book.costs.unit_costs]
    codes += [rate.code for rate in book.costs.exchange_rates.values()]
    codes += list(book.costs.statutory_amounts)
    left = (code for code in dict.fromkeys(codes) if code not in shown)
    return tuple(row for code in left for row in book.rows(code))


def _sources(sections: Iterable[ItemSection], book: FigureBook) -> tuple[ListedSource, ...]:
    """List every source of the edition, with the cost items whose figures rest on it."""
    used: dict[str, dict[str, str]] = {}
    for section in sections:
        for row in section.figures:
            used.setdefault(row.source.id, {})[section.code] = section.name
    return tuple(
        ListedSource(book.bare_source(source), tuple(used.get(source.id, {}).items()))
        for source in book.costs.sources.values()
    )
