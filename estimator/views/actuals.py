"""実績: record what was really paid, close a line, take a record back.

In: an opened assessment, what was typed. Out: forecast against actual with the deadlines and the
days left; 422 with what was typed; 409 with both values when another tab changed the same record.
Today's date enters here. Nothing of it changes the estimate.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import actual_store
from ..estimating import CANNOT_ESTIMATE
from ..outlook.actuals import RECORDABLE
from ..outlook.duties import duties
from ..presenters.actual_differences import payment_differences
from ..presenters.actual_views import actuals_view, item_choices, payment_view
from ..presenters.duty_views import DeadlineView, deadline_views
from ..presenters.wording import Wording
from ..questionnaire import answers as questionnaire
from ..questionnaire.actuals import ActualForm, typed
from . import own_list
from .access import Opened, opens_assessment
from .pages import page
from .save_state import save_state
from .tracking import Lines, forecast_of, with_lines

REFUSED, CONFLICT = 422, 409
KEY, SEEN = "key", "seen"  # of the form that is sent; of the record that it was opened on
KEY_BYTES, LONGEST_KEY = 12, 64
MOST_DIGITS = 15  # of a record's number in an address


@require_http_methods(["GET", "HEAD", "POST"])
@with_lines
def actuals(request: HttpRequest, opened: Opened, lines: Lines) -> HttpResponse:
    """Show forecast against actual, and take another payment."""
    if request.method != "POST":
        return _page(request, opened, lines, _form(lines, initial=_first_values(request)))
    form = _form(lines, request.POST)
    if not form.is_valid():
        return _page(request, opened, lines, form)
    now, key = timezone.now(), request.POST.get(KEY, "")[:LONGEST_KEY]
    try:
        actual_store.add(opened.assessment, form.payment(), form_key=key, now=now)
    except actual_store.TooManyPayments:
        most = _("記録は%(most)d件までです。") % {"most": actual_store.MOST}
        form.add_error(None, most)
        return _page(request, opened, lines, form)
    if form.cleaned_data["closes"]:
        actual_store.close(opened.assessment, form.cleaned_data["code"], now=now)
    messages.success(request, _("支払いを記録しました。"))
    return _back(request, opened)


@require_http_methods(["GET", "HEAD", "POST"])
@with_lines
def edit(request: HttpRequest, opened: Opened, lines: Lines, number: int) -> HttpResponse:
    """Show one payment on record, and save what is changed in it."""
    saved = _on_record(opened, number)
    if request.method != "POST":
        form = _form(lines, initial=typed(saved))
        return _edit_page(request, opened, form, (number, actual_store.mark_of(saved)))
    form, seen = _form(lines, request.POST), request.POST.get(SEEN, "")
    if not form.is_valid():
        return _edit_page(request, opened, form, (number, seen))
    try:
        actual_store.change(opened.assessment, form.payment(number), seen=seen, now=timezone.now())
    except actual_store.ChangedMeanwhile as meanwhile:
        return _stale(request, opened, form, meanwhile)
    except actual_store.UnknownPayment as gone:
        raise Http404 from gone
    messages.success(request, _("支払いの記録を直しました。"))
    return _back(request, opened)


@require_POST
@opens_assessment
def remove(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """Take a payment off the record; the next page offers to bring it back."""
    actual_store.remove(opened.assessment, number, now=timezone.now())
    return _back(request, opened, f"?removed={number}")


@require_POST
@opens_assessment
def restore(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """Bring a removed payment back."""
    if actual_store.restore(opened.assessment, number, now=timezone.now()):
        messages.success(request, _("支払いの記録を元に戻しました。"))
    else:
        messages.error(request, _("時間がたったため、元に戻せません。もう一度記録してください。"))
    return _back(request, opened)


@require_POST
@opens_assessment
def close(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:
    """Reckon with no more payments for a cost item."""
    return _settle(request, opened, code, actual_store.close)


@require_POST
@opens_assessment
def reopen(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:
    """Reckon with more payments for a cost item again."""
    return _settle(request, opened, code, actual_store.reopen)


def _settle(
    request: HttpRequest, opened: Opened, code: str, settle: Callable[..., None]
) -> HttpResponse:
    if code not in RECORDABLE:
        raise Http404
    settle(opened.assessment, code, now=timezone.now())
    return _back(request, opened, f"?at={code}#line-{code}")


def _back(request: HttpRequest, opened: Opened, place: str = "") -> HttpResponse:
    response = redirect(reverse("actuals", args=[opened.token]) + place)
    own_list.renew(request, response, opened.token)
    return response


def _on_record(opened: Opened, number: int) -> Any:
    try:
        return actual_store.payment(opened.assessment, number)
    except actual_store.UnknownPayment as gone:
        raise Http404 from gone


def _form(lines: Lines, *args: Any, **kwargs: Any) -> ActualForm:
    return ActualForm(*args, choices=item_choices(lines), today=timezone.localdate(), **kwargs)


def _first_values(request: HttpRequest) -> dict[str, Any]:
    """Begin with today, and with the cost item whose line the visitor came from."""
    line = request.GET.get("line", "")
    today = timezone.localdate().isoformat()
    return {"paid_on": today, "code": line if line in RECORDABLE else ""}


def _page(request: HttpRequest, opened: Opened, lines: Lines, form: ActualForm) -> HttpResponse:
    wording = Wording.in_force()
    context = {
        "title": _("実績と見込み"),
        "shown": actuals_view(forecast_of(opened, lines), wording),
        "deadlines": _deadlines(opened, wording),
        "knows_discovery": bool(opened.answers.get("discovered_on")),
        "removed": _removed(request, opened, wording),
        "at": request.GET.get("at", ""),
        "key": request.POST.get(KEY) or secrets.token_urlsafe(KEY_BYTES),
        **_form_context(request, opened, form),
    }
    status = REFUSED if form.is_bound else 200
    return page(request, "estimator/actuals.html", context, status=status)


def _edit_page(
    request: HttpRequest, opened: Opened, form: ActualForm, record: tuple[int, str]
) -> HttpResponse:
    number, seen = record
    context = {
        "title": _("支払いの記録を直す"),
        "number": number,
        "seen": seen,
        **_form_context(request, opened, form),
    }
    status = REFUSED if form.is_bound else 200
    return page(request, "estimator/actual.html", context, status=status)


def _form_context(request: HttpRequest, opened: Opened, form: ActualForm) -> dict[str, Any]:
    mistakes = [
        {
            "id": form[name].id_for_label if name in form.fields else "id_code",
            "label": "",
            "text": t,
        }
        for name, texts in form.errors.items()
        for t in texts
    ]
    return {
        "form": form,
        "mistakes": mistakes,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }


def _deadlines(opened: Opened, wording: Wording) -> tuple[DeadlineView, ...]:
    try:
        profile = questionnaire.profile(opened.answers, opened.costs)
    except CANNOT_ESTIMATE:
        return ()  # the figures of an earlier engine: its answers no longer fit
    return deadline_views(duties(profile), timezone.localdate(), wording)


def _removed(request: HttpRequest, opened: Opened, wording: Wording) -> Any:
    """The payment that was just removed, as long as it can be brought back."""
    number = request.GET.get("removed", "")
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return None
    found = actual_store.removed(opened.assessment, int(number))
    return payment_view(found, wording) if found else None


def _stale(
    request: HttpRequest,
    opened: Opened,
    form: ActualForm,
    meanwhile: actual_store.ChangedMeanwhile,
) -> HttpResponse:
    """Show the saved record beside the one of this page; both can still be chosen."""
    saved = meanwhile.saved
    kept = [(name, request.POST[name]) for name in form.fields if name in request.POST]
    context = {
        "title": _("別の画面で支払いの記録が直されています"),
        "rows": payment_differences(saved, form.payment(saved.number), Wording.in_force()),
        "kept": [*kept, (SEEN, actual_store.mark_of(saved))],
        "action": reverse("actual", args=[opened.token, saved.number]),
        "keep_url": reverse("actuals", args=[opened.token]),
        "revision": opened.assessment.revision,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/stale.html", context, status=CONFLICT)
