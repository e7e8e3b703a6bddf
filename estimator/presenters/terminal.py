"""The estimate as a table for the terminal, exact yen.

In the flow: Estimate -> plain text, columns aligned by the width East Asian letters take.
"""

from __future__ import annotations

import unicodedata

from django.utils import translation
from django.utils.translation import gettext as _

from ..estimate import Estimate, Total
from ..formats import exact_yen
from ..money import YenRange
from . import labels

COLUMN = 18


def width(text: str) -> int:
    """Count terminal columns: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def table(estimate: Estimate) -> str:
    """Write lines, what is excluded with its reason, and the totals."""
    language = translation.get_language() or "ja"
    names = {line.code: labels.item_name(line.code) for line in estimate.lines}
    first = max([width(name) for name in names.values()], default=0) + 2
    rows = [_row(_("費目"), [_("下限"), _("中心"), _("上限")], first)]
    rows += [
        _row(names[line.code], _bounds(line.amount, language), first) for line in estimate.lines
    ]
    rows.append("")
    rows.append(_row(_("想定損害額"), _bounds(estimate.headline, language), first))
    for kind in Total:
        name = str(labels.TOTALS[kind])
        rows.append(_row(name, _bounds(estimate.total(kind), language), first))
    rows += ["", _("計上しないもの")]
    rows += [
        f"  {labels.item_name(item.code)}: {labels.reason_sentence(item)}"
        for item in estimate.excluded
    ]
    rows += ["", _("単価表 %(edition)s 版") % {"edition": estimate.edition}]
    return "\n".join(rows) + "\n"


def _bounds(amount: YenRange, language: str) -> list[str]:
    open_end = _("（公表なし）")
    bounds = (amount.low, amount.typical, amount.high)
    return [open_end if yen is None else exact_yen(yen, language) for yen in bounds]


def _row(name: str, cells: list[str], first: int) -> str:
    padded = name + " " * (first - width(name))
    return padded + "".join(" " * (COLUMN - width(cell)) + cell for cell in cells)
