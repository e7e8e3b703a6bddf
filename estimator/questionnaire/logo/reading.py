"""An uploaded file -> a `Logo`, or the reason why not.

In: the bytes of a file; its name and the type a browser claims are not believed. Out: a `Logo`.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from . import Logo, LogoRefused
from .raster import redrawn
from .vector import rewritten

LARGEST: Final = 200 * 1024  # bytes
SIGNS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # of PNG and JPEG
BLANK: Final = b" \t\r\n\xef\xbb\xbf"  # and the byte order mark


def read_logo(content: bytes) -> Logo:
    """Make a logo of a file. Raises: LogoRefused."""
    if len(content) > LARGEST:
        raise LogoRefused(_("ファイルが大きすぎます。200 KB までにしてください。"))
    if content.startswith(SIGNS):
        return redrawn(content)
    if content.lstrip(BLANK).startswith(b"<"):
        return rewritten(content)
    raise LogoRefused(_("PNG、JPEG、SVG のどれかのファイルを選んでください。"))
