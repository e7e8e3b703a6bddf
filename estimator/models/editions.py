"""Editions (版) of the cost tables and the sources (出典) their rows rest on.

In the flow: every row of the cost tables belongs to one edition, which is the only version axis.
A published edition is read-only: a figure is superseded in a copy, never changed in place.
"""

from typing import Any, ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .vocabulary import State

CODE = RegexValidator(
    r"\A[a-z0-9]+(?:[-_][a-z0-9]+)*\Z",
    _("半角の英小文字・数字を、ハイフンか下線でつないでください。例: 2026-11"),
)


class PublishedIsReadOnly(Exception):
    """A row of a published edition was about to be changed or deleted."""

    def __init__(self, edition: str) -> None:
        super().__init__(f"edition {edition} is published and read-only; make a new one from it")
        self.edition = edition


class EditionQuerySet(models.QuerySet["Edition"]):
    """Look-ups of editions by what they are good for."""

    def published(self) -> "EditionQuerySet":
        """Keep the editions an estimate may be made under."""
        return self.filter(state=State.PUBLISHED)

    def default(self) -> "Edition":
        """Return the edition that new estimates use. Raises: Edition.DoesNotExist."""
        return self.published().get(is_default=True)

    def get_by_natural_key(self, code: str) -> "Edition":
        return self.get(code=code)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts with all their rows. Raises: PublishedIsReadOnly."""
        published = self.filter(state=State.PUBLISHED).first()
        if published is not None:
            raise PublishedIsReadOnly(published.code)
        return super().delete()


class Edition(models.Model):
    """版: one complete set of cost tables."""

    code = models.CharField(
        _("版コード"),
        max_length=40,
        unique=True,
        validators=[CODE],
        help_text=_("見積りに記録される名前です。公開後は変えられません。例: 2026-11"),
    )
    title_ja = models.CharField(
        _("名称"), max_length=120, help_text=_("画面とPDFに出る版の名前です。")
    )
    title_en = models.CharField(
        _("名称（英語）"), max_length=120, help_text=_("英語表示で使う名前です。")
    )
    state = models.CharField(
        _("状態"),
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text=_("編集中の版だけが変えられます。公開は「公開して既定にする」で行います。"),
    )
    is_default = models.BooleanField(
        _("既定"),
        default=False,
        help_text=_("新しい見積りが使う版です。公開済みの版のうち一つだけが既定になります。"),
    )
    published_on = models.DateField(
        _("公開日"), null=True, blank=True, help_text=_("公開した日です。編集中の間は空です。")
    )
    note = models.TextField(
        _("説明"),
        blank=True,
        help_text=_("何を反映した版か、前の版とどこが違うかを書きます。"),
    )
    identity = models.UUIDField(
        _("固定識別子"),
        default=uuid4,
        unique=True,
        editable=False,
        help_text=_("同じコードで作り直された版を取り違えないための内部の番号です。"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版")
        verbose_name_plural = _("版")
        ordering = ("-is_default", "-published_on", "code")
        permissions = (("publish_edition", "Can publish an edition and make it the default"),)
        constraints = (
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="edition_one_default",
                violation_error_message=_("既定の版は一つだけです。"),
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(state=State.PUBLISHED),
                name="edition_default_is_published",
                violation_error_message=_("編集中の版は既定にできません。"),
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_on__isnull=True)
                | Q(state=State.PUBLISHED, published_on__isnull=False),
                name="edition_published_has_date",
                violation_error_message=_("公開日は、公開済みの版にだけ必要です。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_ja}（{self.code}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a draft. Raises: PublishedIsReadOnly."""
        if self.pk and Edition.objects.published().filter(pk=self.pk).exists():
            raise PublishedIsReadOnly(self.code)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with all its rows. Raises: PublishedIsReadOnly."""
        if self.is_published:
            raise PublishedIsReadOnly(self.code)
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def is_published(self) -> bool:
        """Tell whether estimates may rest on it, so that nothing in it may change."""
        return self.state == State.PUBLISHED


class ReadOnlyOncePublished(models.Model):
    """Any row of the cost tables: it can change only while its edition is a draft."""

    edition_path: ClassVar[str] = "edition"

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
        edition = self.owning_edition()
        if edition is not None and edition.is_published:
            raise PublishedIsReadOnly(edition.code)
        if self.pk is None:
            return
        stored = Edition.objects.published().filter(pk__in=self._stored_edition()).first()
        if stored is not None:
            raise PublishedIsReadOnly(stored.code)

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


class SourceQuerySet(models.QuerySet["Source"]):
    """Look-ups of sources."""

    def get_by_natural_key(self, edition: str, code: str) -> "Source":
        return self.get(edition__code=edition, code=code)


class Source(EditionRow):
    """出典: who published a figure, where and when."""

    code = models.CharField(
        _("出典番号"), max_length=10, help_text=_("版の中で一意な番号です。例: S0、J2a、OWN")
    )
    publisher = models.CharField(
        _("発行者"), max_length=160, help_text=_("数値を公表した組織・媒体の名前です。")
    )
    title = models.CharField(
        _("題名"),
        max_length=300,
        help_text=_("資料や記事の題名です。原典と記事が違えば両方を書きます。"),
    )
    published = models.CharField(
        _("発行時期"),
        max_length=40,
        blank=True,
        help_text=_("日・月・年のうち分かるところまで。例: 2024-02-19"),
    )
    url = models.URLField(
        _("URL"),
        max_length=400,
        blank=True,
        help_text=_("開いて確かめられる場所です。なければ空にします。"),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("出典")
        verbose_name_plural = _("出典")
        ordering = ("edition", "code")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="source_unique_code",
                violation_error_message=_("この版に同じ出典番号があります。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.publisher}「{self.title}」"

    def natural_key(self) -> tuple[str, str]:
        return (self.edition.code, self.code)

    natural_key.dependencies = ["estimator.edition"]  # type: ignore[attr-defined]
