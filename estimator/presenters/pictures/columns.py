"""Columns: a published distribution in bands, and the band in which the estimate falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import (
    DEEP,
    INK,
    LIGHT,
    SOFT,
    WIDTH,
    Words,
    frame,
    joined,
    label,
    rule,
    share_of,
    tenth,
)

TOP, FLOOR, HEIGHT = 34, 134, 172


@dataclass(frozen=True, slots=True)
class Band:
    """One band: its two lines of name, its value in words and as a length."""

    name: tuple[str, str]
    value: int
    text: str
    ours: bool = False


def columns(bands: Sequence[Band], words: Words, *, here: str) -> SafeString:
    """Draw the bands side by side; `here` stands over the band of the estimate."""
    width = WIDTH / max(len(bands), 1)
    largest = max((band.value for band in bands), default=0)
    drawn = [_column(band, (width * i, width), largest, here) for i, band in enumerate(bands)]
    return frame("columns", HEIGHT, words, joined([*drawn, rule((0, FLOOR), (WIDTH, FLOOR), SOFT)]))


def _column(band: Band, place: tuple[float, float], largest: int, here: str) -> SafeString:
    left, width = place
    height = share_of(band.value, largest, FLOOR - TOP)
    middle = left + width / 2
    shapes = [
        format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>',
            tenth(left + 7), tenth(FLOOR - height), tenth(width - 14), height,
            DEEP if band.ours else LIGHT, DEEP,
        ),
        label(middle, FLOOR - height - 5, band.text, anchor="middle", fill=INK),
        *(_small(middle, FLOOR + 15 + 13 * row, text) for row, text in enumerate(band.name)),
    ]  # fmt: skip
    if band.ours:
        shapes.append(label(middle, FLOOR - height - 20, here, anchor="middle", fill=DEEP))
    return joined(shapes)


def _small(x: float, y: float, text: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" font-size="10" fill="{}">{}</text>',
        tenth(x), tenth(y), SOFT, text,
    )  # fmt: skip
