"""The difference (差分) of two editions as people read it: table by table, row by row.

In the flow: a `Difference` → the page of the admin and the public page, the same words on both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...costbook.difference import Cell, CellChange, Difference, Kind, Row, RowChange
from ...formats import exact_quantity
from ..wording import Wording

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: dict[Kind, StrOrPromise] = {
    Kind.ADDED: gettext_lazy("追加"),
    Kind.REMOVED: gettext_lazy("廃止"),
    Kind.CHANGED: gettext_lazy("改定"),
}
NOTHING = "—"
QUESTIONS = "typicalanswer"  # the table whose rows are named by their question
LONG_TEXTS = ("note_", "summary_", "topics")
# Of a new or dropped row the values and their evidence are shown; its names head it.
HEADS_ROW = frozenset({"code", "name_ja", "name_en", "unit", "key", "option", "severity"})
HEADS_ROW_TOO = frozenset({"given_key", "given_option", "checked_on", "kind", "currency"})


@dataclass(frozen=True, slots=True)
class CellView:
    """A field before and after."""

    label: str
    before: str
    after: str
    only: str  # of a new or dropped row, which has one side
    change: str  # ＋5.9%, ▲91.7%; empty for a text
    link: str  # of the source


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with what differs in it."""

    kind: str
    kind_name: str
    name: str
    code: str
    new_source: bool
    cells: tuple[CellView, ...]
    notes: tuple[CellView, ...]  # long texts, opened on demand


@dataclass(frozen=True, slots=True)
class TableView:
    """The rows of one table."""

    code: str
    name: str
    counts: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Two editions side by side."""

    old: str
    new: str
    sentence: str
    checked_again: str  # empty when none was only checked again
    tables: tuple[TableView, ...]


def difference_view(found: Difference, *, old: str, new: str, wording: Wording) -> DifferenceView:
    """Put a difference into words, in the order of the tables."""
    names = {change.row.table: change.row.table_name for change in found.changes}
    return DifferenceView(
        old=old,
        new=new,
        sentence=_sentence(found),
        checked_again=_checked_again(found.checked_again),
        tables=tuple(_table(code, name, found.of(code), wording) for code, name in names.items()),
    )


def _sentence(found: Difference) -> str:
    if not found.changes:
        return _("二つの版の数値と出典に、ちがいはありません。")
    text = _("追加 %(added)d行、廃止 %(removed)d行、改定 %(changed)d行。同じ %(same)d行。")
    return text % {
        **{kind.value: found.count(kind) for kind in Kind},
        "same": found.unchanged + found.checked_again,
    }


def _checked_again(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "ほかに %(count)d行は、数値は同じで、最終確認日だけが変わっています。",
        "ほかに %(count)d行は、数値は同じで、最終確認日だけが変わっています。",
        count,
    )
    return text % {"count": count}


def _table(code: str, name: str, changes: tuple[RowChange, ...], wording: Wording) -> TableView:
    counts = [(KINDS[kind], sum(change.kind is kind for change in changes)) for kind in Kind]
    return TableView(
        code=code,
        name=name,
        counts=_("・").join(f"{name} {count}" for name, count in counts if count),
        rows=tuple(row_view(change, wording) for change in changes),
    )


def row_view(change: RowChange, wording: Wording) -> RowView:
    """Put one row into words."""
    views = [(pair.after.name, _cell(pair, change.kind, wording)) for pair in _pairs(change)]
    return RowView(
        kind=change.kind.value,
        kind_name=str(KINDS[change.kind]),
        name=row_name(change.row, wording),
        code=_("・").join(part for part in change.row.key if part),
        new_source=change.has_new_source,
        cells=tuple(view for name, view in views if not name.startswith(LONG_TEXTS)),
        notes=tuple(view for name, view in views if name.startswith(LONG_TEXTS)),
    )


def row_name(row: Row, wording: Wording) -> str:
    """Name a row: a unit cost by its name, a typical answer by its question and situation."""
    name = row.names[0 if wording.language == "ja" else 1]
    if row.table != QUESTIONS:
        return name
    key, option = row.key[0], row.key[1]
    question = wording.answer_name(f"{key}:{option}" if option else key)
    return _("%(question)s（%(when)s）") % {"question": question, "when": name or _("いつも")}


def _pairs(change: RowChange) -> list[CellChange]:
    """Return the fields to show, numbers first, then their evidence."""
    if change.before is None or change.after is None:
        pairs: Iterable[CellChange] = _whole(change.row, is_new=change.before is None)
    else:
        pairs = change.changes
    return sorted(pairs, key=lambda pair: not _is_number(pair))


def _whole(row: Row, *, is_new: bool) -> Iterable[CellChange]:
    for cell in row.cells:
        empty = Cell(cell.name, cell.label, None)
        heads = cell.name in HEADS_ROW or cell.name in HEADS_ROW_TOO
        if not heads and cell.value not in (None, "", ()):
            yield CellChange(empty, cell) if is_new else CellChange(cell, empty)


def _is_number(pair: CellChange) -> bool:
    return any(isinstance(cell.value, Decimal) for cell in (pair.before, pair.after))


def _cell(pair: CellChange, kind: Kind, wording: Wording) -> CellView:
    before = _text(pair.before, pair.after, wording)
    after = _text(pair.after, pair.before, wording)
    only = {Kind.ADDED: after, Kind.REMOVED: before}.get(kind, "")
    percent = signed_percent(pair.percent)
    return CellView(pair.after.label, before, after, only, percent, pair.after.link)


def signed_percent(percent: Decimal | None) -> str:
    """Write ＋5.9% or ▲91.7%; nothing where there is no percentage."""
    if percent is None:
        return ""
    return f"{'▲' if percent < 0 else '＋'}{abs(percent):,}%"


def _text(cell: Cell, other: Cell, wording: Wording) -> str:
    """Write a value; an open upper end as 「～」, since its other side is a number."""
    value = cell.value
    if value is None:
        return "～" if cell.name == "high" and other.value is not None and cell.unit else NOTHING
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, Decimal):
        return exact_quantity(value, cell.unit, wording.language)
    if isinstance(value, date):
        return wording.date(value)
    if isinstance(value, tuple):
        return _("、").join(value)
    return cell.text or value or NOTHING
