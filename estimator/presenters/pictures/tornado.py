"""The tornado: which cost items move the total most, from its low to its high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    text_width,
)

ROW, SECOND, TOP = 40, 15, 22  # a row, its words once they need a second one, the head
GAP = 8


@dataclass(frozen=True, slots=True)
class Swing:
    """One cost item: the total when it comes out low and when it comes out high."""

    name: str
    low: int
    high: int
    text: str  # both ends in words


def tornado(swings: Sequence[Swing], middle: int, words: Words, *, about: str) -> SafeString:
    """Draw the items under each other, the widest first, around the middle of the total."""
    ends = [yen for swing in swings for yen in (swing.low, swing.high)]
    start, end = min([*ends, middle]), max([*ends, middle])
    x = _scale(start, end)
    words_in = SECOND if any(_is_long(swing) for swing in swings) else 0
    row = ROW + words_in
    height = TOP + row * len(swings) + 6
    rows = [_row(swing, (TOP + row * i, words_in), x, middle) for i, swing in enumerate(swings)]
    axis = rule((x(middle), TOP - 6), (x(middle), height), SOFT)
    place = "start" if x(middle) < WIDTH / 3 else "end" if x(middle) > 2 * WIDTH / 3 else "middle"
    head = label(x(middle), TOP - 10, about, anchor=place, fill=SOFT)
    return frame("tornado", height, words, joined([axis, head, *rows]))


Scale = Callable[[int], float]  # yen -> where it stands


def _scale(start: int, end: int) -> Scale:
    def x(yen: int) -> float:
        return share_of(yen - start, max(end - start, 1), WIDTH - 2) + 1

    return x


def _is_long(swing: Swing) -> bool:
    """Tell whether the name and the amounts do not fit into one row."""
    return text_width(swing.name) + text_width(swing.text) + GAP > WIDTH


def _row(swing: Swing, place: tuple[float, float], x: Scale, middle: int) -> SafeString:
    """Draw one item; `place` is its top and how far the amounts stand under the name."""
    top, below = place
    bar = top + below
    return joined(
        [
            _ground(0, top, swing.name),
            label(0, top + 13, swing.name),
            _ground(WIDTH - text_width(swing.text), bar, swing.text),
            label(WIDTH, bar + 13, swing.text, anchor="end", fill=SOFT),
            _part(x(swing.low), x(min(middle, swing.high)), bar, LIGHT),
            _part(x(max(middle, swing.low)), x(swing.high), bar, DEEP),
        ]
    )


def _part(start: float, end: float, top: float, colour: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="13" fill="{}" stroke="{}" stroke-width="0.5"/>',
        round(start, 1), top + 18, round(max(end - start, 0), 1), colour, INK,
    )  # fmt: skip


def _ground(start: float, top: float, text: str) -> SafeString:
    """White under a text, so that the middle line does not run through it."""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="14" fill="#ffffff"/>',
        tenth(start), top + 2, tenth(text_width(text)),
    )  # fmt: skip
