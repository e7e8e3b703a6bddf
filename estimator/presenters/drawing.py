"""HTML -> PDF: the one function that the render worker runs, and all it imports.

A pure function of a string: no network, no file, no database, no Django.
"""

from __future__ import annotations

import gc
from typing import Any

PDF_VARIANT = "pdf/ua-1"


class OutsideRefused(ValueError):
    """The report tried to load something; it must carry everything itself."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def refuse_outside(url: str, *_args: Any, **_options: Any) -> dict[str, Any]:
    """Stand in for WeasyPrint's fetcher and load nothing."""
    raise OutsideRefused(url)


def draw(html: str) -> bytes:
    """Draw a report. The collector rests meanwhile: the worker does one thing at a time."""
    from weasyprint import HTML  # noqa: PLC0415 - the web worker imports this module, not WeasyPrint
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    gc.disable()
    try:
        document = HTML(string=html, url_fetcher=refuse_outside)
        found = document.write_pdf(font_config=FontConfiguration(), pdf_variant=PDF_VARIANT)
    finally:
        gc.enable()
    return bytes(found)


def warm_up() -> None:
    """Import what drawing needs before the first report is asked for."""
    import weasyprint  # noqa: F401, PLC0415
