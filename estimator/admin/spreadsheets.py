"""The spreadsheet page of an edition: download it, or bring a changed file into a draft.

In the flow: GET offers the downloads, or shows how far a file is; POST with a file has it tried, a
second POST confirms exactly what was shown. `importing` keeps the file meanwhile and does the work.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from ..models import Edition, TableImport
from . import downloads, importing, trial

if TYPE_CHECKING:
    from ..costbook_store import workbook
else:  # the libraries of spreadsheets take half a second, which no other page needs to wait for
    workbook = SimpleLazyObject(lambda: import_module("estimator.costbook_store.workbook"))

VIEW, CHANGE = "estimator.view_edition", "estimator.change_edition"
View = Callable[[Any, HttpRequest, Edition], HttpResponse]


class ImportForm(forms.Form):
    """A file, and why the figures change."""

    file = forms.FileField(
        label=_("ファイル"),
        help_text=_("XLSX（シートが表ごと）か CSV（一つの表）。2MB・10,000行まで。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    table = forms.ChoiceField(
        label=_("CSVの表"), required=False, help_text=_("CSVのときだけ選びます。")
    )
    reason = forms.CharField(
        label=_("変更の理由"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("履歴に残ります。例: 2027年の公表値に更新"),
    )
    remove_missing = forms.BooleanField(
        label=_("ファイルにない行を削除する"),
        required=False,
        help_text=_("選ばなければ、ファイルにない行はそのまま残ります。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tables = [(sheet.name, sheet.title) for sheet in workbook.sheets()]
        self.fields["table"].choices = [("", "---------"), *tables]  # type: ignore[attr-defined]


def urls(model_admin: Any) -> list[URLPattern]:
    """Return the addresses below an edition."""
    views: dict[str, View] = {
        "spreadsheet": page,
        "export": downloads.export,
        "template": downloads.template,
    }
    return [
        path(
            f"<int:object_id>/{name}/",
            model_admin.admin_site.admin_view(csrf_protect(_of_edition(model_admin, view))),
            name=f"estimator_edition_{name}",
        )
        for name, view in views.items()
    ]


def _of_edition(model_admin: Any, view: View) -> Callable[..., HttpResponse]:
    methods = ["GET", "HEAD", "POST"] if view is page else ["GET", "HEAD"]

    @require_http_methods(methods)
    def checked(request: HttpRequest, object_id: int) -> HttpResponse:
        if not request.user.has_perms([VIEW]) and not request.user.has_perms([CHANGE]):
            raise PermissionDenied
        return view(model_admin, request, get_object_or_404(Edition, pk=object_id))

    return checked


# --- in -----------------------------------------------------------------------------------------


def page(model_admin: Any, request: HttpRequest, edition: Edition) -> HttpResponse:
    """表計算ソフトで取り出す・取り込む."""
    waiting = importing.latest(edition, _person(request), now=timezone.now())
    if request.method != "POST":
        return _as_it_stands(model_admin, request, edition, waiting)
    pressed = next((button for button in BUTTONS if button in request.POST), None)
    if not request.user.has_perms([CHANGE]) or (edition.is_published and not pressed):
        raise PermissionDenied
    if waiting is None and pressed:
        messages.error(request, _("試したファイルがありません。もう一度選んでください。"))
        return _to_page(edition)
    if waiting is not None and pressed:
        return BUTTONS[pressed](request, waiting)
    if waiting is not None and _is_worked_on(waiting):
        messages.error(request, _("前のファイルがまだ終わっていません。終わるまで待ってください。"))
        return _to_page(edition)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(model_admin, request, edition, form)
    return _begin(model_admin, request, edition, form)


def _begin(model_admin: Any, request: HttpRequest, edition: Edition, form: Any) -> HttpResponse:
    """Take a file in; show what it would change or what is wrong, if that is known at once."""
    try:
        wanted, now = form.cleaned_data, timezone.now()
        waiting = importing.begin(edition, _person(request), wanted, now=now)
    except workbook.Refused as refused:
        form.add_error("file", refused.what)
        return _form_page(model_admin, request, edition, form)
    if waiting.is_under_way:
        return _to_page(edition)
    if waiting.can_be_confirmed:
        return _trial_page(model_admin, request, waiting)
    importing.forget(waiting)
    return _form_page(model_admin, request, edition, form, waiting=waiting)


def _confirm(request: HttpRequest, waiting: TableImport) -> HttpResponse:
    """Bring in what was shown, now or in the background."""
    edition = waiting.edition
    if not waiting.can_be_confirmed or waiting.found["fingerprint"] != request.POST["confirm"]:
        messages.error(request, _("試したファイルがありません。もう一度選んでください。"))
        return _to_page(edition)
    if trial.missing_permissions(_person(request), waiting.found["permissions"]):
        raise PermissionDenied
    importing.confirm(waiting)
    if waiting.is_under_way:
        return _to_page(edition)
    importing.forget(waiting)
    if waiting.state != TableImport.State.IMPORTED:
        messages.error(request, waiting.found["problems"][0])
        return _to_page(edition)
    count = waiting.found["rows"]
    text = ngettext("%(count)d行を取り込みました。", "%(count)d行を取り込みました。", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:estimator_edition_change", args=[edition.pk]))


def _cancel(request: HttpRequest, waiting: TableImport) -> HttpResponse:
    """やめる: at any time before the figures are written."""
    if waiting.state == TableImport.State.IMPORTED:  # a page that was open meanwhile
        return _to_page(waiting.edition)
    if not importing.cancel(waiting, now=timezone.now()):
        messages.error(request, _("取り込みはもう始まっています。終わるまで待ってください。"))
    else:
        messages.info(request, _("取り込みをやめました。版は変わっていません。"))
    return _to_page(waiting.edition)


def _again(_request: HttpRequest, waiting: TableImport) -> HttpResponse:
    """もう一度試す: after a task that nobody finishes."""
    if importing.has_stopped(waiting, now=timezone.now()):
        importing.queue(waiting)
    return _to_page(waiting.edition)


BUTTONS = {"confirm": _confirm, "cancel": _cancel, "again": _again}


def _is_worked_on(waiting: TableImport) -> bool:
    return waiting.is_under_way and not importing.has_stopped(waiting, now=timezone.now())


def _person(request: HttpRequest) -> User:
    """Return who is signed in; the admin lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


