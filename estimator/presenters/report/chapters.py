"""The chapters behind the board's page that tell what the figure means, with their footnotes.

In the flow: `OutlookView` and the rows it rests on -> the same words with the numbers of their
sources. Nothing is computed here; paper prints what the page says, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import CostBook, Evidence, Measure
from ...outlook.outlook import Outlook
from ..insurance_views import PolicyView
from ..option_views import MeasureView
from ..outlook_view import OutlookView
from ..overview_view import OverviewRow
from ..partner_views import SchemeView
from ..standing_views import BandsView, ReadingRow
from .footnotes import Footnotes


@dataclass(frozen=True, slots=True)
class NumberedType:
    """One incident type of the ranking, with the sources of its rate."""

    row: OverviewRow
    often: str  # how often, with the span of its rate, * for 当方仮定; empty without one
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberedReading:
    """One published amount."""

    row: ReadingRow
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberedBands:
    """One distribution in bands."""

    bands: BandsView
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberedPolicy:
    """One sample plan."""

    policy: PolicyView
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberedMeasure:
    """One measure, once, with the packages it is in."""

    measure: MeasureView
    letters: str
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberedScheme:
    """制度: one text on what a buyer may ask for."""

    scheme: SchemeView
    numbers: str


@dataclass(frozen=True, slots=True)
class Chapters:
    """What the outlook's chapters print besides the views themselves."""

    spread_numbers: str  # of the model factor
    readings: tuple[NumberedReading, ...]
    bands: tuple[NumberedBands, ...]
    payment_numbers: str
    policies: tuple[NumberedPolicy, ...]
    types: tuple[NumberedType, ...]
    measures: tuple[NumberedMeasure, ...]
    schemes: tuple[NumberedScheme, ...]


def chapters(
    view: OutlookView, meaning: Outlook, costs: CostBook, footnotes: Footnotes
) -> Chapters:
    """Number the sources in the order of the chapters."""
    factor = meaning.spread.factor.evidence if meaning.spread else ()
    timings = costs.payment_timings.values() if view.money.cash else ()
    return Chapters(
        spread_numbers=footnotes.of_evidence(factor),
        readings=tuple(_readings(view, meaning, footnotes)),
        bands=tuple(_bands(view, meaning, footnotes)),
        payment_numbers=footnotes.of_evidence(timing.evidence for timing in timings),
        policies=tuple(_policies(view, meaning, costs, footnotes)),
        types=tuple(_types(view, meaning, footnotes)),
        measures=tuple(_measures(view, meaning, footnotes)),
        schemes=tuple(_schemes(view, meaning, footnotes)),
    )


def _readings(
    view: OutlookView, meaning: Outlook, footnotes: Footnotes
) -> Iterator[NumberedReading]:
    if view.standings is None:
        return
    found = [standing for standing in meaning.standings for _against in standing.against]
    for row, standing in zip(view.standings.readings, found, strict=True):
        yield NumberedReading(row, footnotes.of_evidence([standing.benchmark.evidence]))


def _bands(view: OutlookView, meaning: Outlook, footnotes: Footnotes) -> Iterator[NumberedBands]:
    if view.standings is None:
        return
    found = [standing for standing in meaning.standings if standing.bands]
    for bands, standing in zip(view.standings.bands, found, strict=True):
        yield NumberedBands(bands, footnotes.of_evidence([standing.benchmark.evidence]))


def _policies(
    view: OutlookView, meaning: Outlook, costs: CostBook, footnotes: Footnotes
) -> Iterator[NumberedPolicy]:
    samples = view.money.insurance.samples if view.money.insurance else ()
    for policy, one in zip(samples, meaning.money.samples, strict=False):
        row = costs.sample_policies[one.policy.code]
        numbers = footnotes.of_evidence((row.evidence, *row.premium.evidence))
        yield NumberedPolicy(policy, numbers)


def _types(view: OutlookView, meaning: Outlook, footnotes: Footnotes) -> Iterator[NumberedType]:
    for row, found in zip(view.ranking.rows, meaning.ranking, strict=True):
        evidence = found.year.rate.evidence if found.year else ()
        yield NumberedType(row, _often(row), footnotes.of_evidence(evidence))


def _often(row: OverviewRow) -> str:
    if not row.rate:
        return ""
    often = _("%(often)s（%(rate)s）") % {"often": row.once_in, "rate": row.rate}
    return f"{often}*" if row.is_assumption else often


def _measures(
    view: OutlookView, meaning: Outlook, footnotes: Footnotes
) -> Iterator[NumberedMeasure]:
    rows = {m.code: m for option in meaning.options for m in option.package.measures}
    shown = {m.code: m for option in view.options for m in option.measures}
    letters = _letters(view)
    for code, measure in shown.items():
        numbers = footnotes.of_evidence(evidence_of(rows[code]))
        yield NumberedMeasure(measure, letters[code], numbers)


def _schemes(view: OutlookView, meaning: Outlook, footnotes: Footnotes) -> Iterator[NumberedScheme]:
    for scheme, text in zip(view.partners.schemes, meaning.partners.texts, strict=True):
        yield NumberedScheme(scheme, footnotes.of_evidence([text.evidence]))


def _letters(view: OutlookView) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for option in view.options:
        for measure in option.measures:
            found[measure.code] = found.get(measure.code, "") + option.letter
    return found


def evidence_of(measure: Measure) -> Iterable[Evidence]:
    """Return the evidence of a measure and of each of its figures."""
    return (measure.evidence, *(e for f in measure.figures.values() for e in f.evidence))
