"""実績: what was really paid for an incident, and which lines are finished.

In the flow: written and read by `actual_store` alone. Each payment is a row, so that two tabs that
record at the same time lose nothing; all of it goes with its assessment.
"""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .assessments import Assessment

CODE_LENGTH: Final = 64
PAYEE_LENGTH: Final = 100
NOTE_LENGTH: Final = 200
KEY_LENGTH: Final = 32


class Actual(models.Model):
    """支払いの記録: one amount that was paid or lost."""

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="actuals",
        verbose_name=_("見積りの回答"),
        help_text=_("この支払いが属する見積り。回答と一緒に削除されます。"),
    )
    form_key = models.CharField(
        _("入力画面の印"),
        max_length=KEY_LENGTH,
        help_text=_("同じ画面を二度送っても、一度だけ記録するための印。"),
    )
    code = models.CharField(_("費目"), max_length=CODE_LENGTH, help_text=_("費目のコード。"))
    yen = models.BigIntegerField(_("金額（円）"), help_text=_("支払った、または失った金額。"))
    paid_on = models.DateField(_("支払日"), help_text=_("支払った日、または損害が確定した日。"))
    payee = models.CharField(
        _("支払先"), max_length=PAYEE_LENGTH, blank=True, help_text=_("だれに支払ったか。")
    )
    note = models.CharField(
        _("メモ"), max_length=NOTE_LENGTH, blank=True, help_text=_("請求書の番号など。")
    )
    has_receipt = models.BooleanField(
        _("領収書"), default=False, help_text=_("領収書か請求書があるか。")
    )
    removed_at = models.DateTimeField(
        _("取り消した日時"),
        null=True,
        blank=True,
        help_text=_("元に戻せる間だけ残ります。空欄は有効な記録。"),
    )

    class Meta:
        verbose_name = _("支払いの記録")
        verbose_name_plural = _("支払いの記録")
        ordering = ("paid_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("assessment", "form_key"), name="actual_recorded_once"),
            models.CheckConstraint(condition=Q(yen__gt=0), name="actual_yen_above_zero"),
        ]

    def __str__(self) -> str:
        """Name the row without its amount."""
        return f"actual {self.pk} of {self.assessment}"


class ClosedLine(models.Model):
    """これで全部: a cost item for which nothing more will be paid."""

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="closed_lines",
        verbose_name=_("見積りの回答"),
        help_text=_("この費目が属する見積り。回答と一緒に削除されます。"),
    )
    code = models.CharField(_("費目"), max_length=CODE_LENGTH, help_text=_("費目のコード。"))

    class Meta:
        verbose_name = _("支払いの終わった費目")
        verbose_name_plural = _("支払いの終わった費目")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("assessment", "code"), name="closed_line_once"),
        ]

    def __str__(self) -> str:
        """Name the row by its cost item."""
        return f"{self.code} of {self.assessment}"
