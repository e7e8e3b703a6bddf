"""一年あたり in words: how often, what a year is expected to cost, what a bad year costs.

In the flow: `Year` of the outlook -> rows of the page and the report. A year is never mixed with an
incident: most years cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ..costbook import CostBook, Figure
from ..formats import percent
from ..outlook.insured_year import InsuredYear
from ..outlook.year import TypeInAYear, Year
from .option_views import OWN_ASSUMPTION, every_years
from .wording import Wording

RETURN_PERIODS = (10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One incident type in a year."""

    name: str
    once_in: str
    rate: str  # per year, low to high
    expected: str
    sources: tuple[str, ...]
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class BadYear:
    """A year as bad as comes once in so many."""

    period: str  # 「20年に1回」
    loss: str  # yen exceeded
    own_burden: str  # the same after the insurance; empty without a policy


@dataclass(frozen=True, slots=True)
class InsuredYearView:
    """What the company's own policy leaves of a year."""

    expected: str  # own burden, yen a year
    paid: str  # by the insurer, yen a year
    limit: str  # of the period
    beyond_limit: str  # chance that it does not suffice


@dataclass(frozen=True, slots=True)
class YearView:
    """Everything said about a year."""

    no_loss: str  # chance of a year without loss
    expected: str
    once_in: tuple[BadYear, ...]
    types: tuple[TypeRow, ...]
    this_type: str  # how often the incident estimated strikes
    insured: InsuredYearView | None


def year_view(year: Year, costs: CostBook, wording: Wording, incident_type: str) -> YearView:
    """Word a year."""
    return YearView(
        no_loss=percent(Decimal(f"{year.curve.chance_of_no_loss:.4f}")),
        expected=wording.rounded(year.curve.expected_loss),
        once_in=tuple(_bad_year(year, years, wording) for years in RETURN_PERIODS),
        types=tuple(_row(one, costs, wording) for one in year.types),
        this_type=every_years(years_between(year, incident_type)),
        insured=_insured(year.insured, wording) if year.insured else None,
    )


def _bad_year(year: Year, years: int, wording: Wording) -> BadYear:
    left = year.insured.own_burden.once_in(years) if year.insured else None
    return BadYear(
        period=_("%(years)s年に1回") % {"years": years},
        loss=wording.rounded(year.curve.once_in(years)),
        own_burden="" if left is None else wording.rounded(left),
    )


def _insured(insured: InsuredYear, wording: Wording) -> InsuredYearView:
    return InsuredYearView(
        expected=wording.rounded(insured.own_burden.expected_loss),
        paid=wording.rounded(insured.expected_paid),
        limit=wording.rounded(insured.yearly_limit),
        beyond_limit=percent(Decimal(f"{insured.beyond_yearly_limit:.4f}")),
    )


def years_between(year: Year, incident_type: str) -> Decimal:
    """Return the years between two incidents of a type, 0 when it has no rate."""
    found = (one.once_in_years for one in year.types if one.code == incident_type)
    return Decimal(next(found, 0))


def rate_span(rate: Figure) -> str:
    """Write how likely it is in a year: low to high in percent."""
    high = rate.high if rate.high is not None else rate.typical
    return percent(rate.low) + _("～") + percent(high)


def _row(one: TypeInAYear, costs: CostBook, wording: Wording) -> TypeRow:
    kind = costs.incident_types[one.code]
    return TypeRow(
        name=kind.name_ja if wording.language == "ja" else kind.name_en,
        once_in=every_years(Decimal(one.once_in_years)),
        rate=rate_span(one.rate),
        expected=wording.rounded(one.expected_loss),
        sources=tuple(source for source in one.rate.sources if source != OWN_ASSUMPTION),
        is_assumption=one.rate.is_assumption,
    )
