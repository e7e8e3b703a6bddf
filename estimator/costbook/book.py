"""One edition of all cost tables as a value, and how a figure is looked up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import product

from .classes import (
    CompanySize,
    IncidentType,
    Industry,
    Situation,
    TypicalAnswer,
    Weighted,
)
from .figures import Benchmark, Figure, Scale, Source, StatutoryAmount, merge
from .outlook_rows import IncidentRate, Measure, PaymentTiming, SamplePolicy, StandardText
from .own_prices import OwnPrice


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
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    incident_rates: tuple[IncidentRate, ...] = ()
    payment_timings: Mapping[str, PaymentTiming] = field(default_factory=dict)
    sample_policies: Mapping[str, SamplePolicy] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    standard_texts: Mapping[str, StandardText] = field(default_factory=dict)
    _typical: dict[tuple[str, str, Situation], Figure] = field(
        default_factory=dict, compare=False, repr=False
    )
    _sizes: dict[tuple[Decimal, Decimal | None], Weighted] = field(
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

    def with_prices(
        self, prices: Iterable[OwnPrice], source: Source, *, on: date | None = None
    ) -> CostBook:
        """Return this edition with own prices over its unit costs, for every size of company.

        A price for a code the edition lacks has nothing to replace and is left out.
        """
        own = {price.code: price for price in prices}
        unit_costs = {
            (code, size): own[code].over(figure, source, on) if code in own else figure
            for (code, size), figure in self.unit_costs.items()
        }
        return replace(self, unit_costs=unit_costs, sources={**self.sources, source.id: source})

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

    def rate(self, incident_type: str, sizes: Weighted, industry: str = "") -> Figure:
        """Return how often a year, merged over the size classes the company may be in.

        Raises: NotInEdition.
        """
        found = []
        for size, weight in sizes:
            rows = [r for r in self.incident_rates if r.matches(incident_type, size, industry)]
            if not rows:
                raise NotInEdition(f"rate:{incident_type}")
            found.append((max(rows, key=IncidentRate.specificity).figure, weight))
        return merge(found)

    def sizes_for(self, low: Decimal, high: Decimal | None) -> Weighted:
        """Return the size classes a number of employees may fall into, weights adding up to 1."""
        if (low, high) not in self._sizes:
            self._sizes[low, high] = self._sizes_between(low, high)
        return self._sizes[low, high]

    def _sizes_between(self, low: Decimal, high: Decimal | None) -> Weighted:
        hit = [
            size
            for size in self.sizes
            if (high is None or size.employees_from <= high)
            and (size.employees_to is None or low <= size.employees_to)
        ]
        usual = [size for size in hit if size.weight > 0]
        if not usual:  # a class nobody expects, but known to be this one
            return tuple((size.code, Decimal(1) / len(hit)) for size in hit)
        total = sum((size.weight for size in usual), Decimal(0))
        return tuple((size.code, size.weight / total) for size in usual)

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
