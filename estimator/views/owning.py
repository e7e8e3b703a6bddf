"""Whose a new assessment or price list is: the account's of whoever is signed in, or the browser's.

In: a request, a row and its token. Out: the token to go on with; a cookie of this browser that
remembers what belongs to no account. What an account owns is never put into the browser's list: the
next person at the same machine would find it there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import account_store
from ..account_store import Thing
from . import own_list

P = ParamSpec("P")


def begun(request: HttpRequest, token: str, row: Thing) -> str:
    """Give a new row to the account, if someone is signed in; return the token to go on with."""
    if not request.user.is_authenticated:
        return token
    return account_store.take(row, request.user)


def remember(
    request: HttpRequest,
    response: HttpResponse,
    row: Thing,
    token: str,
    *,
    kind: own_list.Kind = own_list.ASSESSMENTS,
) -> None:
    """Put the row into the list of this browser, unless the account lists it."""
    if not account_store.owns(request.user, row):
        own_list.add(request, response, token, kind)


def list_with(request: HttpRequest, row: Thing) -> str:
    """Name the page that lists the row."""
    return "account" if account_store.owns(request.user, row) else "start"


def needs_account(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the account; lead whoever is not signed in to the sign-in page and back."""

    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            back = reverse("account") if request.method == "POST" else request.get_full_path()
            return redirect(f"{reverse('sign_in')}?{urlencode({'next': back})}")
        return view(request, request.user, *args, **kwargs)

    return answered
