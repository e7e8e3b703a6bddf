"""The name under which a browser keeps a file: 想定損害額_みほん精機_20261121.pdf."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ..models import Report
from .access import Opened

NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
NAME_LETTERS = 40


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Hand out bytes as a file to keep."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(content, content_type=kind, headers=headers)


def file_name(opened: Opened, ending: str, *, kind: Report.Kind = Report.Kind.FULL) -> str:
    """Name it after the company and the day of the figures: 想定損害額_みほん精機_20261121.pdf."""
    title = _("想定損害額_1枚") if kind == Report.Kind.ONE_PAGE else _("想定損害額")
    company = str(opened.answers.get("company_name") or "")
    plain = NOT_IN_A_FILE_NAME.sub("", company).strip(" .")[:NAME_LETTERS]
    stored = opened.assessment.estimate if opened.assessment.estimate_is_current else None
    day = (stored["as_of"] if stored else f"{timezone.localdate()}").replace("-", "")
    return "_".join(part for part in (title, plain, day) if part) + f".{ending}"
