"""The cash curve: what is left in hand month by month, and the month in which it runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import (
    ALARM,
    DEEP,
    MIDDLE,
    SOFT,
    WIDTH,
    Words,
    frame,
    joined,
    kept_inside,
    label,
    line,
    on_white,
    rule,
)

LEFT, RIGHT, TOP, FLOOR, HEIGHT = 8, 10, 26, 158, 204
TICKS = 6  # months between two numbers under the curve


@dataclass(frozen=True, slots=True)
class Balances:
    """The money in hand at the end of month 0, 1, 2, …; below zero it is missing."""

    yen: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A month with its words: the lowest, the one in which the insurance pays."""

    month: int
    text: str
    alarming: bool = False
    is_lowest: bool = False  # its words stand below, where no curve comes


def cash_curve(
    now: Balances, marks: Sequence[Mark], words: Words, *, start: str, other: Balances | None = None
) -> SafeString:
    """Draw the balances; `start` is the money in hand in words, `other` a second, dashed curve."""
    place = _Place(now, other)
    shapes = [
        rule((LEFT, place.y(now.yen[0])), (WIDTH - RIGHT, place.y(now.yen[0]))),
        rule((LEFT, place.y(0)), (WIDTH - RIGHT, place.y(0)), SOFT),
        label(WIDTH - RIGHT, place.y(0) + 14, "0", anchor="end", fill=SOFT),
        *([_curve(other, place, MIDDLE, dashes="5 4")] if other else []),
        _curve(now, place, DEEP),
        on_white(WIDTH - RIGHT, place.y(now.yen[0]) - 6, start, fill=SOFT),
        *(_mark(mark, now, place) for mark in marks),
        *(
            label(place.x(month), HEIGHT - 4, str(month), anchor="middle", fill=SOFT)
            for month in range(TICKS, len(now.yen), TICKS)
        ),
        label(LEFT, HEIGHT - 4, now.name, fill=SOFT),
    ]
    return frame("cash-curve", HEIGHT, words, joined(shapes))


class _Place:
    """Where a month and an amount stand."""

    def __init__(self, now: Balances, other: Balances | None) -> None:
        found = (0, *now.yen, *(other.yen if other else ()))
        self.low, self.high = min(found), max(found)
        self.months = max(len(now.yen) - 1, 1)

    def x(self, month: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * month / self.months

    def y(self, yen: int) -> float:
        height = (FLOOR - TOP) * (yen - self.low) / max(self.high - self.low, 1)
        return round(FLOOR - height, 1)


def _curve(balances: Balances, place: _Place, colour: str, *, dashes: str = "") -> SafeString:
    points = [(place.x(month), place.y(yen)) for month, yen in enumerate(balances.yen)]
    return line(points, colour, dashes=dashes)


def _mark(mark: Mark, now: Balances, place: _Place) -> SafeString:
    x, y = place.x(mark.month), place.y(now.yen[mark.month])
    colour = ALARM if mark.alarming else DEEP
    dot = format_html('<circle cx="{}" cy="{}" r="5" fill="{}"/>', round(x, 1), y, colour)
    words = label(
        kept_inside(x, mark.text), y + 18 if mark.is_lowest else y - 10, mark.text,
        anchor="middle", fill=colour,
    )  # fmt: skip
    return joined([dot, words])
