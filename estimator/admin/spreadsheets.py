"""The spreadsheet page of an edition: download it, or bring a changed file into a draft.

In the flow: GET offers the downloads; POST with a file tries it and shows the difference; a second
POST confirms exactly what was shown. In between the file waits in the person's session.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from ..models import Edition
from . import downloads

if TYPE_CHECKING:
    from ..costbook_store import workbook
else:  # the libraries of spreadsheets take half a second, which no other page needs to wait for
    workbook = SimpleLazyObject(lambda: import_module("estimator.costbook_store.workbook"))

VIEW, CHANGE = "estimator.view_edition", "estimator.change_edition"
WAITING: Final = "spreadsheet_import"  # in the session
MOST_SHOWN: Final = 200
KINDS: Final = {"added": _("追加"), "changed": _("変更"), "removed": _("削除")}
NEEDED: Final = {"added": "add", "changed": "change", "removed": "delete"}
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


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One line of the difference."""

    kind: Any
    sheet: str
    row: str
    column: str
    before: str
    after: str


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
    if request.method != "POST":
        return _form_page(model_admin, request, edition, ImportForm())
    if edition.is_published or not request.user.has_perms([CHANGE]):
        raise PermissionDenied
    if "confirm" in request.POST:
        return _confirm(model_admin, request, edition)
    if "cancel" in request.POST:
        request.session.pop(WAITING, None)
        return _to_page(edition)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(model_admin, request, edition, form)
    return _try(model_admin, request, edition, form)


def _try(model_admin: Any, request: HttpRequest, edition: Edition, form: Any) -> HttpResponse:
    """Import, take it back, and show what it would change or what is wrong."""
    wanted = form.cleaned_data
    waiting = {
        "edition": edition.pk,
        "name": wanted["file"].name,
        "content": base64.b64encode(wanted["file"].read()).decode(),
        "table": wanted["table"],
        "reason": wanted["reason"],
        "remove_missing": wanted["remove_missing"],
    }
    try:
        outcome = _run(edition, waiting, trial=True)
    except workbook.Refused as refused:
        form.add_error("file", refused.what)
        return _form_page(model_admin, request, edition, form)
    missing = _missing_permissions(request, _permissions(outcome.changes))
    if outcome.problems or missing or not outcome.changes:
        found = [*map(str, outcome.problems), *missing]
        return _form_page(model_admin, request, edition, form, found=found, tried=True)
    request.session[WAITING] = {
        **waiting,
        "expected": outcome.fingerprint,
        "permissions": sorted(_permissions(outcome.changes)),
    }
    return _trial_page(model_admin, request, edition, outcome)


def _run(edition: Edition, waiting: dict[str, Any], *, trial: bool) -> workbook.Outcome:
    reading = workbook.read(base64.b64decode(waiting["content"]), csv_table=waiting["table"])
    terms = workbook.Terms(
        remove_missing=waiting["remove_missing"],
        reason=waiting["reason"],
        expected=waiting.get("expected", ""),
    )
    return workbook.import_sheets(edition, reading, trial=trial, terms=terms)


def _confirm(model_admin: Any, request: HttpRequest, edition: Edition) -> HttpResponse:
    """Import what was shown; if the draft has changed since, show the new difference instead."""
    waiting = request.session.pop(WAITING, None)
    if not waiting or waiting["edition"] != edition.pk or (
        waiting["expected"] != request.POST.get("confirm")
    ):  # fmt: skip
        messages.error(request, _("試したファイルがありません。もう一度選んでください。"))
        return _to_page(edition)
    if _missing_permissions(request, waiting["permissions"]):
        raise PermissionDenied
    outcome = _run(edition, waiting, trial=False)
    if outcome.problems or outcome.fingerprint != waiting["expected"]:
        messages.error(
            request,
            _("試した後に版が変わったため、取り込みませんでした。もう一度試してください。"),
        )
        return _to_page(edition)
    count = len(outcome.changes)
    note = f"imported {waiting['name']}: {count} rows; {waiting['reason']}"
    model_admin.log_change(request, edition, note)
    text = ngettext("%(count)d行を取り込みました。", "%(count)d行を取り込みました。", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:estimator_edition_change", args=[edition.pk]))


def _permissions(changes: Iterable[workbook.RowChange]) -> set[str]:
    """Return what a person must be allowed to do for these changes."""
    pairs = {(change.sheet, NEEDED[change.kind]) for change in changes}
    tables = {sheet.title: sheet.name for sheet in workbook.sheets()}
    return {f"estimator.{action}_{tables[title]}" for title, action in pairs}


def _missing_permissions(request: HttpRequest, needed: Iterable[str]) -> list[str]:
    missing = sorted(code for code in needed if not request.user.has_perm(code))
    text = gettext("この変更に必要な権限がありません: %(code)s")
    return [text % {"code": code} for code in missing]


# --- pages --------------------------------------------------------------------------------------


def _to_page(edition: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:estimator_edition_spreadsheet", args=[edition.pk]))


def _form_page(
    model_admin: Any, request: HttpRequest, edition: Edition, form: ImportForm, **found: Any
) -> HttpResponse:
    problems = found.get("found", [])
    may_import = not edition.is_published and request.user.has_perms([CHANGE])
    response: HttpResponse = model_admin.page(
        request,
        "spreadsheet",
        edition,
        form=form if may_import else None,
        tables=workbook.sheets(),
        problems=problems[:MOST_SHOWN],
        number=len(problems),
        more=max(0, len(problems) - MOST_SHOWN),
        nothing_new=bool(found.get("tried")) and not problems,
        title=_("表計算ソフトで取り出す・取り込む"),
        status=422 if request.method == "POST" else 200,
    )
    return response


def _trial_page(
    model_admin: Any, request: HttpRequest, edition: Edition, outcome: workbook.Outcome
) -> HttpResponse:
    cells = [cell for change in outcome.changes for cell in _cells(change)]
    response: HttpResponse = model_admin.page(
        request,
        "spreadsheet_trial",
        edition,
        cells=cells[:MOST_SHOWN],
        more=max(0, len(cells) - MOST_SHOWN),
        rows=len(outcome.changes),
        fingerprint=outcome.fingerprint,
        waiting=request.session[WAITING],
        title=_("取り込む前の確認"),
    )
    return response


def _cells(change: workbook.RowChange) -> list[ChangedCell]:
    """Write out a changed row cell by cell, an added or removed one as a whole."""
    kind = KINDS[change.kind]
    if change.kind != "changed":
        summary = "、".join(f"{name}={_shown(after)}" for name, _before, after in change.cells)
        return [ChangedCell(kind, change.sheet, change.row, "", "", summary)]
    return [
        ChangedCell(
            kind, change.sheet, change.row, name, _shown(old), _shown(new) + _percent(old, new)
        )
        for name, old, new in change.cells
    ]


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if value in (None, ""):
        return "—"
    return date_format(value, "Y-m-d") if hasattr(value, "year") else str(value)


def _percent(old: Any, new: Any) -> str:
    """Say by how much a number moves."""
    if not isinstance(old, Decimal) or not isinstance(new, Decimal) or not old:
        return ""
    return f"（{(new - old) / old * 100:+.1f}％）"
