"""The leaves of a formula: an answer, a figure of the edition, an amount of law, a number.

A leaf carries low, typical and high and the ids of its sources, so that every output can trace
each yen to quantity × unit cost and a named source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ..costbook import Evidence, Figure, StatutoryAmount
from ..profile import Choice, OwnQuote, Quantity

PERCENT = Decimal(100)


class Origin(StrEnum):
    """Where a leaf comes from."""

    ANSWER = "answer"
    UNIT_COST = "unit_cost"
    LAW = "law"
    NUMBER = "number"
    OWN_QUOTE = "own_quote"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a formula. A unit of percent is read as a share (÷ 100) by the formula."""

    code: str
    origin: Origin
    low_value: Decimal
    typical: Decimal
    high_value: Decimal | None
    unit: str
    sources: tuple[str, ...] = ()
    assumption: bool = False
    known: bool = True
    bound: Decimal | None = None  # how far an open high is sampled
    name_ja: str = ""  # empty for an answer: the questionnaire names it
    name_en: str = ""
    evidence: tuple[Evidence, ...] = ()  # of the row or rows used; empty for an answer
    by_factor: bool = False  # as likely so many times less than typical as so many times more
    by_severity: tuple[tuple[Decimal, Leaf], ...] = ()  # under each severity, with its chance

    def _read(self, value: Decimal) -> Decimal:
        return value / PERCENT if self.unit == "percent" else value

    def amount(self) -> Decimal:
        return self._read(self.typical)

    def low(self) -> Decimal:
        return self._read(self.low_value)

    def high(self) -> Decimal | None:
        return None if self.high_value is None else self._read(self.high_value)

    def leaves(self) -> Iterator[Leaf]:
        yield self

    @classmethod
    def of_choice(cls, choice: Choice) -> Leaf:
        """Stand for a choice in the list of leaves, so that its sources are not lost."""
        zero, one = Decimal(0), Decimal(1)
        return cls(
            choice.key, Origin.CHANCE, zero, zero, one, "chance",
            choice.sources, choice.assumption, choice.known,
        )  # fmt: skip


def answer(quantity: Quantity) -> Leaf:
    """Make a leaf of an answered or unknown quantity."""
    severities = () if quantity.known else quantity.by_severity
    return Leaf(
        quantity.key, Origin.ANSWER, quantity.low, quantity.typical, quantity.high, quantity.unit,
        quantity.sources, quantity.assumption, quantity.known,
        by_severity=tuple((chance, answer(here)) for chance, here in severities),
    )  # fmt: skip


def figure(row: Figure) -> Leaf:
    """Make a leaf of a figure of the edition."""
    return Leaf(
        row.code, Origin.UNIT_COST, row.low, row.typical, row.high, row.unit, row.sources,
        row.is_assumption, True, row.sampling_bound, row.name_ja, row.name_en, row.evidence,
    )  # fmt: skip


def taken(row: Figure) -> Leaf:
    """Make a leaf of an amount of money taken: no price, it spans orders of magnitude."""
    return replace(figure(row), by_factor=True)


def statutory(row: StatutoryAmount, *, revenue_share: bool = False) -> Leaf:
    """Make a leaf of an amount of law in its own currency, or of its share of the sales."""
    value, unit = row.amount, "yen" if row.currency == "JPY" else row.currency.lower()
    code = row.code
    if revenue_share:
        value, unit, code = row.revenue_percent or Decimal(0), "percent", f"{row.code}_of_sales"
    return Leaf(
        code, Origin.LAW, value, value, value, unit, (row.evidence.source.id,),
        row.evidence.is_assumption, True, None, row.name_ja, row.name_en, (row.evidence,),
    )  # fmt: skip


def number(value: int, code: str, unit: str) -> Leaf:
    """Make a leaf of a number nobody needs a source for, such as 12 months a year."""
    exact = Decimal(value)
    return Leaf(code, Origin.NUMBER, exact, exact, exact, unit)


def given_amount(quote: OwnQuote) -> Leaf:
    """Make a leaf of the company's own quote, coded by its first item: no two quotes share it."""
    high = None if quote.high_yen is None else Decimal(quote.high_yen)
    return Leaf(
        f"own_quote:{quote.covers[0]}", Origin.OWN_QUOTE,
        Decimal(quote.low_yen), Decimal(quote.typical_yen), high, "yen",
        name_ja=quote.label, name_en=quote.label,
    )  # fmt: skip
