"""実績 on the terminal: forecast against actual line by line, and the days left.

In the flow: `Tracked` -> lines of text behind the estimate's own, exact yen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ...estimate import Total
from ...outlook.actuals import Sums
from .. import labels
from ..actual_views import is_told, line_marks, total_name
from ..beside import Tracked
from ..duty_views import deadline_views
from ..wording import Wording
from .rows import aligned

Row = tuple[str, Sequence[str]]


def actual_rows(found: Tracked, wording: Wording) -> list[str]:
    """Write every line with something to tell, the sums, and the deadlines."""
    rows = aligned(list(_table(found, wording)))
    due = deadline_views(found.duties, found.counted_on, wording)
    days = [
        f"  {one.duty.name}: {one.duty.short_when}" + (f" {one.left}" if one.left else "")
        for one in due
    ]
    day = wording.date(found.counted_on)
    title = _("期限まで（%(day)s時点）") % {"day": day}
    return ["", _("実績と見込み"), *rows, *(["", title, *days] if days else [])]


def _table(found: Tracked, wording: Wording) -> Iterator[Row]:
    forecast = found.forecast
    yield _("費目"), [_("想定"), _("実績"), _("見込み"), _("想定との差")]
    for line in forecast.lines:
        if is_told(line):
            marks = "".join(_("（%(mark)s）") % {"mark": mark} for mark in line_marks(line))
            yield labels.item_name(line.code) + marks, _cells(line.sums, wording)
    yield "", ()
    yield _("想定損害額"), _cells(forecast.headline, wording)
    for kind in Total:
        yield total_name(kind), _cells(forecast.total(kind), wording)


def _cells(sums: Sums, wording: Wording) -> list[str]:
    moved = wording.difference(sums.difference) if sums.difference else wording.exact(0)
    yen = (sums.estimated, sums.actual, sums.forecast)
    return [*map(wording.exact, yen), moved]
