"""HTML -> PDF: the one function that the render worker runs, and all it imports.

A pure function of a string: no network, no file, no database, no Django.
"""

from __future__ import annotations

import gc

PDF_VARIANT = "pdf/ua-1"


def draw(html: str) -> bytes:
    """Draw a report. The collector rests meanwhile: the worker does one thing at a time.

    Raises: weasyprint.urls.FatalURLFetchingError when the report would load anything; it must
    carry everything itself.
    """
    # The web worker imports this module, but never WeasyPrint.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    gc.disable()
    try:
        document = HTML(string=html, url_fetcher=nothing)
        found = document.write_pdf(font_config=FontConfiguration(), pdf_variant=PDF_VARIANT)
    finally:
        gc.enable()
    return bytes(found)


def warm_up() -> None:
    """Import what drawing needs before the first report is asked for."""
    import weasyprint  # noqa: F401, PLC0415
