"""Letters of the report's font, how wide they are, and a stand-in for those it lacks (〓, ゲタ).

A letter without a glyph would print as an empty box or in another font. What stands behind it is
still in the title of the document and on the page.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT = "BIZ UDPGothic"
STAND_IN = "〓"


def printable(text: str) -> str:
    """Put the stand-in for every letter the font lacks; the same text where it has them all."""
    known = _advances().keys()
    lacking = {ord(letter) for letter in set(text) if ord(letter) >= ord(" ")} - known
    return text.translate(dict.fromkeys(lacking, STAND_IN)) if lacking else text


def advance(text: str) -> float:
    """Return how wide a text is set, in ems, letter by letter."""
    known = _advances()
    return sum(known.get(ord(letter), 1) for letter in text)


@cache
def font_version() -> str:
    """Name the installed font, which says how wide words are and which letters are lacking."""
    file = Path(_font_file())
    return f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}"


@cache
def _advances() -> dict[int, float]:
    """Read once which letters the installed font has and how wide each is, in ems."""
    with TTFont(_font_file(), lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {letter: widths[name][0] / em for letter, name in font.getBestCmap().items()}


def _font_file() -> str:
    command = ["fc-match", "--format", "%{file}", FONT]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
