"""アカウント: everything that belongs to whoever is signed in, by client; take in, give back.

In: the account, what is searched for. Out: the page; the same rows with another owner or none.
Nobody's list shows what belongs to another account.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import account_store, assessment_store, price_list_store
from ..account_store import NotFree, Thing
from ..models import Assessment, PriceList
from . import own_list, prices
from .account_rows import clients, entries_of_browser
from .owning import needs_account

CLIENTS_A_PAGE: Final = 30
LONGEST_SEARCH: Final = 100
COOKIES: Final = {"assessments": own_list.ASSESSMENTS, "prices": own_list.PRICE_LISTS}
MODELS: Final[dict[str, type[Thing]]] = {"assessments": Assessment, "prices": PriceList}
LOADS: Final[dict[str, Callable[..., Thing]]] = {
    "assessments": assessment_store.load,
    "prices": price_list_store.load,
}
GONE: Final = (
    assessment_store.UnknownAssessment,
    assessment_store.ExpiredAssessment,
    price_list_store.UnknownPriceList,
)


@require_safe
@needs_account
def account(request: HttpRequest, user: User) -> HttpResponse:
    """List the clients, the price lists, and what this browser has outside the account."""
    now, wanted = timezone.now(), request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = clients(account_store.assessments_of(user, now=now), wanted)
    pages = Paginator(found, CLIENTS_A_PAGE)
    context = {
        "wanted": wanted,
        "clients": pages.get_page(request.GET.get("page")),
        "count": sum(len(client.entries) for client in found),
        "line": account_store.line_of(user.pk),
        "price_lists": prices.of_account(request),
        "browser": entries_of_browser(request, now),
        "browser_prices": prices.of_browser(request),
        "days": assessment_store.KEPT_FOR.days,
    }
    return render(request, "account/account.html", context)


@require_POST
@needs_account
def take(request: HttpRequest, user: User, kind: str) -> HttpResponse:
    """Take what this browser has outside the account into it."""
    token = request.POST.get("token", "")
    row = _opened(kind, token)
    response = redirect("account")
    try:
        account_store.take(row, user)
    except NotFree:
        messages.error(request, _("ほかのアカウントに入っているため、入れられませんでした。"))
        return response
    own_list.remove(request, response, token, COOKIES[kind])
    messages.success(request, _("アカウントに入れました。これまでのリンクでも開けます。"))
    return response


@require_POST
@needs_account
def give_back(request: HttpRequest, user: User, kind: str, number: int) -> HttpResponse:
    """Take it out of the account and put it into the list of this browser."""
    row = account_store.find(user, MODELS[kind], number) if kind in MODELS else None
    if row is None:
        raise Http404
    token = account_store.give_back(row)
    response = redirect("account")
    own_list.add(request, response, token, COOKIES[kind])
    messages.success(request, _("アカウントから出し、このブラウザの一覧に戻しました。"))
    return response


def _opened(kind: str, token: str) -> Thing:
    """Return what a token opens. Raises: Http404."""
    try:
        return LOADS[kind](token, now=timezone.now())
    except (KeyError, *GONE) as gone:
        raise Http404 from gone
