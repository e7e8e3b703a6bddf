"""The downloads of an edition: XLSX with every table, CSV of one, and the headings as a template.

In the flow: links on the spreadsheet page of an edition; GET only.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Edition

if TYPE_CHECKING:
    from ..costbook_store import workbook
else:  # the libraries of spreadsheets take half a second, which no other page needs to wait for
    workbook = SimpleLazyObject(lambda: import_module("estimator.costbook_store.workbook"))

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"


def export(model_admin: Any, request: HttpRequest, edition: Edition) -> HttpResponse:
    """Download the edition as XLSX, or one table of it as CSV."""
    try:
        content, name, kind = _file(edition, request.GET.get("table", ""))
    except workbook.TooLongForACell:
        messages.error(
            request, _("XLSXのセルに入らない長い文があります。CSVで取り出してください。")
        )
        page = reverse("admin:estimator_edition_spreadsheet", args=[edition.pk])
        return HttpResponseRedirect(page)
    model_admin.log_change(request, edition, gettext("取り出した：%(name)s") % {"name": name})
    return _download(content, name, kind)


def _file(edition: Edition, table: str) -> tuple[bytes, str, str]:
    """Return bytes, name and media type. Raises: TooLongForACell."""
    sheet = workbook.sheet_named(table)
    if sheet is None:
        return workbook.to_workbook(edition), f"{edition.code}.xlsx", XLSX
    return workbook.to_csv(edition, sheet), f"{edition.code}-{sheet.title}.csv", CSV


def template(_model_admin: Any, _request: HttpRequest, _edition: Edition) -> HttpResponse:
    """Download the headings alone."""
    return _download(workbook.to_workbook(None), gettext("単価表の雛形") + ".xlsx", XLSX)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
