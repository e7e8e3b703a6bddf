"""Bars: one that stretches in a row of the page, and the six categories of the board's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .shapes import DEEP, FAINT, FONT, INK, LIGHT, MIDDLE, PALE, SOFT, share_of, text_width

TONES = {  # from dark to light, a step apart in grey too; an edge holds the light ones together
    "response": DEEP,
    "lost_profit": MIDDLE,
    "liability": LIGHT,
    "direct_loss": FAINT,
    "administrative": PALE,
    "estimated": LIGHT,  # 想定 beside 実績
    "actual": DEEP,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a name, its length in yen, the words at its end."""

    code: str
    name: str
    yen: int
    text: str
    reference: bool = False  # stands apart and is not part of the total


def row_bar(bar: Bar, largest: int) -> SafeString:
    """Draw one bar that stretches with its column; its words stand beside it in the page."""
    length = max(share_of(bar.yen, largest, 100), 0.4)
    return format_html(
        '<svg class="row-bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 10"'
        ' preserveAspectRatio="none" role="img"><title>{}</title><desc>{}</desc>'
        '<rect x="0" y="0" width="{}" height="10" fill="{}" stroke="{}" stroke-width="2"'
        ' vector-effect="non-scaling-stroke"/></svg>',
        bar.name, bar.text, length,
        SOFT if bar.reference else TONES.get(bar.code, DEEP), SOFT if bar.reference else DEEP,
    )  # fmt: skip


BARS_WIDTH, ROW, NAME_ROOM, TEXT_ROOM, LETTER = 380, 27, 84, 96, 11.5


def category_bars(bars: Sequence[Bar], *, title: str, description: str) -> SafeString:
    """Draw the categories under each other; a reference value stands apart under a dashed line."""
    largest = max((bar.yen for bar in bars if not bar.reference), default=0)
    names = max((text_width(bar.name, LETTER) for bar in bars), default=0)
    place = max(NAME_ROOM, round(names)), largest
    drawn = ((_bar_row(bar, index, place),) for index, bar in enumerate(bars))
    rows = format_html_join("", "{}", drawn)
    return format_html(
        '<svg class="category-bars" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"'
        ' role="img" font-family="{}" font-size="11.5" fill="{}"><title>{}</title>'
        "<desc>{}</desc>{}</svg>",
        BARS_WIDTH, ROW * len(bars) + 4, FONT, INK, title, description, rows,
    )  # fmt: skip


def _bar_row(bar: Bar, index: int, place: tuple[int, int]) -> SafeString:
    """Draw one row; `place` is where the bars begin and the yen of the longest."""
    start, largest = place
    top = ROW * index + 4
    if bar.reference:
        shape = format_html(
            '<path d="M0 {}H{}" stroke="{}" stroke-dasharray="3 3"/>', top, BARS_WIDTH, SOFT
        )
    else:
        room = BARS_WIDTH - start - TEXT_ROOM
        shape = format_html(
            '<rect x="{}" y="{}" width="{}" height="15" fill="{}" stroke="{}" stroke-width="0.5"/>',
            start, top + 4, max(share_of(bar.yen, largest, room), 1.2),
            TONES.get(bar.code, DEEP), DEEP,
        )  # fmt: skip
    return format_html(
        '{}<text x="0" y="{}">{}</text><text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>',
        shape, top + 16, bar.name, BARS_WIDTH, top + 16, SOFT if bar.reference else INK, bar.text,
    )  # fmt: skip
