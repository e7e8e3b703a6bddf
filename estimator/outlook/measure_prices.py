"""対策の費用: what a package of measures costs before an incident, and after one.

In the flow: measures of an edition x employees x own quotes -> yen once and yen a year. What has
neither a price nor a quote is named, never guessed. A subsidy stands beside the price and is not
taken off: it has to be applied for, and is paid later or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..costbook import Figure, Measure
from ..money import ZERO_YEN, YenRange, add_up, round_yen
from ..profile import Quantity

FULL = Decimal(100)
PRICES = ("cost_initial", "cost_yearly", "cost_yearly_per_person")


@dataclass(frozen=True, slots=True)
class MeasureQuote:
    """自社の見積り of one measure, in place of the edition's price."""

    initial_yen: int
    yearly_yen: int


Quotes = Mapping[str, MeasureQuote]  # by code of the measure


@dataclass(frozen=True, slots=True)
class MeasurePrice:
    """One measure: what it costs now and what the same costs after an incident."""

    code: str
    initial: YenRange
    yearly: YenRange
    subsidy_yen: int  # at most, on the first year's typical price; 0: none known
    after: YenRange | None  # None: no figure
    is_quoted: bool
    is_assumption: bool  # 当方仮定
    needs_quote: bool  # the edition has no price and none was given: not in the sums

    @property
    def first_year(self) -> YenRange:
        """What is paid until the end of the first year."""
        return self.initial + self.yearly


@dataclass(frozen=True, slots=True)
class PackagePrice:
    """A package: the sums of its measures."""

    measures: tuple[MeasurePrice, ...]

    @property
    def initial(self) -> YenRange:
        """Yen once."""
        return add_up(price.initial for price in self.measures)

    @property
    def yearly(self) -> YenRange:
        """Yen a year, from the first one on."""
        return add_up(price.yearly for price in self.measures)

    @property
    def subsidy_yen(self) -> int:
        """What could be applied for at most."""
        return sum(price.subsidy_yen for price in self.measures)

    @property
    def needs_quote(self) -> tuple[str, ...]:
        """The measures without a price, which the sums lack."""
        return tuple(price.code for price in self.measures if price.needs_quote)


def package_price(
    measures: Iterable[Measure], employees: Quantity, quotes: Quotes | None = None
) -> PackagePrice:
    """Price each measure for a company."""
    given = quotes or {}
    return PackagePrice(tuple(_price(m, employees, given.get(m.code)) for m in measures))


def _price(measure: Measure, employees: Quantity, quote: MeasureQuote | None) -> MeasurePrice:
    figures = measure.figures
    if quote is not None:
        initial, yearly = _exactly(quote.initial_yen), _exactly(quote.yearly_yen)
    else:
        initial = _yen(figures.get("cost_initial"))
        per_person = _per_person(figures.get("cost_yearly_per_person"), employees)
        yearly = _yen(figures.get("cost_yearly")) + per_person
    priced = [figures[kind] for kind in PRICES if kind in figures]
    after = figures.get("cost_after")
    return MeasurePrice(
        code=measure.code,
        initial=initial,
        yearly=yearly,
        subsidy_yen=_subsidy(measure, initial.typical + yearly.typical),
        after=None if after is None else _yen(after),
        is_quoted=quote is not None,
        is_assumption=quote is None and any(figure.is_assumption for figure in priced),
        needs_quote=quote is None and not priced,
    )


def _exactly(yen: int) -> YenRange:
    return YenRange(yen, yen, yen)


def _yen(figure: Figure | None) -> YenRange:
    if figure is None:
        return ZERO_YEN
    high = None if figure.high is None else round_yen(figure.high)
    return YenRange(round_yen(figure.low), round_yen(figure.typical), high)


def _per_person(figure: Figure | None, employees: Quantity) -> YenRange:
    """Yen a year for each employee x employees, bound by bound."""
    if figure is None:
        return ZERO_YEN
    high = None
    if figure.high is not None and employees.high is not None:
        high = round_yen(figure.high * employees.high)
    return YenRange(
        round_yen(figure.low * employees.low),
        round_yen(figure.typical * employees.typical),
        high,
    )


def _subsidy(measure: Measure, first_year_yen: int) -> int:
    if measure.subsidy_percent is None:
        return 0
    share = first_year_yen * measure.subsidy_percent / FULL
    ceiling = measure.subsidy_ceiling
    return round_yen(share if ceiling is None else min(share, ceiling))
