"""領収書の一覧: what is handed to the insurer, as a page to print and as CSV.

In the flow: payments -> rows by date, sums by section of a policy. A text that a spreadsheet might
run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..costbook_store.workbook.text import to_csv as cell_text
from ..outlook.actuals import Payment, by_section
from ..outlook.insured_items import Section
from . import labels
from .actual_views import PaymentView, payment_view
from .insured_words import insured_words, section_name
from .wording import Wording

BYTE_ORDER_MARK = "\ufeff"  # without it Excel in Japan reads Shift_JIS
COLUMNS = (
    gettext_lazy("支払日"),
    gettext_lazy("費目"),
    gettext_lazy("支払先"),
    gettext_lazy("金額（円）"),
    gettext_lazy("領収書"),
    gettext_lazy("補償の区分"),
    gettext_lazy("確かめること"),
    gettext_lazy("メモ"),
)
ORDER = (Section.LIABILITY, Section.EXPENSE, Section.PROFIT, None)


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One payment as the insurer reads it."""

    payment: PaymentView
    section: str
    caution: str


@dataclass(frozen=True, slots=True)
class ReceiptsView:
    """All payments by date."""

    rows: tuple[ReceiptView, ...]
    sections: tuple[tuple[str, str], ...]  # name and yen, those with a payment
    total: str
    without_receipt: int
    without_receipt_yen: str


def receipts_view(payments: tuple[Payment, ...], wording: Wording) -> ReceiptsView:
    """Put the payments, in the order of their days, into rows and sums."""
    sums, missing = by_section(payments), [p for p in payments if not p.has_receipt]
    return ReceiptsView(
        rows=tuple(ReceiptView(payment_view(p, wording), *insured_words(p.code)) for p in payments),
        sections=tuple((section_name(s), wording.exact(sums[s])) for s in ORDER if s in sums),
        total=wording.exact(sum(payment.yen for payment in payments)),
        without_receipt=len(missing),
        without_receipt_yen=wording.exact(sum(payment.yen for payment in missing)),
    )


def receipts_csv(payments: tuple[Payment, ...]) -> bytes:
    """Write the payments as CSV for a spreadsheet: UTF-8 with its mark, amounts as numbers."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([str(column) for column in COLUMNS])
    writer.writerows(_cells(payment) for payment in payments)
    return (BYTE_ORDER_MARK + file.getvalue()).encode("utf-8")


def _cells(payment: Payment) -> list[str | int]:
    section, caution = insured_words(payment.code)
    return [
        payment.paid_on.isoformat(),
        cell_text(labels.item_name(payment.code)),
        cell_text(payment.payee),
        payment.yen,
        _("あり") if payment.has_receipt else _("なし"),
        section,
        caution,
        cell_text(payment.note),
    ]
