"""Incidents that come together, in words: what they cost, and what is not counted twice.

In the flow: `SideBySide` -> what the comparison and the report print under 同時に起きたら.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import labels
from .beside import SideBySide
from .result_page import incident_name
from .scenario_views import LETTERS, Scenario, band_text
from .wording import Wording


@dataclass(frozen=True, slots=True)
class OnceView:
    """A line that incidents share: whose amount stands, and what is not added again."""

    name: str
    whose: str
    amount: str
    not_added: str


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Incidents of different types at the same time."""

    names: str
    typical: str
    band: str
    middle: str  # P50; empty where nothing could be drawn
    added_up: str  # the single headlines, as if nothing were shared
    saved: str
    once: tuple[OnceView, ...]
    left_out: str  # scenarios of a type that another stands for; empty without any


@dataclass(frozen=True, slots=True)
class PickView:
    """An incident type with several scenarios, of which one is counted."""

    incident: str
    offered: tuple[Scenario, ...]
    letters: tuple[str, ...]
    taken: int  # the id of the one that is counted

    @property
    def choices(self) -> tuple[tuple[int, str], ...]:
        """The scenarios to choose from, as id and name."""
        found = zip(self.letters, self.offered, strict=True)
        return tuple((one.id, f"{letter} {one.name}") for letter, one in found)


def head_of(found: SideBySide, place: int) -> str:
    """Name a scenario by its letter and its name."""
    return f"{LETTERS[place]} {found.scenarios[place].name}"


def together_view(found: SideBySide, wording: Wording) -> TogetherView | None:
    """Word incidents that come together; None where all scenarios are of one type."""
    if found.together is None:
        return None
    combined, band = found.together.combined, found.together.band
    heads = [head_of(found, place) for place in found.joined]
    return TogetherView(
        names=_(" と ").join(heads),
        typical=wording.rounded(combined.headline.typical),
        band=band_text(band, wording),
        middle=wording.rounded(band.p50) if band else "",
        added_up=wording.rounded(combined.headline.typical + combined.saved_yen),
        saved=wording.rounded(combined.saved_yen),
        once=_once(found, heads, wording),
        left_out=_("、").join(_left_out(found)),
    )


def _once(found: SideBySide, heads: Sequence[str], wording: Wording) -> tuple[OnceView, ...]:
    lines = found.together.combined.headline_lines if found.together else ()
    return tuple(
        OnceView(
            name=labels.item_name(one.line.code),
            whose=heads[one.of],
            amount=wording.exact(one.line.amount.typical),
            not_added=wording.exact(one.counted_once_yen),
        )
        for one in lines
        if one.counted_once_yen
    )


def _left_out(found: SideBySide) -> list[str]:
    places = range(len(found.scenarios))
    return [head_of(found, place) for place in places if place not in found.joined]


def picks(found: SideBySide, wording: Wording) -> tuple[PickView, ...]:
    """List the types of which one scenario has to be chosen, with the one that is counted."""
    by_type: dict[str, list[int]] = {}
    for place, scenario in enumerate(found.scenarios):
        code = scenario.estimate.profile.incident.incident_type
        by_type.setdefault(code, []).append(place)
    if len(by_type) == 1:
        return ()
    several = [places for places in by_type.values() if len(places) > 1]
    return tuple(_pick(found, places, wording) for places in several)


def _pick(found: SideBySide, places: Sequence[int], wording: Wording) -> PickView:
    offered = tuple(found.scenarios[place] for place in places)
    (taken,) = (place for place in places if place in found.joined)
    return PickView(
        incident=incident_name(offered[0].estimate.profile, found.costs, wording),
        offered=offered,
        letters=tuple(LETTERS[place] for place in places),
        taken=found.scenarios[taken].id,
    )
