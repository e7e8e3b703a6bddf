"""Many companies estimated in one go (一括見積り): what was asked for, cut into chunks.

In the flow: written and read by `portfolio` alone. A chunk is the unit of work: its results are
written in one statement, so that a worker killed midway leaves either all of them or none.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .owning import DIGEST_LENGTH
from .reports import TASK_ID_LENGTH


class Portfolio(models.Model):
    """一括見積り: one file of profiles under one edition, as of one day."""

    content_hash = models.CharField(
        _("内容のハッシュ"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("ファイルと条件の SHA-256。同じものは続きから計算します。"),
    )
    terms = models.JSONField(
        _("条件"), help_text=_("版、基準日、乱数の種、標本の数、計算エンジンの版。")
    )
    created = models.DateTimeField(_("作成"), db_index=True, help_text=_("最初に始めた日時。"))

    class Meta:
        verbose_name = _("一括見積り")
        verbose_name_plural = _("一括見積り")

    def __str__(self) -> str:
        """Name the row by its content."""
        return f"portfolio {self.content_hash[:12]}"


class PortfolioChunk(models.Model):
    """一括見積りの一束: some profiles in the order of the file, and what came out."""

    portfolio = models.ForeignKey(
        Portfolio,
        on_delete=models.CASCADE,
        related_name="chunks",
        verbose_name=_("一括見積り"),
        help_text=_("一緒に削除されます。"),
    )
    number = models.PositiveIntegerField(_("番号"), help_text=_("ファイルの順に 0 から。"))
    rows = models.JSONField(_("入力"), help_text=_("行番号と、その行のプロファイル。"))
    results = models.JSONField(
        _("結果"),
        null=True,
        blank=True,
        help_text=_("一行ずつの見積り、または断った理由。空欄はまだ計算していないもの。"),
    )
    task_id = models.CharField(
        _("仕事"),
        max_length=TASK_ID_LENGTH,
        blank=True,
        default="",
        help_text=_("計算を引き受けた仕事の番号。"),
    )

    class Meta:
        verbose_name = _("一括見積りの一束")
        verbose_name_plural = _("一括見積りの束")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("portfolio", "number"), name="portfolio_chunk_unique_number"
            ),
        ]

    def __str__(self) -> str:
        """Name the row by its place."""
        return f"chunk {self.number} of {self.portfolio}"
