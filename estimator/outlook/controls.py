"""対策の選択肢: 現状 / 最小限 / 推奨 / 自社で選んだ組み合わせ, each with price and effect.

In the flow: measures x yearly risks -> yen of loss removed, on the same severities before and
after. The published effects were seen together, in insured companies of other countries: they
are correlations and overlap. So of all measures of a package only the strongest counts for how
often an incident type strikes, and only the strongest for how costly it is; nothing multiplies.
Between the published effect (low) and none at all (high = 1) the mean of the figure's PERT is
taken, as of any figure; both ends are told beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

import numpy as np

from ..costbook import CostBook, Figure, Measure
from ..formula.samples import Samples
from ..money import YenRange, round_yen
from ..profile import Quantity
from .annual import AnnualCurve, annual_exact
from .measure_prices import PackagePrice, Quotes, package_price
from .yearly_risk import YearlyRisk

CURRENT, MINIMAL, RECOMMENDED, OWN = "current", "minimal", "recommended", "own"
INSTRUCTIONS = range(1, 11)  # the METI guideline's ten (重要10項目)
NO_EFFECT = Decimal(1)
PERT_WEIGHT = 4  # of the typical value in the mean
P95 = 0.95
Curve = Callable[[Sequence[YearlyRisk]], AnnualCurve]


class Reading(StrEnum):
    """How far a published effect is believed."""

    MOST = "most"  # as published, as if it were the cause
    EXPECTED = "expected"
    LEAST = "least"  # no effect at all


@dataclass(frozen=True, slots=True)
class Package:
    """組み合わせ: measures taken together."""

    code: str
    measures: tuple[Measure, ...]

    @property
    def instructions(self) -> tuple[int, ...]:
        """The instructions of the guideline that some measure answers."""
        found = {number for measure in self.measures for number in measure.instructions}
        return tuple(number for number in INSTRUCTIONS if number in found)

    @property
    def rests_on_correlation(self) -> bool:
        """Tell whether any effect is one that was only seen together."""
        return any(measure.is_correlation for measure in self.measures)


def packages(
    costs: CostBook, *, own: Collection[str] = (), in_place: Collection[str] = ()
) -> tuple[Package, ...]:
    """Return 現状, 最小限, 推奨 and, if any is chosen, the user's own package.

    What is in place already costs nothing more and removes nothing more: it is left out.
    """
    new = [m for code, m in costs.measures.items() if code not in in_place]
    minimal = tuple(m for m in new if m.package == MINIMAL)
    recommended = tuple(m for m in new if m.package in (MINIMAL, RECOMMENDED))
    chosen = tuple(m for m in new if m.code in own)
    found = (Package(CURRENT, ()), Package(MINIMAL, minimal), Package(RECOMMENDED, recommended))
    return (*found, Package(OWN, chosen)) if own else found


@dataclass(frozen=True, slots=True)
class Effect:
    """What a package leaves of an incident type: shares of its frequency and of its cost."""

    rate: Decimal
    severity: Decimal


def effect(
    measures: Iterable[Measure], incident_type: str, reading: Reading = Reading.EXPECTED
) -> Effect:
    """Return the strongest effect of each kind; a measure never makes anything worse."""
    fit = [m for m in measures if not m.incident_types or incident_type in m.incident_types]
    return Effect(
        _strongest(fit, "rate_factor", reading), _strongest(fit, "severity_factor", reading)
    )


def _strongest(measures: list[Measure], kind: str, reading: Reading) -> Decimal:
    factors = [_read(m.figures[kind], reading) for m in measures if kind in m.figures]
    return min([NO_EFFECT, *factors])


def _read(figure: Figure, reading: Reading) -> Decimal:
    high = NO_EFFECT if figure.high is None else figure.high
    if reading is Reading.MOST:
        return figure.low
    if reading is Reading.LEAST:
        return high
    return (figure.low + PERT_WEIGHT * figure.typical + high) / (PERT_WEIGHT + 2)


def controlled(
    risks: Iterable[YearlyRisk],
    measures: Collection[Measure],
    reading: Reading = Reading.EXPECTED,
) -> tuple[YearlyRisk, ...]:
    """Return the same risks, on the same draws, under a package of measures."""
    found = []
    for risk in risks:
        left = effect(measures, risk.code, reading)
        found.append(
            replace(
                risk,
                rate_factor=risk.rate_factor * float(left.rate),
                severity_factor=risk.severity_factor * float(left.severity),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Removed:
    """Yen a year that a package takes off the expected loss, by how far it is believed."""

    least: int
    expected: int
    most: int


@dataclass(frozen=True, slots=True)
class OneIncident:
    """The incident estimated here, under a package: yen of one event and how often it strikes."""

    p50: int  # what remains
    p95: int
    p95_removed: int
    effect: Effect


class NoPayback(StrEnum):
    """Why no payback can be named."""

    NOTHING_REMOVED = "nothing_removed"
    COSTS_NOTHING = "costs_nothing"
    NEEDS_QUOTE = "needs_quote"
    COSTS_MORE = "costs_more"  # a year costs more than it takes off the expected loss


@dataclass(frozen=True, slots=True)
class Payback:
    """元が取れるまで, in the numbers of one sentence; a subsidy is not counted."""

    years: Decimal | None  # first cost / (yen removed a year − yen paid a year)
    reason: NoPayback | None  # why there are no years
    incident_pays_years: Decimal | None  # P50 of one incident as it is now / yen paid a year


@dataclass(frozen=True, slots=True)
class Option:
    """One package, worked out."""

    package: Package
    price: PackagePrice
    curve: AnnualCurve  # what remains
    removed: Removed
    p95_removed: int  # of a year; often 0, since most years bring no incident
    once_in_100_removed: int
    incident: OneIncident
    payback: Payback
    after: YenRange | None  # the same measures after an incident, as far as there are figures


@dataclass(frozen=True, slots=True)
class Case:
    """What the packages are held against: the company's year and the incident estimated."""

    risks: tuple[YearlyRisk, ...]
    incident_type: str
    event: Samples  # yen of one such event
    employees: Quantity


