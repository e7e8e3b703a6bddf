"""The estimate as CSV: one row a line, for a spreadsheet or another program.

In the flow: Estimate -> UTF-8 with its mark. Amounts are plain whole yen, an open upper end is
empty; a text that a spreadsheet might run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from io import StringIO

from django.utils import translation
from django.utils.translation import gettext as _

from ..costbook_store.workbook.text import to_csv as cell_text
from ..estimate import Estimate, EstimateLine
from . import labels
from .receipts import BYTE_ORDER_MARK
from .wording import Wording

MEDIA_TYPE = "text/csv; charset=utf-8"


def estimate_csv(estimate: Estimate) -> bytes:
    """Write every line with its amounts, its formula in words and the ids of its sources."""
    file, wording = StringIO(), Wording.in_force()
    writer = csv.writer(file)
    writer.writerow(_columns())
    for line in estimate.lines:
        writer.writerow([_cell(value) for value in _values(line, wording)])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _columns() -> tuple[str, ...]:
    return (
        _("コード"), _("費目"), _("費目（英語）"), _("損害区分"), _("対応の段階"), _("合計"),
        _("下限"), _("中心"), _("上限"), _("計算式（ことば）"), _("自社の見積り"), _("出典"),
    )  # fmt: skip


def _values(line: EstimateLine, wording: Wording) -> tuple[str | int | None, ...]:
    names = []
    for language in ("ja", "en"):
        with translation.override(language):
            names.append(labels.item_name(line.code))
    phase = str(labels.PHASES[line.phase]) if line.phase else ""
    category, total = str(labels.CATEGORIES[line.category]), str(labels.TOTALS[line.total])
    amount, label = line.amount, line.own_quote.label if line.own_quote else ""
    return (
        line.code, *names, category, phase, total, amount.low, amount.typical, amount.high,
        wording.formula(line.formula), label, ", ".join(line.sources),
    )  # fmt: skip


def _cell(value: str | int | None) -> str | int:
    if value is None:
        return ""
    return cell_text(value) if isinstance(value, str) else value
