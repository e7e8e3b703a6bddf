"""Two versions of one payment side by side, for estimator/stale.html."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..outlook.actuals import Payment
from .actual_views import payment_view
from .check_page import Difference
from .wording import Wording


def payment_differences(saved: Payment, mine: Payment, wording: Wording) -> list[Difference]:
    """Compare everything that a payment says."""
    names = (_("費目"), _("金額"), _("支払日"), _("支払先"), _("メモ"), _("領収書"))
    pairs = zip(names, _texts(saved, wording), _texts(mine, wording), strict=True)
    return [Difference(name, before, after, before != after) for name, before, after in pairs]


def _texts(payment: Payment, wording: Wording) -> tuple[str, ...]:
    view = payment_view(payment, wording)
    receipt = _("あり") if view.has_receipt else _("なし")
    blank = _("未記入")
    return view.name, view.yen, view.day, view.payee or blank, view.note or blank, receipt
