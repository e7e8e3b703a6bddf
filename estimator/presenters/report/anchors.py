"""Words in pictures set from their start, for paper.

In the flow: the report's HTML -> the same with every text of a picture placed by its left edge.
WeasyPrint sets a text that ends at a place, or stands around it, into an object of its own, half a
kilobyte each; with the widths of the letters known it need not. Screens get them as they are.
"""

from __future__ import annotations

import re
from html import unescape

from .glyphs import advance

_PICTURE = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_SIZE = re.compile(r'\bfont-size="([\d.]+)"')
_ANCHORED = re.compile(
    r'<text x="(?P<x>-?[\d.]+)"(?P<between>[^>]*?) text-anchor="(?P<anchor>middle|end)"'
    r"(?P<rest>[^>]*)>(?P<text>[^<]*)</text>"
)


def set_from_the_start(html: str) -> str:
    """Place each text of each picture by its left edge."""
    return _PICTURE.sub(lambda found: _picture(found[0]), html)


def _picture(svg: str) -> str:
    size = _SIZE.search(svg.partition(">")[0])
    return _ANCHORED.sub(lambda found: _text(found, size[1]), svg) if size else svg


def _text(found: re.Match[str], size: str) -> str:
    if "font-weight" in found[0]:  # other widths
        return found[0]
    own = _SIZE.search(found["between"] + found["rest"])
    width = advance(unescape(found["text"])) * float(own[1] if own else size)
    start = float(found["x"]) - (width if found["anchor"] == "end" else width / 2)
    return f'<text x="{start:.1f}"{found["between"]}{found["rest"]}>{found["text"]}</text>'
