"""Side by side: up to four scenarios on one scale, as ranges and as bars of each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import (
    DEEP,
    INK,
    LIGHT,
    MIDDLE,
    PALE,
    SOFT,
    TRACK,
    WIDTH,
    Words,
    frame,
    joined,
    label,
    share_of,
    tenth,
    text_width,
)

TONES = (DEEP, MIDDLE, LIGHT, PALE)  # of the first to the fourth scenario
REACH_ROW, INSET = 52, 8
HEAD, BAR, GAP = 22, 18, 10
START, BESIDE = 18, 6  # where the bars begin, and the gap before the words behind them


@dataclass(frozen=True, slots=True)
class Reach:
    """One scenario: its name, its typical amount, and its ends where they are known."""

    name: str
    typical: int
    low: int
    high: int
    text: str


def reaches(rows: Sequence[Reach], words: Words) -> SafeString:
    """Draw the ranges under each other on one scale that begins at 0."""
    largest = max((max(row.high, row.typical) for row in rows), default=0)
    drawn = [_reach(row, REACH_ROW * index, largest) for index, row in enumerate(rows)]
    return frame("reaches", REACH_ROW * len(rows), words, joined(drawn))


def _reach(row: Reach, top: int, largest: int) -> SafeString:
    low, typical, high = (
        INSET + share_of(yen, largest, WIDTH - 2 * INSET)
        for yen in (row.low, row.typical, row.high)
    )
    shapes = [
        label(0, top + 14, _shortened(row.name, WIDTH - text_width(row.text) - 2 * BESIDE)),
        label(WIDTH, top + 14, row.text, anchor="end", fill=INK),
        _rect((INSET, top + 28), (WIDTH - 2 * INSET, 6), TRACK),
        _rect((low, top + 24), (high - low, 14), LIGHT),
        format_html('<circle cx="{}" cy="{}" r="8" fill="{}"/>', tenth(typical), top + 31, DEEP),
    ]
    return joined(shapes)


def _shortened(name: str, room: float) -> str:
    """Cut a name that would run into its amount."""
    if text_width(name) <= room:
        return name
    while name and text_width(f"{name}…") > room:
        name = name[:-1]
    return f"{name}…"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One category in every scenario."""

    name: str
    yen: tuple[int, ...]
    texts: tuple[str, ...]


def clusters(groups: Sequence[Cluster], letters: str, words: Words) -> SafeString:
    """Draw the bars of every category under its name, one for each scenario."""
    longest = max((text_width(text) for group in groups for text in group.texts), default=0)
    room = WIDTH - START - 2 * BESIDE - longest
    largest = max((yen for group in groups for yen in group.yen), default=0)
    top, drawn = 0, []
    for group in groups:
        lengths = [share_of(yen, largest, room) for yen in group.yen]
        drawn.append(_cluster(group, letters, (top, lengths)))
        top += HEAD + BAR * len(group.yen) + GAP
    return frame("clusters", top, words, joined(drawn))


def _cluster(group: Cluster, letters: str, place: tuple[int, list[float]]) -> SafeString:
    """Draw one category; `place` is its top and the lengths of its bars."""
    top, lengths = place
    shapes = [label(0, top + 15, group.name)]
    for index, (length, text) in enumerate(zip(lengths, group.texts, strict=True)):
        line = top + HEAD + BAR * index
        shapes += [
            label(2, line + 11, letters[index], fill=SOFT),
            _rect((START, line), (max(length, 1.2), 13), TONES[index], edge=DEEP),
            label(START + length + BESIDE, line + 11, text),
        ]
    return joined(shapes)


def _rect(
    corner: tuple[float, float], size: tuple[float, float], fill: str, *, edge: str = "none"
) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="0.5"/>',
        *map(tenth, (*corner, *size)), fill, edge,
    )  # fmt: skip
