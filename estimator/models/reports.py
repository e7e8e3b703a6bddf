"""The reports of an assessment (報告書), and the drawings that they show (描画).

In the flow: written and read by `tasks` alone. A drawing is addressed by what it is made of, so
that everybody who asks for the same gets the same one; it goes with the last report that shows it.
"""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment
from .owning import DIGEST_LENGTH

TASK_ID_LENGTH = 36  # of a UUID
ERROR_LENGTH = 64


class Drawing(models.Model):
    """描画: one PDF, under the hash of the HTML it is drawn from."""

    class State(models.TextChoices):
        """How far the drawing is."""

        RENDERING = "rendering", _("作成中")
        READY = "ready", _("完成")
        FAILED = "failed", _("失敗")

    content_hash = models.CharField(
        _("内容のハッシュ"),
        primary_key=True,
        max_length=DIGEST_LENGTH,
        help_text=_("入力とテンプレートの版の SHA-256。同じ内容は二度作りません。"),
    )
    html = models.TextField(
        _("HTML"), blank=True, help_text=_("これから描くもの。完成すると空になります。")
    )
    state = models.CharField(
        _("状態"),
        max_length=16,
        choices=State.choices,
        default=State.RENDERING,
        help_text=_("作成がどこまで進んだか。"),
    )
    pdf = models.BinaryField(
        _("PDF"), null=True, blank=True, help_text=_("完成した PDF。空欄は未完成。")
    )
    asked = models.DateTimeField(
        _("依頼"), db_index=True, help_text=_("作成が最後に始められた日時。")
    )
    task_id = models.CharField(
        _("仕事"),
        max_length=TASK_ID_LENGTH,
        blank=True,
        default="",
        help_text=_("描画を引き受けた仕事の番号。"),
    )
    error = models.CharField(
        _("エラー"),
        max_length=ERROR_LENGTH,
        blank=True,
        default="",
        help_text=_("失敗したときのエラーコード。"),
    )

    class Meta:
        verbose_name = _("描画")
        verbose_name_plural = _("描画")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(pdf__isnull=False), name="drawing_ready_has_pdf"
            ),
        ]

    def __str__(self) -> str:
        """Name the row by its content."""
        return f"drawing {self.content_hash[:12]}"


class Report(models.Model):
    """報告書: the drawing that was asked for from an assessment."""

    State = Drawing.State

    class Kind(models.TextChoices):
        """How much of it is printed."""

        FULL = "full", _("全部")
        ONE_PAGE = "one_page", _("1枚だけ")

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="reports",
        verbose_name=_("見積りの回答"),
        help_text=_("報告書のもとになった回答。回答と一緒に削除されます。"),
    )
    drawing = models.ForeignKey(
        Drawing,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("描画"),
        help_text=_("見せる PDF。同じ内容の報告書はこれを分け合います。"),
    )
    kind = models.CharField(
        _("種類"),
        max_length=16,
        choices=Kind.choices,
        default=Kind.FULL,
        help_text=_("全部か、取締役会の1枚だけか。"),
    )
    made_from = models.CharField(
        _("もと"),
        max_length=DIGEST_LENGTH,
        blank=True,
        default="",
        help_text=_("もとにした回答・単価表・プログラムなどの SHA-256。同じなら計算し直しません。"),
    )
    created = models.DateTimeField(_("作成"), help_text=_("作成を始めた日時。"))

    class Meta:
        verbose_name = _("報告書")
        verbose_name_plural = _("報告書")
        ordering = ("-created",)
        constraints = [
            models.UniqueConstraint(fields=("assessment", "drawing"), name="report_unique_content"),
        ]

    def __str__(self) -> str:
        """Name the row by its content."""
        return f"report {self.drawing_id[:12]} of {self.assessment}"

    @property
    def state(self) -> str:
        """How far its drawing is."""
        return self.drawing.state


def forget_unused(name: str) -> None:
    """Delete a drawing unless a report shows it.

    The lock makes whoever asks for the same at this moment wait, and draw it anew.
    """
    rows = Drawing.objects.filter(pk=name)
    with transaction.atomic():
        if rows.select_for_update().values("pk").first():
            rows.filter(reports=None).delete()


@receiver(post_delete, sender=Report)
def forget_with_last_report(instance: Report, **_named: Any) -> None:
    """Delete a drawing together with the last report that shows it."""
    forget_unused(instance.drawing_id)
