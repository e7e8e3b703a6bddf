"""New editions: copied from one that exists, changed as drafts, published after a full check.

In the flow: the buttons on an edition in the admin. The copy holds every row, sources included,
so that each edition stands alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone

from ..models import Edition, ScaleBracket
from ..models.vocabulary import State
from .checking import TABLES, Problem, problems


class CodeTaken(Exception):
    """There is already an edition with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"edition {code} exists")
        self.code = code


class CannotPublish(Exception):
    """The edition is not a draft, or something in it is wrong."""

    def __init__(self, edition: str, found: Iterable[Problem]) -> None:
        self.edition = edition
        self.problems = tuple(found)
        super().__init__(f"edition {edition} has {len(self.problems)} problems")


class NotPublished(Exception):
    """Only a published edition can be the default."""

    def __init__(self, edition: str) -> None:
        super().__init__(f"edition {edition} is not published")
        self.edition = edition


@transaction.atomic
def copy_edition(
    edition: Edition, new_code: str, *, titles: tuple[str, str] | None = None
) -> Edition:
    """Make a draft with every row of an edition, under titles (ja, en) of its own if given.

    Raises: CodeTaken.
    """
    if Edition.objects.filter(code=new_code).exists():
        raise CodeTaken(new_code)
    title_ja, title_en = titles or (edition.title_ja, edition.title_en)
    copy = Edition.objects.create(
        code=new_code,
        title_ja=title_ja,
        title_en=title_en,
        note=edition.note,
        identity=uuid4(),
    )
    copies: dict[tuple[type[models.Model], int], models.Model] = {(Edition, edition.pk): copy}
    for table in TABLES:
        _copy_rows(table.objects.filter(edition=edition).order_by("pk"), copies)
    _copy_rows(ScaleBracket.objects.filter(scale__edition=edition).order_by("pk"), copies)
    return copy


def _copy_rows(
    rows: models.QuerySet[Any], copies: dict[tuple[type[models.Model], int], models.Model]
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
    created = rows.model.objects.bulk_create(originals)
    copies.update({(rows.model, key): row for key, row in zip(keys, created, strict=True)})


@transaction.atomic
def publish(edition: Edition, *, on: date | None = None) -> None:
    """Publish a draft and make it the default, after the full check. Raises: CannotPublish."""
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    found = problems(current)
    if current.is_published or found:
        raise CannotPublish(current.code, found)
    Edition.objects.filter(pk=current.pk).update(
        state=State.PUBLISHED, published_on=on or timezone.localdate()
    )
    _take_over(edition)


@transaction.atomic
def make_default(edition: Edition) -> None:
    """Make a published edition the one that new estimates use. Raises: NotPublished."""
    if not Edition.objects.published().filter(pk=edition.pk).exists():
        raise NotPublished(edition.code)
    _take_over(edition)


def _take_over(edition: Edition) -> None:
    Edition.objects.filter(is_default=True).update(is_default=False)
    Edition.objects.filter(pk=edition.pk).update(is_default=True)
    edition.refresh_from_db()
