"""Rows of the cost tables: each of one edition, and fixed once that is published.

In the flow: the base of every table. The same rule stands in the database itself (`triggers`), so
that neither a bulk write nor a line of SQL gets round it.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .editions import Edition, PublishedIsReadOnly
from .record import RecordOfChanges


class DraftRowsQuerySet(models.QuerySet[Any]):
    """Writes in bulk, refused as soon as one row concerned is of a published edition."""

    def update(self, **values: Any) -> int:
        """Update rows of drafts. Raises: PublishedIsReadOnly."""
        self._refuse_published_rows()
        for value in values.values():
            _refuse(value if isinstance(value, Edition) else None)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows of drafts. Raises: PublishedIsReadOnly."""
        self._refuse_published_rows()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows to drafts. Raises: PublishedIsReadOnly."""
        rows = list(objs)
        for row in rows:
            _refuse(row.owning_edition())
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_published_rows(self) -> None:
        path = self.model.edition_path
        editions = self.order_by().values(path) if not self.query.is_sliced else self.values(path)
        _refuse(Edition.objects.fixed().filter(pk__in=editions).first())


def _refuse(edition: Edition | None) -> None:
    if edition is not None and edition.is_published:
        raise PublishedIsReadOnly(edition.code)


class ReadOnlyOncePublished(models.Model):
    """Any row of the cost tables: it can change only while its edition is a draft."""

    edition_path: ClassVar[str] = "edition"

    history = RecordOfChanges(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a row of a draft. Raises: PublishedIsReadOnly."""
        self.refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row of a draft. Raises: PublishedIsReadOnly."""
        self.refuse_if_published()
        return super().delete(*args, **kwargs)

    def owning_edition(self) -> Edition | None:
        """Return the edition this row belongs to, None while that is not chosen yet."""
        owner: Any = self
        for step in self.edition_path.split("__"):
            owner = getattr(owner, step) if getattr(owner, f"{step}_id") else None
            if owner is None:
                return None
        return owner

    def refuse_if_published(self) -> None:
        """Look at the edition named now and at the one stored. Raises: PublishedIsReadOnly."""
        _refuse(self.owning_edition())
        if self.pk is None:
            return
        _refuse(Edition.objects.fixed().filter(pk__in=self._stored_edition()).first())

    def _stored_edition(self) -> Any:
        rows = type(self)._base_manager.filter(pk=self.pk)  # noqa: SLF001 - Django's own name
        return rows.values(self.edition_path)


class EditionRow(ReadOnlyOncePublished):
    """A row that names its edition itself."""

    # CASCADE is reached only through a draft: Edition refuses to delete a published one.
    edition = models.ForeignKey(
        Edition,
        on_delete=models.CASCADE,
        related_name="%(class)s_rows",
        verbose_name=_("版"),
        help_text=_("この行が属する版です。"),
    )

    class Meta:
        abstract = True

    def require_same_edition(self, **related: "EditionRow | None") -> None:
        """Refuse a link to a row of another edition. Raises: ValidationError."""
        strangers = {
            name: _("同じ版の行を選んでください。")
            for name, row in related.items()
            if row is not None and row.edition != self.edition
        }
        if strangers:
            raise ValidationError(strangers)
