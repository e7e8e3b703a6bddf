"""The yardstick: amounts of very different size on one scale, each step ten times the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import (
    DEEP,
    INK,
    LIGHT,
    SOFT,
    TRACK,
    WIDTH,
    Words,
    frame,
    joined,
    label,
    rule,
    tenth,
    text_width,
)

INSET, HEAD, ROW = 10, 20, 42
LINE = 18  # from the line of the words to that of the dot


@dataclass(frozen=True, slots=True)
class Reading:
    """One row: a name, a middle, and the range around it where one is known."""

    name: str
    middle: int
    text: str
    low: int | None = None
    high: int | None = None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale: ¥100,000, 1 million, …"""

    yen: int
    text: str


def ruler(readings: Sequence[Reading], steps: Sequence[Step], words: Words) -> SafeString:
    """Draw each reading on its own row under the common scale."""
    height = HEAD + ROW * len(readings) + 4
    scale = _Scale(steps[0].yen, steps[-1].yen)
    shapes = [
        *(_step(step, scale, height) for step in steps),
        *(_row(reading, index, scale) for index, reading in enumerate(readings)),
    ]
    return frame("ruler", height, words, joined(shapes))


class _Scale:
    """Where an amount stands; beyond the ends it stands at the end."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.span = log10(first), log10(last) - log10(first)

    def x(self, yen: int) -> float:
        share = (log10(max(yen, 1)) - self.first) / self.span
        return tenth(INSET + (WIDTH - 2 * INSET) * min(max(share, 0), 1))


def _step(step: Step, scale: _Scale, height: float) -> SafeString:
    x = scale.x(step.yen)
    half = text_width(step.text, 10) / 2
    middle = min(max(x, half), WIDTH - half)
    text = format_html(
        '<text x="{}" y="10" text-anchor="middle" font-size="10" fill="{}">{}</text>',
        tenth(middle), SOFT, step.text,
    )  # fmt: skip
    return joined([rule((x, HEAD - 6), (x, height), TRACK), text])


def _row(reading: Reading, index: int, scale: _Scale) -> SafeString:
    top, x = HEAD + ROW * index, scale.x(reading.middle)
    colour = DEEP if reading.ours else SOFT
    dot = format_html('<circle cx="{}" cy="{}" r="6" fill="{}"/>', x, top + 28, colour)
    name = _words(reading.name, 0, top, "start")
    return joined([name, _amount(reading, top, x), _range(reading, top, scale), dot])


def _amount(reading: Reading, top: float, dot: float) -> SafeString:
    """Write the amount beside the name; beside the dot where the name leaves no room."""
    if text_width(reading.name) + text_width(reading.text) + INSET <= WIDTH:
        return _words(reading.text, WIDTH, top, "end")
    free, anchor = (0, "start") if dot > WIDTH / 2 else (WIDTH, "end")
    return _words(reading.text, free, top + LINE, anchor)


def _words(text: str, x: float, top: float, anchor: str) -> SafeString:
    """Write on white, so that no line of the scale runs through the words."""
    width = text_width(text)
    ground = format_html(
        '<rect x="{}" y="{}" width="{}" height="15" fill="#ffffff"/>',
        tenth(x if anchor == "start" else x - width), top + 2, tenth(width),
    )  # fmt: skip
    return joined([ground, label(x, top + 14, text, anchor=anchor, fill=INK)])


def _range(reading: Reading, top: float, scale: _Scale) -> SafeString:
    if reading.low is None or reading.high is None:
        return SafeString("")
    start, end = scale.x(reading.low), scale.x(reading.high)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="8" fill="{}" stroke="{}" stroke-width="0.5"/>',
        start, top + 24, tenth(max(end - start, 1)), LIGHT, DEEP,
    )  # fmt: skip
