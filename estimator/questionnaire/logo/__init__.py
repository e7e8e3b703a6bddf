"""The logo on the report (ロゴ): a file that anyone may send in, made harmless.

In the flow: bytes out of an upload -> `reading` -> a `Logo`, which holds nothing of the file but
its picture: `raster` draws pixels anew, `vector` writes shapes anew. The report carries it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass


class LogoRefused(Exception):
    """The file cannot be used; the text says why and what is allowed, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as it is stored and printed."""

    media_type: str  # image/png, image/jpeg or image/svg+xml
    content: bytes
    width: int  # pixels, or units of an SVG
    height: int

    @property
    def data_address(self) -> str:
        """The picture as an address that carries it."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"
