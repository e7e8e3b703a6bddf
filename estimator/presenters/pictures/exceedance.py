"""The exceedance curve: how likely the loss is above an amount, with limits across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import (
    ALARM,
    DEEP,
    INK,
    PALE,
    SOFT,
    WIDTH,
    Words,
    frame,
    joined,
    label,
    line,
    rule,
    share_of,
    tenth,
    text_width,
)

LEFT, ABOVE, TALL, BELOW = 44, 12, 136, 26
WORDS_ROW = 16  # each limit has its words on a row of its own
ROOM = WIDTH - LEFT - 12
SHARES = ((100, "100%"), (50, "50%"), (5, "5%"))  # the lines across


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount marked on the curve: an insurance limit, the cash in hand."""

    yen: int
    text: str
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """Amounts with the share of incidents in percent that exceed them, falling."""

    points: tuple[tuple[int, float], ...]
    band: tuple[int, int]  # P5 and P95
    ends: tuple[str, str]  # the words at the two ends of the axis

    @property
    def largest(self) -> int:
        """The amount at the right end."""
        return max(yen for yen, _ in self.points)


def exceedance(curve: Curve, limits: Sequence[Limit], words: Words) -> SafeString:
    """Draw the curve over the band in which nine of ten incidents stay; limits stand upright."""
    shown = sorted((li for li in limits if li.yen <= curve.largest), key=lambda li: li.yen)
    place = _Place(curve, ABOVE + WORDS_ROW * len(shown))
    floor = place.y(0)
    shapes = [
        _band(curve, place),
        *(_across(share, text, place) for share, text in SHARES),
        *(_upright(limit, row, place) for row, limit in enumerate(shown)),
        line([(place.x(yen), place.y(share)) for yen, share in curve.points], DEEP),
        *(_named(limit, row, place) for row, limit in enumerate(shown)),
        rule((LEFT, floor), (LEFT + ROOM, floor), SOFT),
        label(LEFT, floor + 18, curve.ends[0], fill=SOFT),
        label(LEFT + ROOM, floor + 18, curve.ends[1], anchor="end", fill=SOFT),
    ]
    return frame("exceedance", floor + BELOW, words, joined(shapes))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an amount and a share stand."""

    curve: Curve
    top: float

    def x(self, yen: int) -> float:
        return LEFT + share_of(yen, self.curve.largest, ROOM)

    def y(self, share: float) -> float:
        return self.top + TALL * (1 - share / 100)


def _band(curve: Curve, place: _Place) -> SafeString:
    start, end = (place.x(min(yen, curve.largest)) for yen in curve.band)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        start, place.top, tenth(end - start), TALL, PALE,
    )  # fmt: skip


def _across(share: int, text: str, place: _Place) -> SafeString:
    y = place.y(share)
    return joined(
        [
            rule((LEFT, y), (LEFT + ROOM, y)),
            label(LEFT - 6, y + 4, text, anchor="end", fill=SOFT),
        ]
    )


def _upright(limit: Limit, row: int, place: _Place) -> SafeString:
    x = place.x(limit.yen)
    return rule((x, WORDS_ROW * row + 4), (x, place.y(0)), ALARM if limit.alarming else INK)


def _named(limit: Limit, row: int, place: _Place) -> SafeString:
    """Write the words beside the line, on white, since the line of a limit further left is near."""
    x, y, width = place.x(limit.yen), WORDS_ROW * row + 14, text_width(limit.text)
    start = x + 5 if x + 5 + width <= WIDTH else x - 5 - width
    ground = format_html(
        '<rect x="{}" y="{}" width="{}" height="14" fill="#ffffff"/>',
        tenth(start), y - 11, tenth(width),
    )  # fmt: skip
    return joined([ground, label(start, y, limit.text, fill=ALARM if limit.alarming else INK)])
