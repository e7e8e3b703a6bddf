"""条件を変えた場合 side by side in words and pictures.

In the flow: estimates of one company's scenarios -> columns, rows and pictures the page prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..estimate import Category, Estimate
from ..money import YenRange
from ..outlook.distribution import Percentiles
from ..outlook.scenarios import Compared, compare
from ..questionnaire import flow
from ..questionnaire.steps import FIELDS
from ..questionnaire.what_ifs import name_of
from . import labels, pictures
from .result_page import incident_name
from .wording import Wording, listed

LETTERS = "ABCD"
SEATS = {
    "call_center_seat_months": "call_center_seats_by_month"
}  # the profile's word -> its answer


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario as the page got hold of it."""

    id: int
    name: str
    token: str  # empty: its link is not known in this browser
    is_open: bool  # the one whose address this is
    answers: Mapping[str, Any]
    estimate: Estimate
    band: Percentiles | None
    is_picked: bool = False  # the one of its type that is counted 同時に起きたら


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of one column."""

    letter: str
    id: int
    name: str
    token: str
    is_open: bool
    incident: str
    typical: str
    band: str  # P5 to P95; empty where it cannot be drawn
    middle: str  # P50; empty likewise
    difference: str  # to the first; empty for the first


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount or answer of one scenario."""

    head: str  # whose it is: the letter and the name
    text: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """One category, line or answer in every scenario."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Everything that stands side by side."""

    columns: tuple[ColumnView, ...]
    answers: tuple[RowView, ...]
    categories: tuple[RowView, ...]
    lines: tuple[RowView, ...]
    references: tuple[RowView, ...]
    reaches: SafeString
    clusters: SafeString


def scenario_name(kind: str, name: str, costs: CostBook) -> str:
    """Return what a scenario is called: as typed, as its kind, or the answers as they were."""
    if name or not kind:
        return name or _("もとの条件")
    return str(name_of(kind, costs)) or _("条件を変えた場合")


def compare_view(scenarios: Sequence[Scenario], costs: CostBook, wording: Wording) -> CompareView:
    """Put scenarios side by side. Raises: NotComparable."""
    found = compare([scenario.estimate for scenario in scenarios])
    columns = _columns(scenarios, found.headline, costs, wording)
    heads = tuple(f"{column.letter} {column.name}" for column in columns)
    lines, references = (
        tuple(_row(labels.item_name(row.code), row, heads, wording) for row in rows if row.differs)
        for rows in (found.lines, found.references)
    )
    return CompareView(
        columns=columns,
        answers=(*_answers(found.answers, scenarios, costs, wording), *_quotes(scenarios, heads)),
        categories=tuple(
            _row(str(labels.CATEGORIES[Category(row.code)]), row, heads, wording)
            for row in found.categories
        ),
        lines=lines,
        references=references,
        reaches=_reaches(scenarios, heads, wording),
        clusters=_clusters(found.categories, heads, wording),
    )


@dataclass(frozen=True, slots=True)
class ShortView:
    """One scenario in a line of the result page."""

    head: str
    typical: str
    difference: str  # to the first; empty for the first
    is_open: bool


def short_views(
    named: Sequence[tuple[str, Estimate]], here: int, wording: Wording
) -> tuple[ShortView, ...]:
    """Write each scenario in a line, `here` being the place of the open one."""
    headline = compare([made for _name, made in named]).headline
    return tuple(
        ShortView(
            head=f"{LETTERS[place]} {name}",
            typical=wording.rounded(made.headline.typical),
            difference=_column_difference(headline, place, wording),
            is_open=place == here,
        )
        for place, (name, made) in enumerate(named)
    )


def _columns(
    scenarios: Sequence[Scenario], headline: Compared, costs: CostBook, wording: Wording
) -> tuple[ColumnView, ...]:
    return tuple(
        ColumnView(
            letter=LETTERS[place],
            id=scenario.id,
            name=scenario.name,
            token=scenario.token,
            is_open=scenario.is_open,
            incident=incident_name(scenario.estimate.profile, costs, wording),
            typical=wording.rounded(scenario.estimate.headline.typical),
            band=band_text(scenario.band, wording),
            middle=wording.rounded(scenario.band.p50) if scenario.band else "",
            difference=_column_difference(headline, place, wording),
        )
        for place, scenario in enumerate(scenarios)
    )


