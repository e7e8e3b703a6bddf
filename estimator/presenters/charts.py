"""Charts as SVG, drawn by ourselves: the same picture on the page and in the report.

In the flow: numbers and ready words in, SVG markup out. Presentation attributes only, because the
page's policy forbids inline styles and the report's stylesheet does not reach into an SVG. Each
chart has a title and a description; the figures also stand in a table or a list beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FONT = "BIZ UDPGothic, BIZ UDGothic, sans-serif"
DEEP, MIDDLE, LIGHT = "#00118f", "#4a6ad4", "#8fa2ea"
TRACK, INK, SOFT = "#d0d0d0", "#1a1a1a", "#595959"
TONES = {
    "response": DEEP,
    "lost_profit": MIDDLE,
    "liability": LIGHT,
    "direct_loss": DEEP,
    "administrative": DEEP,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Low, typical and high of an amount, each with its words; an open high is None."""

    low: int
    typical: int
    high: int | None
    low_text: str
    typical_text: str
    high_text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a name, its length in yen, the words at its end."""

    code: str
    name: str
    yen: int
    text: str
    reference: bool = False  # stands apart and is not part of the total


def share_of(yen: int, largest: int, width: float) -> float:
    """Return a length in proportion, rounded to a tenth so that pictures do not flicker."""
    return round(width * yen / largest, 1) if largest > 0 else 0.0


# --- the range of the headline ------------------------------------------------------------------

RANGE_WIDTH, RANGE_INSET = 460, 12
FIRST_ROW, SECOND_ROW, BELOW = 48, 68, 10  # where the words stand, and the room under them


def range_bar(span: Span, *, title: str, description: str) -> SafeString:
    """Draw low to high as a band with the typical amount as a dot."""
    x = _positions(span)
    words = _range_words(span, x)
    height = max(word.y for word in words) + BELOW
    return format_html(
        '<svg class="range-bar{}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"'
        ' font-family="{}" font-size="15" fill="{}"><title>{}</title><desc>{}</desc>'
        '<rect x="{}" y="11" width="{}" height="8" fill="{}"/>'
        '<rect x="{}" y="7" width="{}" height="16" fill="{}"/>{}'
        '<circle cx="{}" cy="15" r="11" fill="{}"/>{}</svg>',
        " staggered" if height > FIRST_ROW + BELOW else "", RANGE_WIDTH, height,
        FONT, SOFT, title, description,
        RANGE_INSET, RANGE_WIDTH - 2 * RANGE_INSET, TRACK,
        x[0], round(x[2] - x[0], 1), MIDDLE, _open_end(span, x[2]),
        x[1], DEEP, format_html_join("", "{}", ((word.svg(),) for word in words)),
    )  # fmt: skip


def _positions(span: Span) -> tuple[float, float, float]:
    high = span.high if span.high is not None else max(span.typical * 2, 1)
    end = max(high * 1.15, 1)
    room = RANGE_WIDTH - 2 * RANGE_INSET
    low, typical, top = (
        round(RANGE_INSET + room * yen / end, 1) for yen in (span.low, span.typical, high)
    )
    return low, typical, top


def _open_end(span: Span, x: float) -> SafeString:
    """An arrow where nobody can name an upper end."""
    if span.high is not None:
        return SafeString("")
    return format_html('<path d="M{} 2l18 13l-18 13z" fill="{}"/>', x, MIDDLE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A label of the range: where its middle stands."""

    x: float
    y: int
    text: str
    colour: str = SOFT

    def svg(self) -> SafeString:
        return format_html(
            '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
            self.x, self.y, self.colour, self.text,
        )  # fmt: skip

    @property
    def half(self) -> float:
        return _text_width(self.text) / 2


def _range_words(span: Span, x: tuple[float, float, float]) -> list[_Word]:
    """Put the words under their points; one that would run into the middle goes a row down."""
    typical = _word(x[1], FIRST_ROW, span.typical_text, INK)
    ends = [(x[0], span.low_text), (x[2], span.high_text)]
    low, high = (_beside(typical, at, text) for at, text in ends)
    if span.high is not None and span.low == span.high:
        return [typical]
    if low.y == high.y and _collide(low, high):
        low, high = _apart(low, high)
    return [low, typical, high]


def _beside(typical: _Word, at: float, text: str) -> _Word:
    word = _word(at, FIRST_ROW, text)
    return _word(at, SECOND_ROW, text) if _collide(word, typical) else word


def _collide(first: _Word, second: _Word) -> bool:
    return abs(first.x - second.x) < first.half + second.half + 8


def _apart(low: _Word, high: _Word) -> tuple[_Word, _Word]:
    """Move two words of one row out of each other's way."""
    room = low.half + high.half + 10
    left = min((low.x + high.x - room) / 2, RANGE_WIDTH - high.half - room)
    left = _inside(left, low.half)
    return _word(left, low.y, low.text), _word(left + room, high.y, high.text)


def _word(at: float, y: int, text: str, colour: str = SOFT) -> _Word:
    return _Word(round(_inside(at, _text_width(text) / 2), 1), y, text, colour)


def _inside(at: float, half: float) -> float:
    return min(max(at, half), RANGE_WIDTH - half)


def _text_width(text: str, size: float = 15) -> float:
    return sum(size * (0.62 if letter.isascii() else 1) for letter in text)


# --- one bar in a row of the page ---------------------------------------------------------------


def row_bar(bar: Bar, largest: int) -> SafeString:
    """Draw one bar that stretches with its column; its words stand beside it in the page."""
    length = max(share_of(bar.yen, largest, 100), 0.4)
    return format_html(
        '<svg class="row-bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 10"'
        ' preserveAspectRatio="none" role="img"><title>{}</title><desc>{}</desc>'
        '<rect x="0" y="0" width="{}" height="10" fill="{}"/></svg>',
        bar.name, bar.text, length, SOFT if bar.reference else TONES.get(bar.code, DEEP),
    )  # fmt: skip


# --- the six categories of the board's page -----------------------------------------------------

BARS_WIDTH, ROW, NAME_ROOM, TEXT_ROOM, LETTER = 380, 27, 84, 96, 11.5


def category_bars(bars: Sequence[Bar], *, title: str, description: str) -> SafeString:
    """Draw the categories under each other; a reference value stands apart under a dashed line."""
    largest = max((bar.yen for bar in bars if not bar.reference), default=0)
    names = max((_text_width(bar.name, LETTER) for bar in bars), default=0)
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
