"""The example company and the published model cases (モデルケース), each opened with one click.

In: fixtures/gallery.json and fixtures/examples/<id>.json, which is in the profile format; for
English their names and notes in locale/en/cases.json. Out: an assessment of the visitor's own with
these answers. No case is named in the code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from .. import assessment_store, costbook_store
from ..formats import readable_yen
from . import own_list
from .access import needs_edition

ABOUT = {False: "約{}", True: "about {}"}
EXAMPLE = "example"  # the fictional company; everything else was published


@dataclass(frozen=True, slots=True)
class Case:
    """What the gallery says of one case."""

    id: str
    kind: str
    name: str
    note: str
    edition: str | None  # None: the default edition
    published: str  # the total its source prints; empty for the fictional company
    answers: dict[str, Any]


@require_POST
@needs_edition
def open_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Copy the case into an assessment of the visitor's own and show its result."""
    case = next((case for case in cases(in_english()) if case.id == case_id), None)
    if case is None:
        raise Http404
    edition = costbook_store.load(case.edition).edition
    token, _ = assessment_store.create(edition, case.answers, now=timezone.now())
    response = redirect("result", token=token)
    own_list.add(request, response, token)
    return response


def in_english() -> bool:
    """Tell whether this visitor reads English."""
    return (get_language() or "ja").startswith("en")


@cache
def cases(english: bool = False) -> tuple[Case, ...]:  # noqa: FBT001, FBT002 - the one question
    """Return the cases in the order of the gallery."""
    fixtures = settings.BASE_DIR / "fixtures"
    words = _read(settings.BASE_DIR / "estimator/locale/en/cases.json") if english else {}
    listed = _read(fixtures / "gallery.json")
    return tuple(_case(entry, fixtures, words.get(entry["id"], {})) for entry in listed)


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _published(entry: dict[str, Any], *, english: bool) -> str:
    """Write the total as its source prints it, whole or about."""
    if "published_yen" not in entry:
        return ""
    amount = readable_yen(Decimal(entry["published_yen"]), "en" if english else "ja")
    return ABOUT[english].format(amount) if entry["about"] else amount


def _case(entry: dict[str, Any], fixtures: Path, words: dict[str, Any]) -> Case:
    answers = _read(fixtures / "examples" / f"{entry['id']}.json")
    labels = words.get("own_quotes", [quote["label"] for quote in answers["own_quotes"]])
    quotes = zip(answers["own_quotes"], labels, strict=True)
    answers |= words | {"own_quotes": [quote | {"label": label} for quote, label in quotes]}
    return Case(
        id=entry["id"],
        kind=entry["kind"],
        name=answers.get("case_name") or entry["id"],
        note=answers.get("case_note") or "",
        edition=entry.get("edition"),
        published=_published(entry, english=bool(words)),
        answers=answers,
    )
