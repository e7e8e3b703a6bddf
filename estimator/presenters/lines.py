"""A line (内訳) as people read it: name, who does the work, formula in words, yen, evidence.

In the flow: shared by the result page and the report, so that both say the same of every line.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..estimate import EstimateLine, Excluded, Total
from ..money import YenRange
from . import labels
from .evidence.lines import EvidenceBook, FigureView, SourceView
from .wording import Wording, listed

ROW_SOURCES = 2
NOTHING_TO_CHANGE = frozenset({"administrative_ceiling", "gdpr_ceiling", "ccpa_ceiling"})


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount in both ways of writing."""

    typical: str
    span: str  # empty when there is one value only
    exact_low: str
    exact_typical: str
    exact_high: str  # 「公表なし」 when open

    @classmethod
    def of(cls, amount: YenRange, wording: Wording) -> AmountView:
        """Write a range of yen."""
        return cls(
            typical=wording.rounded(amount.typical),
            span=wording.span(amount),
            exact_low=wording.exact(amount.low),
            exact_typical=wording.exact(amount.typical),
            exact_high=_("公表なし") if amount.high is None else wording.exact(amount.high),
        )

    @classmethod
    def not_named(cls) -> AmountView:
        """Stand for the amount of a quote that names none."""
        text = _("金額の記載なし")
        return cls(text, "", text, text, text)


@dataclass(frozen=True, slots=True)
class UnknownView:
    """An answer わからない and whom to ask."""

    key: str
    name: str
    ask: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One cost item with everything a reader may ask of it."""

    code: str
    name: str
    done_by: str
    remark: str
    formula: str
    amount: AmountView
    is_reference: bool
    quote_label: str  # empty unless the amount is the company's own quote
    quote_covers: str  # the cost items in one quote; empty unless there are several
    may_quote: bool
    figures: tuple[FigureView, ...]
    sources: tuple[SourceView, ...]
    assumptions: tuple[str, ...]
    unknowns: tuple[UnknownView, ...]

    @property
    def short_sources(self) -> tuple[SourceView, ...]:
        """The first sources, as many as a row has room for."""
        return self.sources[:ROW_SOURCES]


@dataclass(frozen=True, slots=True)
class ExcludedView:
    """Cost items without a line, those with the same reason together."""

    reason: str
    items: tuple[tuple[str, str, bool], ...]  # code, name, whether an own quote would bring it in

    @property
    def names(self) -> str:
        """The items in one line."""
        return listed(name for _code, name, _may_quote in self.items)


def line_view(line: EstimateLine, evidence: EvidenceBook) -> LineView:
    """Put one line into words."""
    wording, item, quote = evidence.wording, labels.ITEMS[line.code], line.own_quote
    covers = quote.covers if quote and len(quote.covers) > 1 else ()
    figures = () if quote else evidence.figures(line)
    return LineView(
        code=line.code,
        name=str(item.name),
        done_by=str(item.done_by),
        remark="" if quote else str(labels.ITEM_REMARKS.get(line.code, "")),
        formula=wording.formula(line.formula),
        amount=_amount(line, wording),
        is_reference=line.total is Total.REFERENCE,
        quote_label=quote.label if quote else "",
        quote_covers=listed(labels.item_name(code) for code in covers),
        may_quote=line.code not in NOTHING_TO_CHANGE,
        figures=figures,
        sources=evidence.sources(line),
        assumptions=_names(line, evidence.wording),
        unknowns=tuple(unknown_view(key, wording) for key in line.unknowns),
    )


def _amount(line: EstimateLine, wording: Wording) -> AmountView:
    if line.own_quote is not None and line.own_quote.high_yen is None:
        return AmountView.not_named()
    return AmountView.of(line.amount, wording)


def _names(line: EstimateLine, wording: Wording) -> tuple[str, ...]:
    """Name the values of a line that are our own assumption."""
    ours = set(line.assumptions)
    found = (wording.leaf_name(leaf) for leaf in line.formula.leaves() if leaf.code in ours)
    return tuple(dict.fromkeys(found))


def unknown_view(key: str, wording: Wording) -> UnknownView:
    """Name an answer わからない and whom to ask."""
    return UnknownView(key, wording.answer_name(key), wording.ask_whom(key))


def excluded_views(excluded: tuple[Excluded, ...]) -> tuple[ExcludedView, ...]:
    """Group what has no line by its reason, in the order of the reasons' first appearance."""
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for item in excluded:
        may_quote = item.reason in labels.REVIVED_BY_QUOTE
        row = (item.code, labels.item_name(item.code), may_quote)
        groups.setdefault(labels.reason_sentence(item), []).append(row)
    return tuple(ExcludedView(reason, tuple(items)) for reason, items in groups.items())
