"""Rows that a later release adds to an edition which is in the database already.

In: an edition that shipped with the product and the entries of its file. Out: rows about what the
edition was silent on until now. Whatever an estimate can look up there stays as it is.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import uuid4

from django.apps import apps
from django.core import serializers
from django.db import connection, models, transaction
from django.utils.translation import gettext

from ..models import CompanySize, Edition, Industry, IndustryFigure, triggers
from .tables import EVERY, KEYS

# One class more would change what the others weigh when the size or industry is not known.
WEIGHED: Final = frozenset({CompanySize, Industry, IndustryFigure})

Entry = Mapping[str, Any]  # of a fixture: "model" and "fields"


def is_shipped(edition: Edition) -> bool:
    """Tell an edition of the product from one that somebody here drafted or published."""
    nobody = edition.drafted_by_id is None and edition.published_by_id is None
    return edition.is_published and nobody


def add_new(edition: Edition, entries: Iterable[Entry]) -> int:
    """Add the rows about subjects the edition lacks; return how many.

    The database lets nobody write into a published edition, so its triggers step aside for this
    one transaction, which takes everything back if a row is refused.
    """
    subjects = _subjects(edition) if is_shipped(edition) else None
    new = [entry for entry in entries if subjects is not None and _is_new(entry, subjects)]
    if not new:
        return 0
    with transaction.atomic(), triggers.lifted(connection):
        for row in serializers.deserialize("python", new):
            row.save()
            _put_on_record(row.object)
        # Another content, another identity: no process goes on with the edition as it was, and no
        # report made of it is taken for one of this.
        models.QuerySet(Edition).filter(pk=edition.pk).update(identity=uuid4())
    return len(new)


def _subjects(edition: Edition) -> dict[str, set[str]]:
    """Return by table what an edition has rows about: their codes, keys, currencies."""
    found: dict[str, set[str]] = {}
    for table in EVERY:
        field = _subject(table)
        linked = isinstance(table._meta.get_field(field), models.ForeignKey)  # noqa: SLF001
        rows = table.objects.filter(**{table.edition_path: edition})
        values = rows.values_list(f"{field}__code" if linked else field, flat=True)
        found[table._meta.model_name] = set(values)  # noqa: SLF001
    return found


def _subject(table: type[Any]) -> str:
    return str(KEYS[table._meta.model_name][0])  # noqa: SLF001


def _is_new(entry: Entry, subjects: Mapping[str, set[str]]) -> bool:
    table: Any = apps.get_model(entry["model"])
    if table is Edition or table in WEIGHED:
        return False
    about = entry["fields"][_subject(table)]
    # A link is written as the natural key of its row: the edition, then the code.
    code = about[-1] if isinstance(about, list) else about
    return code not in subjects[table._meta.model_name]  # noqa: SLF001


def _put_on_record(row: Any) -> None:
    reason = gettext("製品の更新で加わりました。")
    type(row).history.bulk_history_create([row], default_change_reason=reason)
