"""The record of changes, read: who changed what, from what to what, when and why.

In the flow: shown on the page of each row and on the first page of the admin. Written by the models
themselves; nothing here writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, Final

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from ..models import Edition, IncidentRate
from .tables import EVERY, PARTS

MOST_SHOWN: Final = 100
NAMES: Final = (
    "name_ja", "title_ja", "title", "key", "currency", "kind", "label_ja", "code", "above", "month",
)  # fmt: skip
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Move:
    """One field, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record."""

    when: datetime
    who: str
    kind: str
    """`+` added, `~` changed, `-` deleted."""
    why: str
    table: str
    name: str
    model_name: str
    pk: int
    moves: tuple[Move, ...]


def of_row(row: Model) -> list[Entry]:
    """Return the record of one row, the newest line first; that of a whole with its parts."""
    lines = list(_lines(type(row)).filter(id=row.pk))
    if type(row) in PARTS:
        part = PARTS[type(row)]
        whole = part.edition_path.split("__")[0]
        lines += _lines(part).filter(**{whole: row.pk}).order_by("id", "history_id")
    entries = [
        entry
        for _pk, same in groupby(lines, key=lambda line: (type(line).__name__, line.id))
        for entry in _entries(same)
    ]
    return sorted(entries, key=attrgetter("when"), reverse=True)[:MOST_SHOWN]


def recent(most: int) -> list[Entry]:
    """Return the newest lines of all tables; the rows that came with a copy are not news."""
    copies = list(
        Edition.history.filter(history_type="+", history_change_reason__isnull=False)
        .values_list("history_change_reason", flat=True)
        .distinct()
    )
    lines = list(_lines(Edition).order_by("-history_id")[:most])
    for table in EVERY:
        news = _lines(table).exclude(history_type="+", history_change_reason__in=copies)
        lines += news.order_by("-history_id")[:most]
    newest = sorted(lines, key=attrgetter("history_date"), reverse=True)[:most]
    return [_entry(_before(line), line) for line in newest]


def _lines(table: Any) -> Any:
    return table.history.select_related("history_user").order_by("history_id")


def _before(line: Any) -> Any:
    """Return the line before, for the one that needs it."""
    if line.history_type != "~":
        return None
    older = type(line).objects.filter(id=line.id, history_id__lt=line.history_id)
    return older.order_by("-history_id").first()


def _entries(lines: Iterable[Any]) -> Iterator[Entry]:
    for before, line in pairwise((None, *lines)):
        entry = _entry(before if line.history_type == "~" else None, line)
        if entry.moves or entry.why or entry.kind != "~":
            yield entry


def _entry(before: Any, line: Any) -> Entry:
    options = line.instance_type._meta  # noqa: SLF001 - Django's own name
    return Entry(
        when=line.history_date,
        who=line.history_user.get_username() if line.history_user else "",
        kind=line.history_type,
        why=line.history_change_reason or "",
        table=str(options.verbose_name),
        name=_name(line),
        model_name=str(options.model_name),
        pk=line.id,
        moves=tuple(_moves(before, line)) if before else (),
    )


def _name(line: Any) -> str:
    """Name a row as it was; a rate has no name but that of its type."""
    if line.instance_type is IncidentRate:
        return _in_words(IncidentRate._meta.get_field("incident_type"), line.incident_type_id)  # noqa: SLF001
    found = (getattr(line, name) for name in NAMES if hasattr(line, name))
    return str(next(found))


def _moves(before: Any, after: Any) -> Iterator[Move]:
    for field in after.instance_type._meta.concrete_fields:  # noqa: SLF001
        was, becomes = getattr(before, field.attname), getattr(after, field.attname)
        if was != becomes:
            yield Move(str(field.verbose_name), _in_words(field, was), _in_words(field, becomes))


def _in_words(field: "Field[Any, Any]", value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(field, ForeignKey):
        table: Any = field.related_model
        row = table._base_manager.filter(pk=value).first()  # noqa: SLF001
        return str(row) if row else f"#{value}"
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return str(dict(field.flatchoices).get(value, value))
