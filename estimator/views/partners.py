"""取引先の目線: what the incident means to customers, and a buyer's questions on one sheet.

In: an opened assessment. Out: two pages; 409 with both sheets when another tab was quicker. What
is said of each measure is kept with the assessment; no figure rests on it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import assessment_store
from ..assessment_store import StaleSave
from ..estimate import Estimate
from ..estimating import CANNOT_ESTIMATE
from ..marks import mark_of
from ..outlook import partners as core
from ..outlook.duties import duties
from ..presenters.partner_views import (
    STANDS,
    as_text,
    partners_view,
    point_views,
    sheet_differences,
)
from ..presenters.wording import Wording
from .access import Opened, opens_assessment
from .estimating import estimate_of
from .pages import page
from .save_state import save_state

SEEN = "seen"  # the mark of the sheet that the form was opened on
TOLD = (core.Stand.YES, core.Stand.PLANNED, core.Stand.NO)


@require_safe
@opens_assessment
def partners(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show what reaches customers; an unfinished case goes to its result, which says why."""
    made = _made(opened)
    if made is None:
        return redirect("result", opened.token)
    found = core.partners(made, duties(made.profile), opened.costs)
    context = {
        "title": _("取引先の目線"),
        "token": opened.token,
        "partners": partners_view(found, Wording.in_force()),
        "edition": made.edition,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def buyer_answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the sheet, and keep what is said of each measure."""
    if request.method == "POST":
        told = {code: request.POST.get(code, "") for code in opened.costs.measures}
        kept = {code: stand for code, stand in told.items() if stand in TOLD}
        seen = request.POST.get(SEEN, "")
        try:
            assessment_store.keep_buyer_answers(opened.assessment, kept, seen=seen)
        except StaleSave as stale:
            return _stale(request, opened, stale)
        return redirect("buyer_answer", opened.token)
    made = _made(opened)
    if made is None:
        return redirect("result", opened.token)
    return page(request, "estimator/buyer_answer.html", _sheet(request, opened, made))


def _stale(request: HttpRequest, opened: Opened, stale: StaleSave) -> HttpResponse:
    """Show the saved sheet beside the one of this page; both can still be chosen."""
    sheet = reverse("buyer_answer", args=[opened.token])
    context = {
        "title": _("別の画面で取引先への回答が保存されています"),
        "rows": sheet_differences(stale.saved, stale.mine, opened.costs, Wording.in_force()),
        "kept": [*stale.mine.items(), (SEEN, mark_of(stale.saved))],
        "action": sheet,
        "keep_url": sheet,
        "revision": stale.revision,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/stale.html", context, status=409)


def _made(opened: Opened) -> Estimate | None:
    """Estimate the answers; None where a type or a row is missing."""
    if not opened.answers.get("incident_type"):
        return None
    try:
        return estimate_of(opened.answers, opened.costs)
    except CANNOT_ESTIMATE:
        return None


def _sheet(request: HttpRequest, opened: Opened, made: Estimate) -> dict[str, Any]:
    wording, kept = Wording.in_force(), opened.assessment.buyer_answers
    yes, planned, no = ([code for code, said in kept.items() if said == stand] for stand in TOLD)
    found = core.buyer_answers(made.profile, opened.costs, in_place=yes, planned=planned, absent=no)
    points = point_views(found, opened.costs, wording)
    company, day = made.profile.company.company_name, wording.date(made.as_of)
    return {
        "title": _("情報セキュリティについての回答"),
        "token": opened.token,
        "points": points,
        "seen": mark_of(kept),
        "company": company,
        "day": day,
        "text": as_text(points, company=company, day=day),
        "text_rows": len(points) + 4,
        "stands": [(stand, STANDS[stand]) for stand in (core.Stand.UNKNOWN, *TOLD)],
        "save_state": save_state(request, opened),
    }
