"""New editions: copied from one that exists, row by row, to be changed as drafts.

In the flow: a button on an edition in the admin; `publishing` comes after. The copy holds every
row, sources included, so that each edition stands alone.
"""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext
from simple_history.utils import bulk_create_with_history

from ..models import Edition
from .tables import EVERY


class CodeTaken(Exception):
    """There is already an edition with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"edition {code} exists")
        self.code = code


@transaction.atomic
def copy_edition(
    edition: Edition,
    new_code: str,
    *,
    titles: tuple[str, str] | None = None,
    by: User | None = None,
) -> Edition:
    """Make a draft with every row of an edition, under titles (ja, en) of its own if given.

    `by` is on record as its drafter, who cannot publish it. Raises: CodeTaken.
    """
    if Edition.objects.filter(code=new_code).exists():
        raise CodeTaken(new_code)
    title_ja, title_en = titles or (edition.title_ja, edition.title_en)
    copy = Edition(
        code=new_code, title_ja=title_ja, title_en=title_en, note=edition.note, identity=uuid4()
    )
    copy.drafted_by = by
    copy._change_reason = _copied_from(edition)  # type: ignore[attr-defined]  # noqa: SLF001
    copy.save()
    copies: dict[tuple[type[models.Model], int], models.Model] = {(Edition, edition.pk): copy}
    for table in EVERY:
        rows = table.objects.filter(**{table.edition_path: edition})
        _copy_rows(rows.order_by("pk"), copies, edition)
    return copy


def _copied_from(edition: Edition) -> str:
    return gettext("版「%(code)s」から写しました。") % {"code": edition.code}


def _copy_rows(
    rows: models.QuerySet[Any],
    copies: dict[tuple[type[models.Model], int], models.Model],
    edition: Edition,
) -> None:
    """Copy the rows of one table, each link turned to the copy of what it pointed to."""
    links = [f for f in rows.model._meta.fields if isinstance(f, models.ForeignKey)]  # noqa: SLF001
    originals = list(rows)
    keys = [row.pk for row in originals]
    for row in originals:
        row.pk = None
        row._state.adding = True  # noqa: SLF001 - the documented way to copy a row
        for link in links:
            target = getattr(row, link.attname)
            if target is not None:
                setattr(row, link.name, copies[link.related_model, target])
    created = bulk_create_with_history(
        originals,
        rows.model,
        default_user=copies[Edition, edition.pk].drafted_by,  # type: ignore[attr-defined]
        default_change_reason=_copied_from(edition),
    )
    copies.update({(rows.model, key): row for key, row in zip(keys, created, strict=True)})
