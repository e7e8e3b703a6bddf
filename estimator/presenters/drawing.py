"""HTML -> PDF: the one function that the render worker runs, and all it imports.

A pure function of a string: no network, no file, no database, no Django.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from multiprocessing import connection

from .pdf_tags import complete_tags

PDF_VARIANT = "pdf/ua-1"
PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "svg+xml"))


def draw(html: str) -> bytes:
    """Draw a report. The collector rests meanwhile: the worker does one thing at a time.

    Raises: weasyprint.urls.FatalURLFetchingError when the report would load anything. It must
    carry everything itself, a logo too: only an address that is the picture is read.
    """
    # The web worker imports this module, but never WeasyPrint.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Nothing(URLFetcher):
        """Load nothing: a logo's address is itself what it stands for."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith(PICTURES):
                raise ValueError("a report carries everything itself")
            return super().fetch(url, headers)

    nothing = Nothing(allowed_protocols=("data",), fail_on_errors=True)
    gc.disable()
    try:
        document = HTML(string=html, url_fetcher=nothing)
        found = document.write_pdf(
            finisher=complete_tags, font_config=FontConfiguration(), pdf_variant=PDF_VARIANT
        )
    finally:
        gc.enable()
    return bytes(found)


def stand_by() -> None:
    """Get ready in a process of its own, and end with the process that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm_up()


def _end_with_parent() -> None:
    """Wait for the end of the other process: one that is killed tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def warm_up() -> None:
    """Import what drawing needs before the first report is asked for."""
    import weasyprint  # noqa: F401, PLC0415
