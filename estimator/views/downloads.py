"""The estimate as a file: XLSX that calculates, CSV, JSON.

In: an opened assessment. Out: the bytes of the figures that the result page shows; where it shows
none, or figures of an earlier engine, the way back to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from .. import contract
from ..estimate import Estimate
from ..estimating import CANNOT_ESTIMATE
from ..presenters import csv_export, spreadsheet
from ..presenters.json_export.document import export
from ..presenters.wording import Wording
from .access import Opened, opens_assessment
from .beside import beside_of, standing_beside
from .estimating import outlook_of
from .file_names import as_file, file_name
from .result import engine_changed, finished_estimate

JSON = "application/json"
Writer = Callable[[Opened, Estimate], HttpResponse]


def workbook_of(opened: Opened, made: Estimate) -> HttpResponse:
    """Write the workbook that calculates."""
    meaning = outlook_of(opened.answers, made, opened.costs)
    content = spreadsheet.workbook(made, opened.costs, Wording.in_force(), meaning)
    return as_file(content, spreadsheet.MEDIA_TYPE, file_name(opened, "xlsx"))


def csv_of(opened: Opened, made: Estimate) -> HttpResponse:
    """Write one row a line."""
    content = csv_export.estimate_csv(made)
    return as_file(content, csv_export.MEDIA_TYPE, file_name(opened, "csv"))


def json_of(opened: Opened, made: Estimate) -> HttpResponse:
    """Write the same JSON as the terminal's, with scenarios and payments on record."""
    meaning = outlook_of(opened.answers, made, opened.costs)
    beside = beside_of(opened, made, standing_beside(opened))
    content = contract.as_json(export(made, meaning, beside))
    return as_file(content, JSON, file_name(opened, "json"))


def hands_out(write: Writer) -> Callable[..., HttpResponse]:
    """Give the writer the finished estimate; without one go to the result, which says why."""

    @require_safe
    @opens_assessment
    @wraps(write)
    def handed(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
        if not opened.answers.get("incident_type") or engine_changed(opened):
            return redirect("result", opened.token)
        try:
            made = finished_estimate(opened)
        except CANNOT_ESTIMATE:
            return redirect("result", opened.token)
        return write(opened, made)

    return handed


as_workbook, as_csv, as_json = hands_out(workbook_of), hands_out(csv_of), hands_out(json_of)
