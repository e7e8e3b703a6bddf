"""The cost book (単価表の一版): every figure the engine may use, each with its evidence.

In the flow: `costbook_store` fills it from the rows of one edition; the engine and the
questionnaire look figures up. A look-up that finds nothing raises: never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

# What an incident type can bring into question; decides what is asked and which items apply.
TOPICS = frozenset({
    "investigation", "devices", "data_loss", "stop", "personal_data", "entrusted", "cards", "site",
    "transfer", "banking", "support", "ransom", "confidential", "publicity", "dark_web",
})  # fmt: skip
WHOLE_UNITS = frozenset({"people", "devices", "cards", "times", "seat_months", "pieces"})
Weighted = tuple[tuple[str, Decimal], ...]


class NotInEdition(LookupError):
    """The edition has no figure under this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoExchangeRate(LookupError):
    """The edition has no dated, sourced rate for this currency."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.currency = currency


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
class CompanySize:
    """従業員規模: a size class and how common it is among small and mid-size companies."""

    code: str
    name_ja: str
    name_en: str
    employees_from: int
    employees_to: int | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Industry:
    """業種: marginal-profit ratio and labour cost."""

    code: str
    name_ja: str
    name_en: str
    marginal_profit: Figure  # percent of sales
    labour_cost: Figure  # yen per person-month
    weight: Decimal
    makes_goods: bool = False  # lost production can be caught up


@dataclass(frozen=True, slots=True)
class IncidentType:
    """事案の種類: what it brings into question and how severe it usually is."""

    code: str
    name_ja: str
    name_en: str
    summary_ja: str
    summary_en: str
    topics: frozenset[str]
    wrongful_purpose: bool
    severities: Weighted  # minor, moderate, major with their shares
    severity_evidence: Evidence


@dataclass(frozen=True, slots=True)
class TypicalAnswer:
    """What わからない is taken as; a blank condition matches all, the most specific row wins."""

    key: str
    option: str  # "" for a quantity; for a choice the option whose chance (percent) this is
    incident_type: str
    size: str
    severity: str
    given: tuple[str, str] | None  # another answer this row depends on: key and option
    figure: Figure

    def specificity(self) -> int:
        """Count the conditions set; the incident type counts most."""
        return (
            8 * bool(self.incident_type)
            + 4 * bool(self.given)
            + 2 * bool(self.severity)
            + bool(self.size)
        )


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about a case when a typical answer is looked up."""

    incident_type: str
    sizes: Weighted
    severities: Weighted
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CostBook:
    """One edition of all cost tables, the only version axis."""

    edition: str
    sources: Mapping[str, Source]
    unit_costs: Mapping[tuple[str, str], Figure]  # code and size class ("" for every size)
    scales: Mapping[str, Scale]
    statutory_amounts: Mapping[str, StatutoryAmount]
    exchange_rates: Mapping[str, Figure]  # yen per unit of the currency
    sizes: tuple[CompanySize, ...]
    industries: Mapping[str, Industry]
    incident_types: Mapping[str, IncidentType]
    typical_answers: Mapping[str, tuple[TypicalAnswer, ...]]  # by key
    _typical: dict[tuple[str, str, Situation], Figure] = field(
        default_factory=dict, compare=False, repr=False
    )

    def unit_cost(self, code: str, sizes: Weighted = ()) -> Figure:
        """Return a unit cost; merged over the size classes where it depends on the size.

        Raises: NotInEdition.
        """
        plain = self.unit_costs.get((code, ""))
        rows = [(self.unit_costs.get((code, size), plain), weight) for size, weight in sizes]
        found = [(row, weight) for row, weight in rows if row is not None]
        if found:
            return merge(found)
        if plain is None:
            raise NotInEdition(code)
        return plain

    def has_unit_cost(self, code: str) -> bool:
        """Tell whether the edition names this unit cost for any size."""
        return any(known == code for known, _ in self.unit_costs)

    def scale(self, code: str) -> Scale:
        """Return a fee scale or step table. Raises: NotInEdition."""
        if code not in self.scales:
            raise NotInEdition(code)
        return self.scales[code]

    def statutory_amount(self, code: str) -> StatutoryAmount:
        """Return an amount fixed by law. Raises: NotInEdition."""
        if code not in self.statutory_amounts:
            raise NotInEdition(code)
        return self.statutory_amounts[code]

    def exchange_rate(self, currency: str) -> Figure:
        """Return yen per unit of a currency. Raises: NoExchangeRate."""
        if currency not in self.exchange_rates:
            raise NoExchangeRate(currency)
        return self.exchange_rates[currency]

    def sizes_for(self, low: Decimal, high: Decimal | None) -> Weighted:
        """Return the size classes a number of employees may fall into, weights adding up to 1."""
        hit = [
            size
            for size in self.sizes
            if (high is None or size.employees_from <= high)
            and (size.employees_to is None or low <= size.employees_to)
        ]
        total = sum((size.weight for size in hit), Decimal(0))
        return tuple((size.code, size.weight / total) for size in hit)

    def typical_answer(self, key: str, situation: Situation, option: str = "") -> Figure:
        """Return what わからない is taken as in this situation.

        Unknown size or severity: the widest bounds, the weighted mean of the typical values.
        Raises: NotInEdition when the edition is silent.
        """
        memo = (key, option, situation)
        if memo not in self._typical:
            self._typical[memo] = self._merge_typical(key, option, situation)
        return self._typical[memo]

    def _merge_typical(self, key: str, option: str, situation: Situation) -> Figure:
        rows = [row for row in self.typical_answers.get(key, ()) if row.option == option]
        found = []
        for (size, by_size), (severity, by_severity) in product(
            situation.sizes, situation.severities
        ):
            row = _most_specific(rows, situation, size, severity)
            if row is None:
                raise NotInEdition(f"{key}:{option}" if option else key)
            found.append((row.figure, by_size * by_severity))
        return merge(found)


def _most_specific(
    rows: list[TypicalAnswer], situation: Situation, size: str, severity: str
) -> TypicalAnswer | None:
    matching = [
        row
        for row in rows
        if row.incident_type in ("", situation.incident_type)
        and row.size in ("", size)
        and row.severity in ("", severity)
        and (row.given is None or row.given in situation.given)
    ]
    return max(matching, key=TypicalAnswer.specificity, default=None)


def merge(weighted: list[tuple[Figure, Decimal]]) -> Figure:
    """Merge figures that may each apply: widest bounds, weighted mean of the typical values."""
    figures = [figure for figure, _ in weighted]
    first = figures[0]
    if all(figure is first for figure in figures):
        return first
    total = sum((weight for _, weight in weighted), Decimal(0))
    typical = sum((figure.typical * weight for figure, weight in weighted), Decimal(0)) / total
    if first.unit in WHOLE_UNITS:
        typical = typical.quantize(Decimal(1), rounding=ROUND_HALF_UP)
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
