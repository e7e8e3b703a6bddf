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
from ..outlook.outlook import Outlook
from . import labels

COLUMN = 18


def width(text: str) -> int:
    """Count terminal columns: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def table(estimate: Estimate, meaning: Outlook) -> str:
    """Write lines, the totals, the range, and what is excluded with its reason."""
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
    rows += ["", *_spread(meaning, first, language)]
    rows += ["", _("計上しないもの")]
    rows += [
        f"  {labels.item_name(item.code)}: {labels.reason_sentence(item)}"
        for item in estimate.excluded
    ]
    rows += ["", _("単価表 %(edition)s 版") % {"edition": estimate.edition}]
    return "\n".join(rows) + "\n"


def _spread(meaning: Outlook, first: int, language: str) -> list[str]:
    """Write what the total stays below in 5, 50 and 95 of 100 draws."""
    if meaning.spread is None:
        return [_("起こりやすさの幅：出せません（%(code)s）") % {"code": meaning.no_spread}]
    found = meaning.spread.distribution
    rows = ((_("想定損害額"), found.headline), (_("出ていく現金"), found.cash))
    head = _row(_("起こりやすさの幅"), ["5%", "50%", "95%"], first)
    return [
        head,
        *(
            _row(name, [exact_yen(yen, language) for yen in (p.p5, p.p50, p.p95)], first)
            for name, p in rows
        ),
    ]


def _bounds(amount: YenRange, language: str) -> list[str]:
    open_end = _("（公表なし）")
    bounds = (amount.low, amount.typical, amount.high)
    return [open_end if yen is None else exact_yen(yen, language) for yen in bounds]


def _row(name: str, cells: list[str], first: int) -> str:
    padded = name + " " * (first - width(name))
    return padded + "".join(" " * (COLUMN - width(cell)) + cell for cell in cells)
