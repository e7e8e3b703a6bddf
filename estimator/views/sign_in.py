"""Sign in, sign out, make an account (サインイン): for those who keep several clients apart.

In: a name and a password. Out: a session, under a new key each time; 422 with what is wrong; 429
after five wrong passwords for a name from one network. Everything else works without an account.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.callers import IPV4_BLOCK, network_of
from config.onward import next_address

from .. import sign_in_store
from ..questionnaire.accounts import Named, SignInForm, SignUpForm
from ..throttle import TooManyTries

REFUSED, WAIT = 422, 429
NEW_ACCOUNTS = ""  # no account has this name: what is counted are accounts made from one network


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and let in whoever knows them."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    if request.method != "POST":
        return _sign_in_page(request, SignInForm(request))
    form, name = SignInForm(request, request.POST), request.POST.get("username", "")
    try:
        count_try(request, name)
        if not form.is_valid():
            return _sign_in_page(request, form)
    except TooManyTries as tried:
        return too_many(request, tried)
    return _let_in(request, form.get_user(), _next(request))


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("サインアウトしました。"))
    return redirect("start")


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account, where the operator lets everyone do so (SIGN_UP=1)."""
    if not settings.SIGN_UP:
        raise Http404
    form = SignUpForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _sign_up_page(request, form)
    try:
        count_try(request, NEW_ACCOUNTS)
    except TooManyTries as tried:
        return too_many(request, tried)
    user = form.save()
    login(request, user)
    messages.success(request, _("アカウントを作りました。"))
    return redirect("account")


def count_try(request: HttpRequest, name: str) -> None:
    """Count a password before it is looked at. Raises: TooManyTries."""
    network = network_of(request, ipv4_bits=IPV4_BLOCK)
    sign_in_store.count(name, network, now=timezone.now())


def count_again(request: HttpRequest, name: str) -> None:
    """Forget the wrong ones: the right one was typed."""
    sign_in_store.forget(name, network_of(request, ipv4_bits=IPV4_BLOCK))


def too_many(request: HttpRequest, tried: TooManyTries) -> HttpResponse:
    """Say how long to wait."""
    minutes = tried.minutes(timezone.now())
    response = render(request, "account/wait.html", {"wait_minutes": minutes}, status=WAIT)
    response["Retry-After"] = f"{minutes * 60}"
    return response


def form_page(request: HttpRequest, form: Named, template: str, **context: Any) -> HttpResponse:
    """Show a form; with status 422 and its mistakes once it was sent."""
    shown = {"form": form, "mistakes": form.mistakes(), **context}
    return render(request, template, shown, status=REFUSED if form.is_bound else 200)


def _let_in(request: HttpRequest, user: User, address: str) -> HttpResponse:
    login(request, user)  # under a new session key
    count_again(request, user.get_username())
    return redirect(address)


def _sign_in_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    return form_page(
        request,
        form,
        "account/sign_in.html",
        title=_("サインイン"),
        next=_next(request),
        may_sign_up=settings.SIGN_UP,
    )


def _sign_up_page(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    return form_page(request, form, "account/sign_up.html", title=_("アカウントを作る"))


def _next(request: HttpRequest) -> str:
    return next_address(request, reverse("account"))
