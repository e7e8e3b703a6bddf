"""Published distributions (公表された分布) as tables with a small bar in each row.

In the flow: the benchmarks of an edition in, SVG bars and words out. Drawn as published: shares
that do not add up are not corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from ..costbook import Benchmark, BenchmarkValue, CostBook
from ..formats import plain_number, quantity
from . import pictures
from .evidence.lines import SourceView
from .evidence.method_figures import FigureBook, Number

COUNTED = "organisations"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One band or statistic."""

    label: str
    bar: SafeString
    number: Number
    share: str  # of those who answered; empty unless organisations are counted


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """One published distribution."""

    code: str
    name: str
    population: str
    values: tuple[ValueRow, ...]
    has_shares: bool
    sample_size: str  # empty: not published
    source: SourceView


def benchmark_views(costs: CostBook, book: FigureBook) -> tuple[BenchmarkView, ...]:
    """Draw every distribution of an edition."""
    return tuple(_view(benchmark, book) for benchmark in costs.benchmarks.values())


def _view(benchmark: Benchmark, book: FigureBook) -> BenchmarkView:
    rows = tuple(_row(value, benchmark, book) for value in benchmark.values)
    return BenchmarkView(
        code=benchmark.code,
        name=book.name(benchmark),
        population=getattr(benchmark, f"population_{book.wording.language}"),
        values=rows,
        has_shares=benchmark.unit == COUNTED,
        sample_size=str(benchmark.sample_size or ""),
        source=book.source(benchmark.evidence),
    )


def _row(value: BenchmarkValue, benchmark: Benchmark, book: FigureBook) -> ValueRow:
    language, largest = book.wording.language, max(one.value for one in benchmark.values)
    label = value.label_ja if language == "ja" else value.label_en
    number = Number(quantity(value.value, benchmark.unit, language), str(value.value))
    # Bars compare lengths only; a thousandth of the longest is finer than any screen.
    length = int(value.value * 1000 / largest) if largest else 0
    bar = pictures.row_bar(pictures.Bar(benchmark.code, label, length, number.text), 1000)
    return ValueRow(label, bar, number, _share(value.value, benchmark))


def _share(count: Decimal, benchmark: Benchmark) -> str:
    if benchmark.unit != COUNTED or not benchmark.sample_size:
        return ""
    return f"{plain_number(count * 100 / benchmark.sample_size, 0)}%"
