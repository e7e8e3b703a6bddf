"""実績: what an incident really cost, line by line, beside what was estimated.

In the flow: the lines of an estimate and the payments on record -> the forecast (見込み) of each
line, of each damage category and of each total. The estimate itself is never changed by it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..estimate import ITEMS, Category, CostItem, Estimate, Total
from .insured_items import RULES, NotInsurable, Rule, Section

BY_CODE: Mapping[str, CostItem] = {item.code: item for item in ITEMS}

# What can really be paid or lost. The other reference values are ceilings of law, theoretical
# values and what-ifs: when one of them comes true, it is paid as 罰金, 賠償 or 身代金.
RECORDABLE = tuple(
    item.code
    for item in ITEMS
    if item.total is not Total.REFERENCE or item.code == "internal_labour"
)
_OWN_TIME = Rule(None, why_not=NotInsurable.OWN_LABOUR)


@dataclass(frozen=True, slots=True)
class Payment:
    """支払い: one amount that was paid or lost."""

    code: str  # cost item
    yen: int
    paid_on: date
    payee: str = ""
    note: str = ""
    has_receipt: bool = False
    number: int = 0  # of the record; 0: not on record yet


@dataclass(frozen=True, slots=True)
class Planned:
    """What was estimated for one line."""

    code: str
    typical: int  # yen
    covers: tuple[str, ...] = ()  # the other cost items inside the quote of this line


@dataclass(frozen=True, slots=True)
class Sums:
    """Estimated, actual and forecast yen of a line or of several."""

    estimated: int
    actual: int
    forecast: int

    @property
    def difference(self) -> int:
        """How far the forecast lies above the estimate; negative below it."""
        return self.forecast - self.estimated

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.estimated + other.estimated,
            self.actual + other.actual,
            self.forecast + other.forecast,
        )


@dataclass(frozen=True, slots=True)
class LineForecast:
    """One line: what was estimated, what came, what is to be reckoned with."""

    code: str
    sums: Sums
    is_planned: bool  # False: the estimate had no line for this cost item
    is_closed: bool  # これで全部: nothing more will come


@dataclass(frozen=True, slots=True)
class Forecast:
    """見込み: the lines in the order of the cost items, the payments in the order of their days."""

    lines: tuple[LineForecast, ...]
    payments: tuple[Payment, ...]

    @property
    def headline(self) -> Sums:
        """想定損害額 beside what came of it; the reference values stand apart."""
        return self._sum(lambda item: item.total is not Total.REFERENCE)

    def total(self, kind: Total) -> Sums:
        """Add up the lines of one of the three totals."""
        return self._sum(lambda item: item.total is kind)

    def category(self, category: Category) -> Sums:
        """Add up the lines of one damage category, without its reference values."""
        return self._sum(
            lambda item: item.category is category and item.total is not Total.REFERENCE
        )

    def _sum(self, belongs: Callable[[CostItem], bool]) -> Sums:
        found = (line.sums for line in self.lines if belongs(BY_CODE[line.code]))
        return sum(found, Sums(0, 0, 0))


def planned(estimate: Estimate) -> tuple[Planned, ...]:
    """Take from an estimate what its lines were reckoned at."""
    return tuple(
        Planned(line.code, line.amount.typical, line.own_quote.covers if line.own_quote else ())
        for line in estimate.lines
    )


def forecast(
    lines: Iterable[Planned], payments: Iterable[Payment], closed: Collection[str]
) -> Forecast:
    """Put the payments beside the lines.

    A line that is closed costs what was paid; an open one at least its estimate. A payment for a
    cost item inside a quote counts for the line of that quote. One for a cost item without a line
    makes a line of its own, estimated at nothing.
    """
    ordered = tuple(sorted(payments, key=lambda payment: (payment.paid_on, payment.number)))
    by_code = {line.code: line for line in lines}
    line_of = {other: line.code for line in by_code.values() for other in line.covers}
    paid: dict[str, int] = {}
    for payment in ordered:
        code = payment.code if payment.code in by_code else line_of.get(payment.code, payment.code)
        paid[code] = paid.get(code, 0) + payment.yen
    return Forecast(
        tuple(
            _line(code, by_code.get(code), paid.get(code, 0), is_closed=code in closed)
            for code in BY_CODE
            if code in by_code or code in paid
        ),
        ordered,
    )


def _line(code: str, line: Planned | None, actual: int, *, is_closed: bool) -> LineForecast:
    estimated = line.typical if line else 0
    expected = actual if is_closed else max(estimated, actual)
    return LineForecast(
        code, Sums(estimated, actual, expected), is_planned=line is not None, is_closed=is_closed
    )


def insured_as(code: str) -> Rule:
    """Return which section of a policy a payment falls under, or why under none."""
    return RULES.get(code, _OWN_TIME)


def by_section(payments: Iterable[Payment]) -> dict[Section | None, int]:
    """Add up the payments of each section; None: no policy is assumed to pay."""
    found: dict[Section | None, int] = {}
    for payment in payments:
        section = insured_as(payment.code).section
        found[section] = found.get(section, 0) + payment.yen
    return found