def options(
    case: Case,
    found: Iterable[Package],
    *,
    quotes: Quotes | None = None,
    before: AnnualCurve | None = None,
    curve: Curve = annual_exact,
) -> tuple[Option, ...]:
    """Work out each package against the case as it is; `before` is its curve, if known already."""
    now = curve(case.risks) if before is None else before
    return tuple(_option(case, package, now, quotes=quotes, curve=curve) for package in found)


def _option(
    case: Case, package: Package, before: AnnualCurve, *, quotes: Quotes | None, curve: Curve
) -> Option:
    measures = package.measures
    after = curve(controlled(case.risks, measures)) if measures else before
    price = package_price(measures, case.employees, quotes)
    removed = _removed(case.risks, measures)
    incident = _incident(case, measures)
    return Option(
        package=package,
        price=price,
        curve=after,
        removed=removed,
        # the grid of the exact curve may end a step later: never said to be a gain
        p95_removed=max(0, before.percentile(95) - after.percentile(95)),
        once_in_100_removed=max(0, before.once_in(100) - after.once_in(100)),
        incident=incident,
        payback=payback(price, removed.expected, round(float(np.median(case.event)))),
        after=_after(price),
    )


def _removed(risks: Sequence[YearlyRisk], measures: Collection[Measure]) -> Removed:
    """Take rate x severity before and after, in closed form; the draws are the same."""
    before = _expected(risks)
    least, expected, most = (
        round(before - _expected(controlled(risks, measures, reading)))
        for reading in (Reading.LEAST, Reading.EXPECTED, Reading.MOST)
    )
    return Removed(least, expected, most)


def _expected(risks: Iterable[YearlyRisk]) -> float:
    return sum(
        risk.rate.mean * risk.rate_factor * float(risk.severities.mean()) * risk.severity_factor
        for risk in risks
    )


def _incident(case: Case, measures: Collection[Measure]) -> OneIncident:
    left = effect(measures, case.incident_type)
    p50, p95 = (Decimal(float(yen)) for yen in np.quantile(case.event, (0.5, P95)))
    remaining = round_yen(p95 * left.severity)
    return OneIncident(
        p50=round_yen(p50 * left.severity),
        p95=remaining,
        p95_removed=round_yen(p95) - remaining,
        effect=left,
    )


def payback(price: PackagePrice, removed_yen: int, incident_yen: int) -> Payback:
    """Say when a package has earned what it costs; without own labour and without subsidy."""
    initial, yearly = price.initial.typical, price.yearly.typical
    pays_years = Decimal(incident_yen) / yearly if yearly else None
    reason = _no_payback(price, removed_yen)
    if reason is not None:
        unpriced = reason is NoPayback.NEEDS_QUOTE
        return Payback(None, reason, None if unpriced else pays_years)
    return Payback(Decimal(initial) / (removed_yen - yearly), None, pays_years)


def _no_payback(price: PackagePrice, removed_yen: int) -> NoPayback | None:
    if price.needs_quote:
        return NoPayback.NEEDS_QUOTE
    if removed_yen <= 0:
        return NoPayback.NOTHING_REMOVED
    if not price.initial.typical and not price.yearly.typical:
        return NoPayback.COSTS_NOTHING
    return NoPayback.COSTS_MORE if removed_yen <= price.yearly.typical else None


def _after(price: PackagePrice) -> YenRange | None:
    known = [one.after for one in price.measures if one.after is not None]
    return sum(known[1:], known[0]) if known else None
