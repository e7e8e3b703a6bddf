"""Sources (出典) that the rows of an edition rest on.

In the flow: copied with their edition, named by every figure; `costbook_store` turns them into
`costbook.Source`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .edition_rows import DraftRowsQuerySet, EditionRow


class SourceQuerySet(DraftRowsQuerySet):
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
