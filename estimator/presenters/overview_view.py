"""全種類の概算 in words and one picture: every incident type of the company, ranked.

In the flow: `TypeRange`s of the overview -> rows that the page of all types, the result page and
the report print, the costliest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..costbook import CostBook, IncidentType
from ..money import YenRange
from ..outlook.overview import TypeRange, by_high, by_year
from ..questionnaire.answers import can_happen
from ..questionnaire.forms.first import FirstForm
from ..questionnaire.steps import step_of
from . import pictures
from .check_page import ChangeUrl, CheckRow, check_row
from .option_views import every_years
from .pictures.shapes import WIDTH, text_width
from .wording import Wording, listed
from .year_view import rate_span

BY_HIGH, BY_YEAR = "high", "year"
STEPS = tuple(10**power for power in range(4, 16))
STEP_LETTER = 10  # the size of the scale's words
BETWEEN_STEPS = 8  # the outermost words are moved inwards
BETWEEN_WORDS = 16  # between a name and its amounts
FIRST = 3  # types that the result page names


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One incident type in its place."""

    code: str
    name: str
    summary: str  # what happens, in one sentence
    band: str  # P5 to P95; empty where there is none
    typical: str
    high: str
    once_in: str  # empty without a rate
    rate: str  # per year, low to high
    expected: str  # yen a year
    is_assumption: bool  # the rate is 当方仮定
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Every type, in the order asked for."""

    rows: tuple[OverviewRow, ...]
    picture: SafeString
    ruled_out: tuple[str, ...]  # names of the types that cannot happen there
    by: str
    has_rates: bool


@dataclass(frozen=True, slots=True)
class RankingView:
    """Where the incident estimated stands among those that can strike the company."""

    rows: tuple[OverviewRow, ...]  # the highest first
    place: int  # of the incident estimated
    left_out: str  # names of what cannot happen there or the edition cannot estimate

    @property
    def first(self) -> tuple[OverviewRow, ...]:
        """The costliest three."""
        return self.rows[:FIRST]

    @property
    def has_rates(self) -> bool:
        """Whether the edition says of any type how often it strikes."""
        return any(row.once_in for row in self.rows)

    @property
    def has_others(self) -> bool:
        """Whether there is anything to compare with."""
        return len(self.rows) > 1


def ranking_view(
    ranges: Sequence[TypeRange], costs: CostBook, wording: Wording, *, incident: str
) -> RankingView:
    """Word the ranking of an outlook, in its own order."""
    codes = [found.code for found in ranges]
    return RankingView(
        rows=_rows(ranges, wording, incident),
        place=codes.index(incident) + 1,
        left_out=listed(
            _name(kind, wording) for code, kind in costs.incident_types.items() if code not in codes
        ),
    )


def ranking_picture(
    ranges: Sequence[TypeRange], rows: Sequence[OverviewRow], wording: Wording
) -> SafeString:
    """Draw the range of each type under one scale; nothing where there is no type."""
    if not ranges:
        return SafeString("")
    readings = [_reading(found, row) for found, row in zip(ranges, rows, strict=True)]
    text = _("、").join(f"{reading.name} {reading.text}" for reading in readings)
    words = pictures.Words(_("事案の種類ごとの損害額の幅"), text)
    return pictures.ruler(readings, _steps(readings, wording), words)


def overview_view(
    ranges: Sequence[TypeRange],
    answers: Mapping[str, Any],
    costs: CostBook,
    wording: Wording,
    *,
    by: str,
) -> OverviewView:
    """Rank the types by their P95, or by what is expected of them in a year."""
    chosen = answers.get("incident_type")
    has_rates = any(found.year for found in ranges)
    by = by if has_rates else BY_HIGH
    ranked = sorted(ranges, key=by_year if by == BY_YEAR else by_high, reverse=True)
    rows = _rows(ranked, wording, chosen)
    return OverviewView(
        rows=rows,
        picture=ranking_picture(ranked, rows, wording),
        ruled_out=tuple(
            _name(kind, wording)
            for code, kind in costs.incident_types.items()
            if code != chosen and not can_happen(code, answers, costs)
        ),
        by=by,
        has_rates=has_rates,
    )


def asked_first(
    answers: Mapping[str, Any], costs: CostBook, *, change_url: ChangeUrl
) -> tuple[CheckRow, ...]:
    """Return the five answers that the ranking rests on, each with a link that changes it."""
    fields = FirstForm.declared()
    return tuple(
        check_row(field, answers, costs, change_url(step_of(field.key).slug, field.key))
        for field in fields
    )


def _rows(
    ranges: Sequence[TypeRange], wording: Wording, chosen: str | None
) -> tuple[OverviewRow, ...]:
    return tuple(_row(found, wording, is_chosen=found.code == chosen) for found in ranges)


def _row(found: TypeRange, wording: Wording, *, is_chosen: bool) -> OverviewRow:
    band, year = found.band, found.year
    return OverviewRow(
        code=found.code,
        name=_name(found.kind, wording),
        summary=found.kind.summary_ja if wording.language == "ja" else found.kind.summary_en,
        band=_span(found, wording),
        typical=wording.rounded(found.typical),
        high=wording.rounded(band.p95) if band else "",
        once_in=every_years(Decimal(year.once_in_years)) if year else "",
        rate=rate_span(year.rate) if year else "",
        expected=wording.rounded(year.expected_loss) if year else "",
        is_assumption=bool(year and year.rate.is_assumption),
        is_chosen=is_chosen,
    )


def _name(kind: IncidentType, wording: Wording) -> str:
    return kind.name_ja if wording.language == "ja" else kind.name_en


def _span(found: TypeRange, wording: Wording) -> str:
    if found.band is None:
        return ""
    low, high = found.band.p5, found.band.p95
    return wording.span(YenRange(low, low, high)) or wording.rounded(low)


def _reading(found: TypeRange, row: OverviewRow) -> pictures.Reading:
    band = found.band
    text = row.band or _("%(yen)s（上限なし）") % {"yen": row.typical}
    return pictures.Reading(
        _fitting(row.name, text),
        found.typical,
        text,
        band.p5 if band else None,
        band.p95 if band else None,
        ours=row.is_chosen,
    )


def _fitting(name: str, text: str) -> str:
    """Leave the brackets of a long name out of the picture; the table has it whole."""
    fits = text_width(name) + text_width(text) + BETWEEN_WORDS <= WIDTH
    return name if fits else name.partition(" (")[0]


def _steps(readings: Sequence[pictures.Reading], wording: Wording) -> list[pictures.Step]:
    """Return the tens that hold every range, two at least."""
    low = min(reading.middle if reading.low is None else reading.low for reading in readings)
    high = max(reading.high or reading.middle for reading in readings)
    first = max((place for place, yen in enumerate(STEPS[:-1]) if yen <= low), default=0)
    last = next((place for place, yen in enumerate(STEPS) if yen >= high), len(STEPS) - 1)
    held = STEPS[first : max(last, first + 1) + 1]
    return _lettered([pictures.Step(yen, wording.rounded(yen)) for yen in held])


def _lettered(steps: list[pictures.Step]) -> list[pictures.Step]:
    """Leave every second step without words where they would run into each other."""
    room = WIDTH / len(steps)
    if all(text_width(step.text, STEP_LETTER) + BETWEEN_STEPS < room for step in steps):
        return steps
    return [
        step if place % 2 == len(steps) % 2 else pictures.Step(step.yen, "")
        for place, step in enumerate(steps, start=1)
    ]
