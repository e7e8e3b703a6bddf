"""The figures of an edition as the page of the evidence shows them: a value, its unit, its source.

In the flow: rows of the cost book in, words out. Every number also stands there as it is stored,
so that the page can be compared with the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ...costbook import CostBook, Evidence, Figure, Industry, Scale, Source, StatutoryAmount
from ...formats import quantity, readable_yen
from ...formula import Leaf, Origin
from ..wording import Wording
from .lines import SourceView, source_view

OF_SALES = "_of_sales"
SOURCED = (Origin.UNIT_COST, Origin.LAW)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words and as it is stored; an open upper end is stored as nothing."""

    text: str
    stored: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of the cost tables: low, typical, high and where they come from."""

    code: str
    name: str
    condition: str  # the size class or the industry it is for; empty: always
    low: Number
    typical: Number
    high: Number
    source: SourceView


@dataclass(frozen=True, slots=True)
class BracketRow:
    """One step of a scale."""

    above: Number
    rate: Number
    addition: Number
    by_negotiation: bool


@dataclass(frozen=True, slots=True)
class ScaleTable:
    """段階表 with its steps."""

    code: str
    name: str
    edge: str  # whether a limit belongs to the step below it
    brackets: tuple[BracketRow, ...]
    source: SourceView


class FigureBook:
    """Finds and words the rows of an edition."""

    def __init__(self, costs: CostBook, wording: Wording) -> None:
        self.costs, self.wording = costs, wording
        self._sizes = {size.code: size for size in costs.sizes}

    def name(self, row: object) -> str:
        """Name a row in the language in force."""
        return str(getattr(row, f"name_{self.wording.language}"))

    def source(self, evidence: Evidence) -> SourceView:
        """Word the source of a row."""
        return source_view(evidence, self.wording)

    def bare_source(self, source: Source) -> SourceView:
        """Word a source on its own, apart from what rests on it."""
        nowhere = Evidence(source, "", "", "", "", None, None)
        return source_view(nowhere, self.wording)

    def of_leaves(self, leaves: Iterable[Leaf]) -> tuple[FigureRow, ...]:
        """Return the rows behind the leaves of formulas, each once."""
        codes = dict.fromkeys(leaf.code for leaf in leaves if leaf.origin in SOURCED)
        return tuple(row for code in codes for row in self.rows(code))

    def rows(self, code: str) -> Iterator[FigureRow]:
        """Yield the rows under one code: a unit cost for each size, a rate, an amount of law."""
        for (known, size), figure in self.costs.unit_costs.items():
            if known == code:
                yield self.figure(figure, self.name(self._sizes[size]) if size else "")
        for rate in self.costs.exchange_rates.values():
            if rate.code == code:
                yield self.figure(rate)
        law = self.costs.statutory_amounts.get(code.removesuffix(OF_SALES))
        if law is not None:
            yield self._of_sales(law) if code.endswith(OF_SALES) else self._law(law)

    def figure(self, figure: Figure, condition: str = "") -> FigureRow:
        """Word one figure."""
        low, typical = (self._number(value, figure.unit) for value in (figure.low, figure.typical))
        return FigureRow(
            code=figure.code,
            name=self.name(figure),
            condition=condition,
            low=low,
            typical=typical,
            high=self._number(figure.high, figure.unit),
            source=self.source(figure.evidence[0]),
        )

    def industry(self, industry: Industry) -> tuple[FigureRow, FigureRow]:
        """Word the two ratios of an industry."""
        name = self.name(industry)
        return self.figure(industry.marginal_profit, name), self.figure(industry.labour_cost, name)

    def scale(self, scale: Scale) -> ScaleTable:
        """Word a scale with its steps."""
        return ScaleTable(
            code=scale.code,
            name=self.name(scale),
            edge=_edge(scale),
            brackets=tuple(
                BracketRow(
                    above=Number(f"{step.above:,}", str(step.above)),
                    rate=self._number(step.rate * 100, "percent"),
                    addition=self._number(step.addition, scale.unit),
                    by_negotiation=step.by_negotiation,
                )
                for step in scale.brackets
            ),
            source=self.source(scale.evidence),
        )

    def _law(self, law: StatutoryAmount) -> FigureRow:
        unit = "yen" if law.currency == "JPY" else law.currency.lower()
        return self._fixed(law, self._number(law.amount, unit), law.code)

    def _of_sales(self, law: StatutoryAmount) -> FigureRow:
        share = self._number(law.revenue_percent, "percent")
        return self._fixed(law, share, f"{law.code}{OF_SALES}", _("年間売上高に対する割合"))

    def _fixed(
        self, law: StatutoryAmount, number: Number, code: str, condition: str = ""
    ) -> FigureRow:
        source = self.source(law.evidence)
        return FigureRow(code, self.name(law), condition, number, number, number, source)

    def _number(self, value: Decimal | None, unit: str) -> Number:
        if value is None:
            return Number(_("上限なし"), "")
        return Number(self._text(value, unit), str(value))

    def _text(self, value: Decimal, unit: str) -> str:
        language = self.wording.language
        return readable_yen(value, language) if unit == "yen" else quantity(value, unit, language)


def _edge(scale: Scale) -> str:
    if scale.inclusive:
        return _("区切りちょうどの値は下の段")
    return _("区切りちょうどの値は上の段")
