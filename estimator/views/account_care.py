"""The account itself: the line and the logo on its reports, another password, leaving.

In: the account, what is typed. Out: the forms, 422 with what is wrong. A wrong old password counts
like one at the sign-in.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from .. import account_store, logo_store
from ..questionnaire.accounts import DELETE_ALL, LeaveForm, LineForm, NewPasswordForm
from ..questionnaire.logo import LogoRefused
from ..throttle import TooManyTries
from . import own_list
from .logo import sent
from .owning import needs_account
from .sign_in import REFUSED, count_again, count_try, form_page, too_many


@require_http_methods(["GET", "HEAD", "POST"])
@needs_account
def line(request: HttpRequest, user: User) -> HttpResponse:
    """Ask how reports name whoever made them."""
    form = LineForm(request.POST or None, initial={"line": account_store.line_of(user.pk)})
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, "account/line.html", title=_("報告書に載せる名前"))
    account_store.keep_line(user, form.cleaned_data["line"])
    messages.success(request, _("保存しました。これから作るPDFに載ります。"))
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_account
def logo(request: HttpRequest, user: User) -> HttpResponse:
    """Show the logo of the account, and keep the one that is sent."""
    error = ""
    if request.method == "POST":
        try:
            logo_store.keep_for_account(user, sent(request))
            return redirect("account_logo")
        except LogoRefused as refused:
            error = str(refused)
    context = {"logo": logo_store.logo_of_account(user.pk), "error": error}
    status = REFUSED if error else 200
    return render(request, "account/logo.html", context, status=status)


@require_POST
@needs_account
def remove_logo(request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG001
    """Print the reports of the account without its logo again."""
    logo_store.remove_from_account(user)
    return redirect("account_logo")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs_account
def password(request: HttpRequest, user: User) -> HttpResponse:
    """Change the password; every other session of the account ends."""
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST":
        try:
            count_try(request, user.get_username())
        except TooManyTries as tried:
            return too_many(request, tried)
        if "old_password" not in form.errors:
            count_again(request, user.get_username())
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, "account/password.html", title=_("パスワードの変更"))
    update_session_auth_hash(request, form.save())
    messages.success(request, _("パスワードを変えました。ほかの端末ではサインアウトしました。"))
    return redirect("account")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs_account
def leave(request: HttpRequest, user: User) -> HttpResponse:
    """Ask for the password and what becomes of the rest, then delete the account."""
    form = LeaveForm(user, request.POST or None)
    if user.is_staff or request.method != "POST":
        return _leave_page(request, user, form)
    try:
        count_try(request, user.get_username())
    except TooManyTries as tried:
        return too_many(request, tried)
    if "password" not in form.errors:
        count_again(request, user.get_username())
    return _left(request, user, form) if form.is_valid() else _leave_page(request, user, form)


def _left(request: HttpRequest, user: User, form: LeaveForm) -> HttpResponse:
    delete_all = form.cleaned_data["rest"] == DELETE_ALL
    response = redirect("start")
    if not delete_all:
        _leave_in_browser(request, response, user)
    account_store.close(user, delete_all=delete_all)
    logout(request)
    messages.success(request, _("アカウントを削除しました。"))
    return response


def _leave_in_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    now = timezone.now()
    rows = account_store.assessments_of(user, now=now)
    own_list.add_all(request, response, map(account_store.token_of, rows), own_list.ASSESSMENTS)
    lists = account_store.price_lists_of(user, now=now)
    own_list.add_all(request, response, map(account_store.token_of, lists), own_list.PRICE_LISTS)


def _leave_page(request: HttpRequest, user: User, form: LeaveForm) -> HttpResponse:
    assessments, price_lists = account_store.counts(user)
    context = {"assessments": assessments, "price_lists": price_lists, "most": own_list.MOST}
    return form_page(request, form, "account/leave.html", title=_("アカウントの削除"), **context)
