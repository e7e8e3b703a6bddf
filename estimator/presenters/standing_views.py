"""御社はここ in words and pictures: the estimate on the published distributions.

In the flow: standings of the outlook -> a yardstick with every published amount, and the bands of
the police statistics. Both populations are explained, since they differ by a factor of eighty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..formats import plain_number
from ..money import YenRange
from ..outlook.benchmarks import Population, Scope, Standing
from ..outlook.spread import Spread
from . import pictures
from .wording import Wording

POPULATIONS = {
    Population.REPORTED_TO_POLICE: gettext_lazy(
        "警察に届け出た被害。届けない小さな被害は入りません。"
    ),
    Population.MADE_PUBLIC: gettext_lazy(
        "公表や報道のあった事案の回答。大きな会社と大きな事案に偏ります。"
    ),
    Population.EVERY_INCIDENT: gettext_lazy(
        "中小企業が経験したすべての事案。軽いウイルス感染なども含みます。"
    ),
}
STEPS = (100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
BAND_BREAK = "～"
LATIN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One published amount in words."""

    name: str
    amount: str
    population: str
    comparison: str  # how the estimate compares
    source: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band of a distribution in words."""

    name: str
    published: str
    ours: str  # share of the draws that fall here
    is_here: bool


@dataclass(frozen=True, slots=True)
class BandsView:
    """One distribution in bands."""

    name: str
    population: str
    picture: SafeString
    rows: tuple[BandRow, ...]
    scope: str
    source: str


@dataclass(frozen=True, slots=True)
class StandingsView:
    """Everything said about where the estimate stands."""

    ruler: SafeString
    readings: tuple[ReadingRow, ...]
    bands: tuple[BandsView, ...]


def standings_view(
    standings: tuple[Standing, ...], spread: Spread | None, wording: Wording, *, headline: int
) -> StandingsView | None:
    """Word and draw the standings; None where the edition has no such distribution."""
    if not standings:
        return None
    return StandingsView(
        ruler=_ruler(standings, spread, wording, headline=headline),
        readings=tuple(_readings(standings, wording)),
        bands=tuple(_bands(one, wording) for one in standings if one.bands),
    )


def _ruler(
    standings: tuple[Standing, ...], spread: Spread | None, wording: Wording, *, headline: int
) -> SafeString:
    found = [
        pictures.Reading(
            _short(standing, against.place, wording),
            against.published_yen,
            wording.rounded(against.published_yen),
        )
        for standing in standings
        for against in standing.against
    ]
    band = spread.distribution.headline if spread else None
    ours = pictures.Reading(
        _("この想定"), headline, wording.rounded(headline),
        band.p5 if band else None, band.p95 if band else None, ours=True,
    )  # fmt: skip
    rows = sorted([*found, ours], key=lambda reading: reading.middle)
    steps = [pictures.Step(yen, wording.rounded(yen)) for yen in STEPS]
    text = _("、").join(f"{row.name} {row.text}" for row in rows)
    return pictures.ruler(rows, steps, pictures.Words(_("公表された金額とこの想定"), text))


def _short(standing: Standing, place: int, wording: Wording) -> str:
    """Name a published amount so that it fits the picture: publisher and statistic."""
    value = standing.benchmark.values[place]
    label = value.label_ja if wording.language == "ja" else value.label_en
    publisher = standing.benchmark.evidence.source.publisher.split("（")[0]
    if wording.language != "ja":  # the register of sources is in Japanese: 「IPA 2024年度調査」
        publisher = " ".join(LATIN.findall(publisher)) or standing.benchmark.name_en
    return f"{publisher} {label}"


def _readings(standings: tuple[Standing, ...], wording: Wording) -> Iterable[ReadingRow]:
    for standing in standings:
        for against in standing.against:
            text = _("この想定は約%(times)s倍") % {"times": plain_number(against.times, places=1)}
            yield ReadingRow(
                name=_short(standing, against.place, wording),
                amount=wording.rounded(against.published_yen),
                population=str(POPULATIONS[standing.population]),
                comparison=text,
                source=standing.benchmark.evidence.source.id,
            )


def _bands(standing: Standing, wording: Wording) -> BandsView:
    benchmark, is_ja = standing.benchmark, wording.language == "ja"
    name = benchmark.name_ja if is_ja else benchmark.name_en
    names = [v.label_ja if is_ja else v.label_en for v in benchmark.values]
    drawn = [
        pictures.Band(
            name=_two_lines(standing, band.place, wording),
            value=int(band.published),
            text=f"{band.published:,.0f}",
            ours=band.holds_estimate,
        )
        for band in standing.bands
    ]  # fmt: skip
    rows = tuple(
        BandRow(
            name=names[band.place],
            published=f"{band.published:,.0f}",
            ours="" if band.chance is None else f"{band.chance:.0f}%",
            is_here=band.holds_estimate,
        )
        for band in standing.bands
    )
    text = _("、").join(f"{row.name} {row.published}" for row in rows)
    picture = pictures.columns(drawn, pictures.Words(name, text), here=_("この想定"))
    return BandsView(
        name=name,
        population=benchmark.population_ja if is_ja else benchmark.population_en,
        picture=picture,
        rows=rows,
        scope=_scope(standing, wording),
        source=benchmark.evidence.source.id,
    )


def _two_lines(standing: Standing, place: int, wording: Wording) -> tuple[str, str]:
    """Name a band by its ends in two short lines, so that six stand side by side."""
    starts = [band.from_yen for band in standing.bands]
    is_first, is_last = place == 0, place == len(starts) - 1
    if is_first or is_last:
        text = wording.rounded(starts[1] if is_first else starts[-1])
        return _end(text, wording, is_first=is_first)
    text = wording.span(YenRange(starts[place], starts[place], starts[place + 1]))
    if wording.language == "ja":
        first, _break, last = text.partition(BAND_BREAK)
        return first + BAND_BREAK, last
    return _before_unit(text)


def _end(text: str, wording: Wording, *, is_first: bool) -> tuple[str, str]:
    """Name the lowest or the highest band, which has one end only."""
    if wording.language == "ja":
        return (BAND_BREAK, text) if is_first else (text + BAND_BREAK, "")
    first, unit = _before_unit(text)
    return f"{'<' if is_first else '≥'}{first}", unit


def _before_unit(text: str) -> tuple[str, str]:
    """Cut 「¥1–5 million」 before its unit."""
    first, _space, unit = text.replace("\xa0", " ").rpartition(" ")
    return (first, unit) if first else (unit, "")


def _scope(standing: Standing, wording: Wording) -> str:
    yen = wording.rounded(standing.estimate_yen)
    if standing.scope is Scope.RECOVERY:
        text = _(
            "この想定のうち、外部に払う調査と復旧の費用（%(yen)s）を当てています。"
            "公表値に社内の人件費や再発防止を含むかは明らかでありません。"
        )
        return text % {"yen": yen}
    return _("想定損害額（%(yen)s）を当てています。") % {"yen": yen}
