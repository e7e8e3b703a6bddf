"""Figures of an edition, each with its evidence: the values a formula is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

SHOWN_WHOLE = Decimal(10_000)  # an amount of yen from here on is shown without a fraction
WHOLE_UNITS = frozenset({"people", "devices", "cards", "times", "seat_months", "pieces"})


@dataclass(frozen=True, slots=True)
class Source:
    """出典: who published a figure, where and when."""

    id: str
    publisher: str
    title: str
    published: str  # as printed: a day, a month or a year
    url: str  # empty when there is none


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure stands and how far it was checked."""

    source: Source
    place: str  # page, table or slide
    grade: str  # S A B C D U as published, E: our own assumption (当方仮定)
    note_ja: str
    note_en: str
    in_force_from: date | None
    checked_on: date | None

    @property
    def is_assumption(self) -> bool:
        """Tell whether the figure is our own assumption (当方仮定)."""
        return self.grade == "E"


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated row: low, typical and high of a unit cost, a ratio or a typical answer."""

    code: str
    name_ja: str
    name_en: str
    low: Decimal
    typical: Decimal
    high: Decimal | None  # None: open (「～」)
    unit: str
    evidence: tuple[Evidence, ...]  # more than one when several rows were merged
    sampling_bound: Decimal | None = None  # how far an open high is sampled

    @property
    def sources(self) -> tuple[str, ...]:
        """The source ids, each once, in order."""
        return tuple(dict.fromkeys(e.source.id for e in self.evidence))

    @property
    def is_assumption(self) -> bool:
        """Tell whether any of its rows is our own assumption."""
        return any(e.is_assumption for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Bracket:
    """One step of a scale: amount x rate + addition, for amounts above `above`."""

    above: Decimal
    rate: Decimal  # 0.08 for 8 %; 0 in a step table
    addition: Decimal
    by_negotiation: bool = False  # no amount can be named (協議により決定)


@dataclass(frozen=True, slots=True)
class Scale:
    """段階表: a progressive fee or a step table."""

    code: str
    name_ja: str
    name_en: str
    unit: str  # of the result
    brackets: tuple[Bracket, ...]  # ascending by `above`, the first from 0
    evidence: Evidence
    inclusive: bool = True  # True: 「以下」 an amount equal to a limit is in the lower bracket

    def bracket(self, amount: Decimal) -> Bracket:
        """Return the bracket an amount falls into."""
        found = self.brackets[0]
        for bracket in self.brackets[1:]:
            reached = amount > bracket.above if self.inclusive else amount >= bracket.above
            found = bracket if reached else found
        return found


@dataclass(frozen=True, slots=True)
class StatutoryAmount:
    """法定額: an amount or ceiling fixed by law."""

    code: str
    name_ja: str
    name_en: str
    amount: Decimal
    currency: str  # JPY, USD, EUR
    revenue_percent: Decimal | None  # "or this share of worldwide sales, whichever is higher"
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class BenchmarkValue:
    """分布の値: one band or one statistic, as it was published."""

    label_ja: str
    label_en: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Benchmark:
    """公表された分布: one survey's answer to one question; no estimate is computed from it."""

    code: str
    name_ja: str
    name_en: str
    unit: str  # organisations, percent, yen or days
    population_ja: str  # who was asked, and when
    population_en: str
    sample_size: int | None  # None: not published
    values: tuple[BenchmarkValue, ...]
    evidence: Evidence


def merge(weighted: list[tuple[Figure, Decimal]]) -> Figure:
    """Merge figures that may each apply: widest bounds, weighted mean of the typical values."""
    figures = [figure for figure, _ in weighted]
    first = figures[0]
    if all(figure is first for figure in figures):
        return first
    total = sum((weight for _, weight in weighted), Decimal(0))
    typical = sum((figure.typical * weight for figure, weight in weighted), Decimal(0)) / total
    typical = _as_shown(typical, first.unit)
    highs = [figure.high for figure in figures if figure.high is not None]
    bounds = [b for f in figures if (b := f.sampling_bound or f.high) is not None]
    low = min(figure.low for figure in figures)
    high = max(highs) if len(highs) == len(figures) else None
    evidence = tuple(dict.fromkeys(e for figure in figures for e in figure.evidence))
    return replace(
        first,
        low=low,
        typical=typical,
        high=high,
        evidence=evidence,
        sampling_bound=max(bounds) if high is None and bounds else None,
    )


def _as_shown(mean: Decimal, unit: str) -> Decimal:
    """Round a mean to what its words show, so that a line can be checked by hand."""
    is_amount = unit.startswith("yen") and mean >= SHOWN_WHOLE
    if unit in WHOLE_UNITS or is_amount:
        step = Decimal(1)
    elif unit == "per_year":  # rare: one in a million years is still shown
        step = Decimal("0.000001")
    else:
        step = Decimal("0.01") if mean >= Decimal("0.1") else Decimal("0.0001")
    return mean.quantize(step, rounding=ROUND_HALF_UP)
