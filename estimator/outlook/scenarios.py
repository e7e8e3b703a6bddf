"""Scenarios of one company: two to four estimates side by side, or at the same time.

In the flow: estimates -> rows of categories and lines with their differences to the first one.
Incidents that come together (二重脅迫: a standstill and a leak) share what is done only once: one
investigation, one call centre, one standstill. Of each cost item the larger amount stands, so
the whole is never below the largest incident nor above their sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from ..estimate import Category, Estimate, EstimateLine, Reason, Total
from ..formula.samples import Samples
from ..money import YenRange, add_up
from ..profile import Choice, IncidentProfile, Quantity
from .distribution import Percentiles, percentiles
from .simulation import Simulation

FEWEST, MOST = 2, 4


class NotComparable(ValueError):
    """Too few or too many scenarios, or scenarios of different editions."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One category or line in every scenario, in their order."""

    code: str
    amounts: tuple[YenRange | None, ...]  # None: the scenario has no such line
    differences: tuple[int, ...]  # typical yen, less that of the first scenario

    @property
    def differs(self) -> bool:
        """Tell whether any scenario differs from the first."""
        return any(self.differences)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios side by side."""

    headline: Compared
    categories: tuple[Compared, ...]  # what no scenario counts is left out
    lines: tuple[Compared, ...]  # of the headline
    references: tuple[Compared, ...]  # ③, beside it
    answers: tuple[str, ...]  # keys answered differently in any of them


def compare(estimates: Sequence[Estimate]) -> Comparison:
    """Put two to four estimates under one edition side by side. Raises: NotComparable."""
    if not FEWEST <= len(estimates) <= MOST:
        raise NotComparable(f"{len(estimates)} scenarios")
    if len({estimate.edition for estimate in estimates}) > 1:
        raise NotComparable("different editions")
    return Comparison(
        headline=_compared("headline", [estimate.headline for estimate in estimates]),
        categories=_categories(estimates),
        lines=_lines(estimates, reference=False),
        references=_lines(estimates, reference=True),
        answers=_differing([estimate.profile for estimate in estimates]),
    )


def _categories(estimates: Sequence[Estimate]) -> tuple[Compared, ...]:
    found = {kind: [estimate.category(kind) for estimate in estimates] for kind in Category}
    return tuple(
        _compared(kind, amounts)
        for kind, amounts in found.items()
        if not all(amount.is_zero for amount in amounts)
    )


def _compared(code: str, amounts: Sequence[YenRange | None]) -> Compared:
    typical = [0 if amount is None else amount.typical for amount in amounts]
    return Compared(code, tuple(amounts), tuple(yen - typical[0] for yen in typical))


def _lines(estimates: Sequence[Estimate], *, reference: bool) -> tuple[Compared, ...]:
    found = []
    for code in _codes(estimates, reference=reference):
        lines = [estimate.line(code) for estimate in estimates]
        found.append(_compared(code, [line.amount if line else None for line in lines]))
    return tuple(found)


def _codes(estimates: Sequence[Estimate], *, reference: bool) -> tuple[str, ...]:
    """Return the codes of any scenario, in the order of the first that has them."""
    counted = (
        line.code
        for estimate in estimates
        for line in estimate.lines
        if (line.total is Total.REFERENCE) is reference
    )
    return tuple(dict.fromkeys(counted))


def _differing(profiles: Sequence[IncidentProfile]) -> tuple[str, ...]:
    """Return the keys whose answers are not the same in every scenario."""
    answers = [_answers(profile) for profile in profiles]
    keys = dict.fromkeys(key for found in answers for key in found)
    return tuple(key for key in keys if len({found.get(key) for found in answers}) > 1)


def _answers(profile: IncidentProfile) -> dict[str, object]:
    """Return what was answered; わからない is one answer, whatever it is taken as."""
    parts = [getattr(profile, part.name) for part in fields(profile)]
    values = {
        field.name: getattr(part, field.name)
        for part in parts
        if hasattr(part, "__dataclass_fields__")
        for field in fields(part)
    }
    unknown = "unknown"
    return {
        key: unknown if isinstance(value, Quantity | Choice) and not value.known else value
        for key, value in values.items()
    }


@dataclass(frozen=True, slots=True)
class CombinedLine:
    """One cost item of incidents that come together."""

    line: EstimateLine  # the largest one
    of: int  # which incident it is of, from 0
    counted_once_yen: int  # typical yen of the others, not added again


@dataclass(frozen=True, slots=True)
class Combined:
    """Incidents at the same time, nothing counted twice."""

    lines: tuple[CombinedLine, ...]
    headline: YenRange
    saved_yen: int  # typical headlines added up, less this one

    @property
    def headline_lines(self) -> tuple[CombinedLine, ...]:
        """The lines that make up the headline, the reference values left out."""
        return tuple(one for one in self.lines if one.line.total is not Total.REFERENCE)


def combine(estimates: Sequence[Estimate]) -> Combined:
    """Join incidents that hit one company together. Raises: NotComparable."""
    if len(estimates) < FEWEST or len({estimate.edition for estimate in estimates}) > 1:
        raise NotComparable(f"{len(estimates)} incidents")
    quoted = _in_a_quote(estimates)
    codes = [c for r in (False, True) for c in _codes(estimates, reference=r) if c not in quoted]
    lines = tuple(_largest(code, estimates) for code in codes)
    headline = add_up(
        combined.line.amount for combined in lines if combined.line.total is not Total.REFERENCE
    )
    added = sum(estimate.headline.typical for estimate in estimates)
    return Combined(lines, headline, added - headline.typical)


def _in_a_quote(estimates: Sequence[Estimate]) -> set[str]:
    """Return the items that an own quote of any incident already covers."""
    return {
        excluded.code
        for estimate in estimates
        for excluded in estimate.excluded
        if excluded.reason is Reason.IN_QUOTE
    }


def _largest(code: str, estimates: Sequence[Estimate]) -> CombinedLine:
    """Return the line with the highest typical amount, its bounds those of the largest."""
    found = [(e.line(code), place) for place, e in enumerate(estimates)]
    lines = [(line, place) for line, place in found if line is not None]
    line, place = max(lines, key=lambda one: (one[0].amount.typical, -one[1]))
    amounts = [one.amount for one, _ in lines]
    others = sum(amount.typical for amount in amounts) - line.amount.typical
    return CombinedLine(replace(line, amount=_upper(amounts)), place, others)


def _upper(amounts: Sequence[YenRange]) -> YenRange:
    """Return the largest of each bound; an open end stays open."""
    highs = [amount.high for amount in amounts if amount.high is not None]
    return YenRange(
        max(amount.low for amount in amounts),
        max(amount.typical for amount in amounts),
        max(highs) if len(highs) == len(amounts) else None,
    )


def combine_samples(incidents: Sequence[Mapping[str, Samples]]) -> dict[str, Samples]:
    """Join the samples of incidents line by line, draw by draw; the seed must be the same."""
    codes = dict.fromkeys(code for lines in incidents for code in lines)
    return {
        code: np.maximum.reduce([lines[code] for lines in incidents if code in lines])
        for code in codes
    }


def combined_band(combined: Combined, drawn: Sequence[Simulation]) -> Percentiles:
    """Return how far the incidents together may turn out, draw by draw of one seed."""
    joined = combine_samples([simulation.lines for simulation in drawn])
    counted = [one.line.code for one in combined.headline_lines]
    return percentiles(sum((joined[code] for code in counted), np.zeros(drawn[0].size)))
