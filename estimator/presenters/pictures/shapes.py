"""What every picture shares: the colours, the lettering, the frame with its title and description.

In the flow: numbers and ready words in, SVG markup out. Presentation attributes only, because the
page's policy forbids inline styles and the report's stylesheet does not reach into an SVG. The
figures of a picture also stand in a table or a list beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

FONT = "BIZ UDPGothic, BIZ UDGothic, sans-serif"
DEEP, MIDDLE, LIGHT, FAINT, PALE = "#00118f", "#4a6ad4", "#8fa2ea", "#c3cef5", "#e8ebf9"
TRACK, INK, SOFT, ALARM = "#d0d0d0", "#1a1a1a", "#595959", "#ce0000"
WIDTH, LETTER = 380, 12  # of a picture that fills a column of the page or half a sheet of paper

# Widths of BIZ UDPGothic in ems, as drawn; a full-width letter is a square, other letters are 0.66.
_EMS = {
    **dict.fromkeys("0123456789¥ABCDEFGHJKLNOPQRSTUVXYZ", 0.75),
    **dict.fromkeys("mwMW%", 0.97),
    **dict.fromkeys("fijlrtI,.:;'! \u00a0", 0.42),
    **dict.fromkeys("–-()（）・", 0.5),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture is called and says to those who do not see it."""

    title: str
    description: str


def frame(name: str, height: float, words: Words, drawn: SafeString) -> SafeString:
    """Put shapes into a picture of the common width."""
    return format_html(
        '<svg class="picture {}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"'
        ' role="img" font-family="{}" font-size="{}" fill="{}"><title>{}</title>'
        "<desc>{}</desc>{}</svg>",
        name, WIDTH, height, FONT, LETTER, INK, words.title, words.description, drawn,
    )  # fmt: skip


def joined(shapes: list[SafeString]) -> SafeString:
    """Put shapes one over the other, the last on top."""
    return SafeString("".join(shapes))


def tenth(length: float) -> float:
    """Round to a tenth, so that pictures do not flicker."""
    return round(length, 1)


def share_of(yen: int, largest: int, width: float) -> float:
    """Return a length in proportion to the largest."""
    return tenth(width * yen / largest) if largest > 0 else 0.0


def text_width(text: str, size: float = LETTER) -> float:
    """Return about how wide a text is set, in the lettering of the pictures."""
    return sum(size * _EMS.get(letter, 0.66 if letter.isascii() else 1) for letter in text)


def on_white(x: float, y: float, text: str, *, fill: str = INK) -> SafeString:
    """Write a text that ends at x with white around its letters: a curve may run behind it."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="end" fill="{}" stroke="#ffffff" stroke-width="4"'
        ' stroke-linejoin="round" paint-order="stroke">{}</text>',
        tenth(x), tenth(y), fill, text,
    )  # fmt: skip


def label(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK) -> SafeString:
    """Write one text; an anchor other than start is relative to x."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" fill="{}">{}</text>',
        tenth(x), tenth(y), anchor, fill, text,
    )  # fmt: skip


def kept_inside(x: float, text: str) -> float:
    """Return the middle of a text moved so far that the picture does not cut it."""
    half = text_width(text) / 2
    return min(max(x, half), WIDTH - half)


def line(points: list[tuple[float, float]], colour: str, *, dashes: str = "") -> SafeString:
    """Draw a line through points."""
    path = " ".join(f"{tenth(x)},{tenth(y)}" for x, y in points)
    dashed = format_html(' stroke-dasharray="{}"', dashes) if dashes else ""
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.2"{}/>',
        path, colour, dashed,
    )  # fmt: skip


def rule(start: tuple[float, float], end: tuple[float, float], colour: str = TRACK) -> SafeString:
    """Draw a thin straight line, an axis or a limit."""
    return format_html('<path d="M{} {}L{} {}" stroke="{}"/>', *map(tenth, (*start, *end)), colour)
