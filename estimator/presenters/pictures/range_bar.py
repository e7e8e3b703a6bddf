"""The range of an amount: a band from low to high with the typical amount as a dot."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .shapes import DEEP, FONT, INK, MIDDLE, SOFT, TRACK, text_width


@dataclass(frozen=True, slots=True)
class Span:
    """Low, typical and high of an amount, each with its words; an open high is None."""

    low: int
    typical: int
    high: int | None
    low_text: str
    typical_text: str
    high_text: str


RANGE_WIDTH, RANGE_INSET, SIZE = 460, 12, 15
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
        return text_width(self.text, SIZE) / 2


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
    return _Word(round(_inside(at, text_width(text, SIZE) / 2), 1), y, text, colour)


def _inside(at: float, half: float) -> float:
    return min(max(at, half), RANGE_WIDTH - half)
