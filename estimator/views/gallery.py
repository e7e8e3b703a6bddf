"""The example company and the published model cases (モデルケース), each opened with one click.

In: fixtures/gallery.json and fixtures/examples/<id>.json, which is in the profile format. Out: an
assessment of the visitor's own with these answers. No case is named in the code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import assessment_store, costbook_store
from . import own_list
from .access import needs_edition

EXAMPLE = "example"  # the fictional company; everything else was published


@dataclass(frozen=True, slots=True)
class Case:
    """What the gallery says of one case."""

    id: str
    kind: str
    name: str
    note: str
    edition: str | None  # None: the default edition
    answers: dict[str, Any]


@require_POST
@needs_edition
def open_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Copy the case into an assessment of the visitor's own and show its result."""
    case = next((case for case in cases() if case.id == case_id), None)
    if case is None:
        raise Http404
    edition = costbook_store.load(case.edition).edition
    token, _ = assessment_store.create(edition, case.answers, now=timezone.now())
    response = redirect("result", token=token)
    own_list.add(request, response, token)
    return response


@cache
def cases() -> tuple[Case, ...]:
    """Return the cases in the order of the gallery."""
    fixtures = settings.BASE_DIR / "fixtures"
    listed = json.loads((fixtures / "gallery.json").read_text(encoding="utf-8"))
    return tuple(_case(entry, fixtures) for entry in listed)


def _case(entry: dict[str, str], fixtures: Path) -> Case:
    file = fixtures / "examples" / f"{entry['id']}.json"
    answers = json.loads(file.read_text(encoding="utf-8"))
    return Case(
        id=entry["id"],
        kind=entry["kind"],
        name=answers.get("case_name") or entry["id"],
        note=answers.get("case_note") or "",
        edition=entry.get("edition"),
        answers=answers,
    )
