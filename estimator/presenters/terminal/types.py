"""The ranking of the incident types on the terminal, exact yen.

In the flow: ranking of the outlook -> lines of text, the highest P95 first.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from ...formats import exact_yen
from ...outlook.overview import TypeRange
from ..option_views import every_years
from ..wording import Wording
from .rows import row, width

NONE = "–"


def ranking_rows(ranking: tuple[TypeRange, ...], wording: Wording, *, incident: str) -> list[str]:
    """Write each type with its range and what is expected of it in a year."""
    names = [_name(found, wording, incident) for found in ranking]
    title = _("事案の種類ごと（* はこの見積り）")
    first = max(width(name) for name in (title, *names)) + 2
    head = row(title, ["5%", _("中心"), "95%", _("1年あたり")], first)
    rows = zip(names, ranking, strict=True)
    return [head, *(_row(name, found, first, wording.language) for name, found in rows)]


def _name(found: TypeRange, wording: Wording, incident: str) -> str:
    kind = found.kind
    name = kind.name_ja if wording.language == "ja" else kind.name_en
    return f"  {name} *" if found.code == incident else f"  {name}"


def _row(name: str, found: TypeRange, first: int, language: str) -> str:
    band, year = found.band, found.year
    yen = (
        band.p5 if band else None,
        found.typical,
        band.p95 if band else None,
        year.expected_loss if year else None,
    )
    cells = [NONE if one is None else exact_yen(one, language) for one in yen]
    often = f"  {every_years(Decimal(year.once_in_years))}" if year else ""
    return row(name, cells, first) + often
