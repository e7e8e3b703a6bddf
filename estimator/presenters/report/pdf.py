"""The report as HTML and as PDF (取締役会資料).

In the flow: `report` -> templates/report/ -> one string that carries its style sheet; `drawing`
turns the string into bytes. The string's hash names the report: same input, same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Estimate
from ...outlook.outlook import Outlook
from ...questionnaire.logo import Logo
from ..beside import NOTHING, Beside
from ..wording import Wording
from .anchors import set_from_the_start
from .beside_pages import beside_view
from .drawing import draw
from .glyphs import printable
from .values import report

STYLE_SHEETS = (  # in the order of the pages
    "elements.css", "sheet.css", "tables.css", "board.css", "behind.css", "chapters.css",
)  # fmt: skip
# Every rule is held against every cell, so a report carries those that it needs alone.
FOR_BESIDE = ("beside.css",)
FOR_LANGUAGE = {"en": ("board_english.css", "english.css")}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a report prints besides the estimate and its meaning, and how much of it."""

    site: str = ""  # stands before the addresses
    beside: Beside = NOTHING
    one_page: bool = False  # the board's page alone (1枚だけ)
    logo: Logo | None = None  # of the company, in the head
    made_by: str = ""  # 「○○保険代理店」, whose account the report is made with


ALONE = Printed()


def report_html(
    estimate: Estimate,
    costs: CostBook,
    wording: Wording,
    meaning: Outlook,
    *,
    printed: Printed = ALONE,
) -> str:
    """Write the report as one string, with what is printed beside the estimate."""
    address = f"{printed.site}{reverse('method_edition', args=[estimate.edition])}"
    context = {
        "report": report(estimate, costs, wording, meaning, method_address=address),
        "beside": beside_view(printed.beside, wording),
        "printed": printed,
        "style": _style_sheet(wording.language, has_beside=printed.beside != NOTHING),
        "language": wording.language,
    }
    html = _described(render_to_string("report/report.html", context))
    safe = printable(html)
    if safe == html:
        return html
    again = render_to_string("report/report.html", context | {"has_stand_in": True})
    return printable(_described(again))


def _described(html: str) -> str:
    """Put each picture's description into its title: a tagged PDF reads out the title alone."""
    html = set_from_the_start(html)
    return html.replace("</title><desc>", _("：")).replace("</desc>", "</title>")


def render_report(
    estimate: Estimate, costs: CostBook, meaning: Outlook, *, printed: Printed = ALONE
) -> bytes:
    """Draw the report here and now, for the terminal."""
    return draw(report_html(estimate, costs, Wording.in_force(), meaning, printed=printed))


def content_hash(html: str) -> str:
    """Name a report by all it is made of: figures, words, templates, style sheet."""
    return hashlib.sha256(html.encode()).hexdigest()


@cache
def _style_sheet(language: str, *, has_beside: bool) -> SafeString:
    folder = Path(settings.BASE_DIR) / "static" / "css" / "report"
    beside = FOR_BESIDE if has_beside else ()
    names = (*STYLE_SHEETS, *beside, *FOR_LANGUAGE.get(language, ()))
    return SafeString("".join((folder / name).read_text("utf-8") for name in names))
