"""The example company and the published model cases (モデルケース), in the profile format.

In: fixtures/gallery.json and fixtures/examples/<id>.json; for English their names and notes in
locale/en/cases.json. Out: their answers, for the gallery and for the effect of a new edition. No
case is named in the code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ..formats import readable_yen

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
    source: str  # who published it where; empty for the fictional company
    url: str  # empty: not on the web
    answers: dict[str, Any]


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
    source = words.get("source", entry.get("source", ""))
    words = {key: text for key, text in words.items() if key != "source"}
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
        source=source,
        url=entry.get("url", ""),
        answers=answers,
    )
