"""自社単価表: make a list of own contract prices, change it, delete it.

In: a token, or nothing yet; what was typed. Out: the form with the edition's figures beside it, a
link of its own; 409 with both values when another tab was quicker. Whoever
has the link can read and change the list; nobody else learns of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import account_store, costbook_store, price_list_store
from ..call_store import NEW_ASSESSMENTS
from ..costbook import CostBook
from ..models import PriceList
from ..presenters.check_page import Difference
from ..presenters.editions.price_rows import PricedCost, price_differences, priced_costs
from ..presenters.wording import Wording
from ..questionnaire.price_list import PriceListForm, typed
from . import own_list
from .access import needs_edition
from .limits import limited
from .method_formulas import item_formulas
from .owning import begun, list_with, remember

REFUSED, CONFLICT = 422, 409
SEEN = "seen"  # the mark of the list that the form was opened on


@dataclass(frozen=True, slots=True)
class OwnPrices:
    """One price list of this browser."""

    token: str
    label: str
    prices: int  # how many
    number: int = 0  # of one that the account owns


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One unit cost with the fields of its own price."""

    figure: PricedCost
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """The stored list behind the form; empty for a new one."""

    token: str = ""
    seen: str = ""  # its mark
    differences: tuple[Difference, ...] = ()  # to what another tab saved since


def chosen(request: HttpRequest) -> PriceList | None:
    """Return the price list that a form begins with. Raises: Http404 for one that is not there."""
    token = request.POST.get("price_list", "")
    if not token:
        return None
    try:
        return price_list_store.load(token, now=timezone.now())
    except price_list_store.UnknownPriceList as unknown:
        raise Http404 from unknown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(NEW_ASSESSMENTS)
@needs_edition
def create(request: HttpRequest) -> HttpResponse:
    """Make a list."""
    figures = _priced(costbook_store.load(None))
    form = PriceListForm(request.POST or None, codes=figures)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, figures, Shown())
    token, row = price_list_store.create(
        form.cleaned_data["label"], form.prices(), now=timezone.now()
    )
    token = begun(request, token, row)
    messages.success(request, _("自社単価表を保存しました。リンクを控えておいてください。"))
    response = redirect("price_list", token)
    remember(request, response, row, token, kind=own_list.PRICE_LISTS)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs_edition
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Show a list and save what is changed in it."""
    row = _row_of(token)
    if row is None:
        return render(request, "404.html", status=404)
    figures = _priced(costbook_store.load(None))
    if request.method != "POST":
        form = PriceListForm(initial=typed(row.label, row.prices), codes=figures)
        return _page(request, form, figures, Shown(token, price_list_store.mark_of(row)))
    form = PriceListForm(request.POST, codes=figures)
    seen = request.POST.get(SEEN, "")
    if not form.is_valid():
        return _page(request, form, figures, Shown(token, seen))
    label, prices = form.cleaned_data["label"], form.prices()
    try:
        price_list_store.save(row, label, prices, seen=seen, now=timezone.now())
    except price_list_store.UnknownPriceList:
        return render(request, "404.html", status=404)
    except price_list_store.ChangedMeanwhile as meanwhile:
        both = _differences(figures, meanwhile.saved, label, prices)
        mark = price_list_store.mark_of(meanwhile.saved)
        return _page(request, form, figures, Shown(token, mark, tuple(both)))
    messages.success(request, _("自社単価表を保存しました。はじめた見積りの金額は変わりません。"))
    return redirect("price_list", token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then delete for good."""
    row = _row_of(token)
    if row is None:
        return render(request, "404.html", status=404)
    if request.method != "POST":
        context = {"label": row.label, "token": token}
        return render(request, "estimator/price_list_delete.html", context)
    response = redirect(list_with(request, row))
    price_list_store.delete(row)
    messages.success(request, _("自社単価表を削除しました。"))
    own_list.remove(request, response, token, own_list.PRICE_LISTS)
    return response


def own_lists(request: HttpRequest) -> list[OwnPrices]:
    """Return the price lists of the account and those of this browser."""
    return of_account(request) + of_browser(request)


def of_browser(request: HttpRequest) -> list[OwnPrices]:
    """Return the price lists made in this browser that belong to no account."""
    tokens = own_list.tokens(request, own_list.PRICE_LISTS)
    found = price_list_store.load_all(tokens, now=timezone.now()) if tokens else []
    return [
        OwnPrices(token, row.label, len(row.prices))
        for token, row in found
        if not account_store.owns(request.user, row)
    ]


def of_account(request: HttpRequest) -> list[OwnPrices]:
    """Return the price lists of the account."""
    if not request.user.is_authenticated:
        return []
    rows = account_store.price_lists_of(request.user, now=timezone.now())
    return [
        OwnPrices(account_store.token_of(row), row.label, len(row.prices), row.pk) for row in rows
    ]


def _row_of(token: str) -> PriceList | None:
    try:
        return price_list_store.load(token, now=timezone.now())
    except price_list_store.UnknownPriceList:
        return None


def _priced(costs: CostBook) -> dict[str, PricedCost]:
    return priced_costs(costs, item_formulas(costs), Wording.in_force())


def _differences(
    figures: dict[str, PricedCost], saved: PriceList, label: str, prices: dict[str, dict[str, Any]]
) -> list[Difference]:
    """Set name and prices of another tab beside those of this page."""
    named = Difference(_("単価表の名前"), saved.label, label, saved.label != label)
    return [named, *price_differences(figures, saved.prices, prices)]


def _mistakes(form: PriceListForm, figures: dict[str, PricedCost]) -> list[dict[str, Any]]:
    """List what is wrong, each with the unit cost that it is about."""
    names = {name: figures.get(name.rpartition("-")[0]) for name in form.errors}
    return [
        {"id": form[name].id_for_label, "label": cost.name if cost else "", "text": text}
        for name, cost in names.items()
        for text in form.errors[name]
    ]


def _page(
    request: HttpRequest,
    form: PriceListForm,
    figures: dict[str, PricedCost],
    shown: Shown,
) -> HttpResponse:
    token, status = shown.token, REFUSED if form.is_bound else 200
    context = {
        "form": form,
        "token": token,
        "seen": shown.seen,
        "differences": shown.differences,
        "rows": [PriceRow(figures[code], fields) for code, fields in form.rows()],
        "link": request.build_absolute_uri(reverse("price_list", args=[token])) if token else "",
        "mistakes": _mistakes(form, figures),
    }
    status = CONFLICT if shown.differences else status
    return render(request, "estimator/price_list.html", context, status=status)