# --- pages --------------------------------------------------------------------------------------


def _to_page(edition: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:estimator_edition_spreadsheet", args=[edition.pk]))


def _as_it_stands(
    model_admin: Any, request: HttpRequest, edition: Edition, waiting: TableImport | None
) -> HttpResponse:
    if waiting is not None and waiting.is_under_way:
        return _waiting_page(model_admin, request, waiting)
    if request.htmx:  # type: ignore[attr-defined]  # the page that waited
        return HttpResponseClientRefresh()
    if waiting is None or waiting.state == TableImport.State.IMPORTED:
        return _form_page(model_admin, request, edition, ImportForm(), waiting=waiting)
    if waiting.can_be_confirmed and not edition.is_published:
        return _trial_page(model_admin, request, waiting)
    if waiting.can_be_confirmed:
        waiting.found = trial.refused([importing.published()])
    typed = {name: getattr(waiting, name) for name in ("table", "reason", "remove_missing")}
    return _form_page(model_admin, request, edition, ImportForm(initial=typed), waiting=waiting)


def _form_page(
    model_admin: Any,
    request: HttpRequest,
    edition: Edition,
    form: ImportForm,
    *,
    waiting: TableImport | None = None,
) -> HttpResponse:
    """Offer the way out and the way in, below what became of the last file."""
    may_import = not edition.is_published and request.user.has_perms([CHANGE])
    response: HttpResponse = model_admin.page(
        request,
        "spreadsheet",
        edition,
        form=form if may_import else None,
        tables=workbook.sheets(),
        waiting=waiting,
        title=_("表計算ソフトで取り出す・取り込む"),
        status=422 if request.method == "POST" else 200,
    )
    return response


def _waiting_page(model_admin: Any, request: HttpRequest, waiting: TableImport) -> HttpResponse:
    """Show how far the file is; htmx asks for the moving part alone."""
    is_asked_again = request.htmx  # type: ignore[attr-defined]
    part = "#import-progress" if is_asked_again else ""
    has_stopped = importing.has_stopped(waiting, now=timezone.now())
    if is_asked_again and has_stopped:
        return HttpResponseClientRefresh()
    response: HttpResponse = model_admin.page(
        request,
        "spreadsheet_waiting",
        waiting.edition,
        part=part,
        waiting=waiting,
        has_stopped=has_stopped,
        title=_("取り込みの途中"),
    )
    return response


def _trial_page(model_admin: Any, request: HttpRequest, waiting: TableImport) -> HttpResponse:
    response: HttpResponse = model_admin.page(
        request,
        "spreadsheet_trial",
        waiting.edition,
        waiting=waiting,
        fingerprint=waiting.found["fingerprint"],
        title=_("取り込む前の確認"),
    )
    return response
