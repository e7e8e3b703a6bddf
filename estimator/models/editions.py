"""Editions (版) of the cost tables: drafted, published, superseded.

In the flow: every row of the cost tables belongs to one edition, which is the only version axis.
A published edition is read-only: a figure is superseded in a copy, never changed in place.
"""

from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .record import RecordOfChanges
from .vocabulary import State

# What may still change in a published edition: whether it is current, and whether it is offered.
MOVABLE: Final = frozenset({"state", "is_default"})

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
        """Keep the editions a new estimate may be made under."""
        return self.filter(state=State.PUBLISHED)

    def fixed(self) -> "EditionQuerySet":
        """Keep those that can no longer change: published, perhaps superseded since."""
        return self.exclude(state=State.DRAFT)

    def default(self) -> "Edition":
        """Return the edition that new estimates use. Raises: Edition.DoesNotExist."""
        return self.published().get(is_default=True)

    def get_by_natural_key(self, code: str) -> "Edition":
        return self.get(code=code)

    def update(self, **values: Any) -> int:
        """Update drafts; of published ones only what may move. Raises: PublishedIsReadOnly."""
        if not (values.keys() <= MOVABLE and values.get("state") != State.DRAFT):
            self._refuse_published()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts with all their rows. Raises: PublishedIsReadOnly."""
        self._refuse_published()
        return super().delete()

    def _refuse_published(self) -> None:
        published = self.fixed().first()
        if published is not None:
            raise PublishedIsReadOnly(published.code)


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
    summary = models.TextField(
        _("公開の要約"),
        blank=True,
        help_text=_("公開するときに書きます。何がなぜ変わったかを、使う人に向けて。"),
    )
    # PROTECT: who answered for a published figure stays on record; an account is made inactive.
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="drafted_editions",
        verbose_name=_("作成した人"),
        help_text=_("この人は公開できません。空は、製品に付属の版です。"),
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="published_editions",
        verbose_name=_("公開した人"),
        help_text=_("作成した人とは別の人です。空は、製品に付属の版です。"),
    )
    identity = models.UUIDField(
        _("固定識別子"),
        default=uuid4,
        unique=True,
        editable=False,
        help_text=_("同じコードで作り直された版を取り違えないための内部の番号です。"),
    )

    objects = EditionQuerySet.as_manager()
    history = RecordOfChanges()

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
                | ~Q(state=State.DRAFT) & Q(published_on__isnull=False),
                name="edition_published_has_date",
                violation_error_message=_("公開日は、公開済みの版にだけ必要です。"),
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True)
                | Q(published_by__isnull=True)
                | ~Q(published_by=F("drafted_by")),
                name="edition_published_by_another",
                violation_error_message=_("作成した人とは別の人が公開してください。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_ja}（{self.code}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a draft, or what may move of a published edition. Raises: PublishedIsReadOnly."""
        moves = bool(kwargs.get("update_fields")) and set(kwargs["update_fields"]) <= MOVABLE
        if not (moves and self.is_published) and self._is_fixed():
            raise PublishedIsReadOnly(self.code)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with all its rows. Raises: PublishedIsReadOnly."""
        if self.is_published or self._is_fixed():
            raise PublishedIsReadOnly(self.code)
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def is_published(self) -> bool:
        """Tell whether estimates may rest on it, so that nothing in it may change."""
        return self.state != State.DRAFT

    def _is_fixed(self) -> bool:
        return bool(self.pk) and Edition.objects.fixed().filter(pk=self.pk).exists()
