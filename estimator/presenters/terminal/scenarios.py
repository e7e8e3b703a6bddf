"""条件を変えた場合 on the terminal: scenarios side by side, exact yen.

In the flow: `SideBySide` -> lines of text behind the estimate's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ...estimate import Category
from ...outlook.scenarios import Compared, Comparison, compare
from .. import labels
from ..beside import SideBySide
from ..result_page import incident_name
from ..scenario_views import LETTERS
from ..together_views import head_of
from ..wording import Wording
from .rows import aligned

Row = tuple[str, Sequence[str]]  # without cells it is a heading
BLANK: Row = ("", ())


def scenario_rows(found: SideBySide, wording: Wording) -> list[str]:
    """Write the scenarios, their range, the six damages, what differs, and the whole of them."""
    compared = compare([scenario.estimate for scenario in found.scenarios])
    heads = [
        f"  {head_of(found, place)}: {incident_name(one.estimate.profile, found.costs, wording)}"
        for place, one in enumerate(found.scenarios)
    ]
    rows = aligned(list(_table(found, compared, wording)))
    return ["", _("条件を変えた場合と比べる"), *heads, *rows, *_together(found, wording)]


def _table(found: SideBySide, compared: Comparison, wording: Wording) -> Iterator[Row]:
    yield " ", LETTERS[: len(found.scenarios)]
    yield from _pair(_("想定損害額"), compared.headline, wording)
    yield from _bands(found, wording)
    yield BLANK
    yield _("六つの損害"), ()
    for row in compared.categories:
        yield from _pair(str(labels.CATEGORIES[Category(row.code)]), row, wording)
    headed = (
        (_("金額が違う費目"), compared.lines),
        (_("金額が違う参考値（想定損害額に足しません）"), compared.references),
    )
    for heading, rows in headed:
        yield from _differing(heading, rows, wording)


def _bands(found: SideBySide, wording: Wording) -> Iterator[Row]:
    """Write P5, P50 and P95 of each scenario; a dash where nothing can be drawn."""
    for name in ("p5", "p50", "p95"):
        cells = [
            wording.exact(getattr(one.band, name)) if one.band else "-" for one in found.scenarios
        ]
        yield f"  {name[1:]}%", cells


def _differing(heading: str, rows: Sequence[Compared], wording: Wording) -> Iterator[Row]:
    differing = [row for row in rows if row.differs]
    if not differing:
        return
    yield BLANK
    yield heading, ()
    for row in differing:
        yield from _pair(labels.item_name(row.code), row, wording)


def _pair(name: str, row: Compared, wording: Wording) -> Iterator[Row]:
    """Write the amounts, and under them how far each lies from the first."""
    yield name, [_("なし") if yen is None else wording.exact(yen.typical) for yen in row.amounts]
    if row.differs:
        moved = [wording.difference(yen) if yen else "-" for yen in row.differences[1:]]
        yield "  " + _("Aとの差"), ["", *moved]


def _together(found: SideBySide, wording: Wording) -> list[str]:
    """Write what scenarios of different types cost at the same time."""
    if found.together is None:
        return []
    combined, band = found.together.combined, found.together.band
    heads = [head_of(found, place) for place in found.joined]
    rows: list[Row] = [
        (_("想定損害額"), [wording.exact(combined.headline.typical)]),
        (_("一度だけ数えて減る額"), [wording.exact(combined.saved_yen)]),
    ]
    bounds = ((5, band.p5), (50, band.p50), (95, band.p95)) if band else ()
    rows += [(f"  {percent}%", [wording.exact(yen)]) for percent, yen in bounds]
    once = [one for one in combined.headline_lines if one.counted_once_yen]
    rows += [(_("足さなかった額"), ())] if once else []
    rows += [
        ("  " + labels.item_name(one.line.code), [wording.exact(one.counted_once_yen)])
        for one in once
    ]
    title = _("同時に起きたら（%(names)s）") % {"names": _(" と ").join(heads)}
    return ["", title, *aligned(rows)]