def band_text(band: Percentiles | None, wording: Wording) -> str:
    """Write P5 to P95; empty where nothing could be drawn."""
    if band is None:
        return ""
    return wording.span(YenRange(band.p5, max(band.p5, band.p50), band.p95))


def _column_difference(headline: Compared, place: int, wording: Wording) -> str:
    """Write the difference to the first, which has none."""
    return _difference(headline, place, wording) or (_("差なし") if place else "")


def _difference(row: Compared, place: int, wording: Wording) -> str:
    """Write the difference to the first scenario; nothing where there is none."""
    yen = row.differences[place]
    return wording.difference(yen) if yen else ""


def _row(name: str, row: Compared, heads: tuple[str, ...], wording: Wording) -> RowView:
    return RowView(
        name,
        tuple(
            Cell(heads[place], _amount(amount, wording), _difference(row, place, wording))
            for place, amount in enumerate(row.amounts)
        ),
    )


def _amount(amount: YenRange | None, wording: Wording) -> str:
    return _("なし") if amount is None else wording.exact(amount.typical)


def _answers(
    keys: Sequence[str], scenarios: Sequence[Scenario], costs: CostBook, wording: Wording
) -> tuple[RowView, ...]:
    """Name the answers that differ; what follows from another answer is left out."""
    rows = []
    for key in (SEATS.get(key, key) for key in keys):
        if key in FIELDS:
            cells = tuple(
                Cell(f"{LETTERS[place]} {scenario.name}", _answer(key, scenario.answers, costs))
                for place, scenario in enumerate(scenarios)
            )
            rows.append(RowView(wording.answer_name(key), cells))
    return tuple(row for row in rows if len({cell.text for cell in row.cells}) > 1)


def _answer(key: str, answers: Mapping[str, Any], costs: CostBook) -> str:
    kept = flow.reachable(answers, costs)
    if key in kept:
        return FIELDS[key].display(kept[key], costs, kept)
    return _("未回答") if key in flow.asked(answers, costs) else _("この条件では聞きません")


def _quotes(scenarios: Sequence[Scenario], heads: tuple[str, ...]) -> tuple[RowView, ...]:
    """Name the own quotes where they are not the same everywhere."""
    quotes = [scenario.estimate.profile.own_quotes for scenario in scenarios]
    if len(set(quotes)) == 1:
        return ()
    texts = (listed(quote.label for quote in found) or _("なし") for found in quotes)
    cells = tuple(Cell(head, text) for head, text in zip(heads, texts, strict=True))
    return (RowView(str(labels.OWN_QUOTE_MARK), cells),)


def _reaches(scenarios: Sequence[Scenario], heads: tuple[str, ...], wording: Wording) -> SafeString:
    rows = []
    for head, scenario in zip(heads, scenarios, strict=True):
        typical, band = scenario.estimate.headline.typical, scenario.band
        low, high = (band.p5, band.p95) if band else (typical, typical)
        rows.append(pictures.Reach(head, typical, low, high, wording.rounded(typical)))
    told = _("、").join(f"{row.name} {row.text}" for row in rows)
    return pictures.reaches(rows, pictures.Words(_("想定損害額と、10回のうち9回の幅"), told))


def _clusters(
    categories: Sequence[Compared], heads: tuple[str, ...], wording: Wording
) -> SafeString:
    groups = []
    for row in categories:
        yen = tuple(amount.typical if amount else 0 for amount in row.amounts)
        name = str(labels.CATEGORIES[Category(row.code)])
        groups.append(pictures.Cluster(name, yen, tuple(wording.rounded(each) for each in yen)))
    told = _("、").join(f"{group.name} {_told(group, heads)}" for group in groups)
    words = pictures.Words(_("六つの損害を条件ごとに"), told)
    return pictures.clusters(groups, LETTERS, words)


def _told(group: pictures.Cluster, heads: tuple[str, ...]) -> str:
    """Say the amounts of one category: 「A 1,200万円 B 800万円」."""
    return " ".join(f"{head[0]} {text}" for head, text in zip(heads, group.texts, strict=True))
