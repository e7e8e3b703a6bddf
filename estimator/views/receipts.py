"""領収書の一覧: what is handed to the insurer, to print and as CSV.

In: an opened assessment. Out: the payments on record by date, with the section of a policy that
each would fall under.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import actual_store
from ..outlook.actuals import Payment
from ..presenters.receipts import receipts_csv, receipts_view
from ..presenters.wording import Wording
from .access import Opened, opens_assessment
from .pages import page
from .save_state import save_state


@require_safe
@opens_assessment
def receipts(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show every payment by date."""
    wording = Wording.in_force()
    context = {
        "title": _("領収書の一覧（保険会社に渡す）"),
        "shown": receipts_view(_payments(opened), wording),
        "company": opened.answers.get("company_name") or "",
        "as_of": wording.date(timezone.localdate()),
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/receipts.html", context)


@require_safe
@opens_assessment
def as_csv(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
    """Hand out the same as a file."""
    disposition = f'attachment; filename="receipts-{timezone.localdate():%Y%m%d}.csv"'
    headers = {"Content-Disposition": disposition}
    content = receipts_csv(_payments(opened))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _payments(opened: Opened) -> tuple[Payment, ...]:
    return actual_store.payments(opened.assessment)
