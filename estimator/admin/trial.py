"""What a trial of a spreadsheet found, as kept and shown: the first changes, or what is wrong.

In the flow: the outcome of an import in, plain values for a row of `TableImport` and its page out.
Who may not make a change is told here, too, before anything is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from ..costbook_store import workbook

MOST_SHOWN: Final = 200
KINDS: Final = {"added": _("追加"), "changed": _("変更"), "removed": _("削除")}
NEEDED: Final = {"added": "add", "changed": "change", "removed": "delete"}

Found = dict[str, Any]


def found_by(outcome: workbook.Outcome, by: User, tables: dict[str, str]) -> Found:
    """Keep what the page shows; `tables` gives the name of each sheet's table."""
    needed = {f"estimator.{NEEDED[c.kind]}_{tables[c.sheet]}" for c in outcome.changes}
    problems = [*map(str, outcome.problems), *missing_permissions(by, needed)]
    if problems or not outcome.changes:
        return refused(problems)
    cells = [cell for change in outcome.changes for cell in _cells(change)]
    return {
        "rows": len(outcome.changes),
        "cells": [[_storable(text) for text in cell] for cell in cells[:MOST_SHOWN]],
        "more": max(0, len(cells) - MOST_SHOWN),
        "permissions": sorted(needed),
        "fingerprint": outcome.fingerprint,
    }


def refused(problems: list[str]) -> Found:
    """Keep what is wrong; without a problem the file just changes nothing."""
    return {
        "problems": [_storable(text) for text in problems[:MOST_SHOWN]],
        "number": len(problems),
        "more": max(0, len(problems) - MOST_SHOWN),
    }


def missing_permissions(by: User, needed: Iterable[str]) -> list[str]:
    """Say what a person is not allowed to do."""
    missing = sorted(code for code in needed if not by.has_perm(code))
    text = gettext("この変更に必要な権限がありません: %(code)s")
    return [text % {"code": code} for code in missing]


def _storable(text: str) -> str:
    """Replace what a cell may hold and PostgreSQL's JSON may not: NUL, half of a character."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _cells(change: workbook.RowChange) -> list[tuple[str, ...]]:
    """Write out a changed row cell by cell, an added or removed one as a whole.

    Each line: kind, sheet, row, column, before, after.
    """
    start = (str(KINDS[change.kind]), change.sheet, change.row)
    if change.kind != "changed":
        summary = "、".join(f"{name}={_shown(after)}" for name, _before, after in change.cells)
        return [(*start, "", "", summary)]
    return [
        (*start, name, _shown(old), _shown(new) + _percent(old, new))
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
