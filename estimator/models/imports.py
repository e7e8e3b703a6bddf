"""A file on its way into a draft (単価表の取り込み): what was handed in, and what a trial found.

In the flow: written and read by the admin's spreadsheet page and its task alone. It goes when it
has been brought in, when its owner says so, and in any case after a day.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .editions import Edition
from .work import Job

FILE_NAME_LENGTH = 255  # Django cuts the name of an upload to this
REASON_LENGTH = 100
TABLE_LENGTH = 64
LANGUAGE_LENGTH = 8


class TableImport(models.Model):
    """単価表の取り込み: one file of one person for one draft."""

    class State(models.TextChoices):
        """How far the file is."""

        TRYING = "trying", _("試している")
        TRIED = "tried", _("試した")
        IMPORTING = "importing", _("取り込んでいる")
        IMPORTED = "imported", _("取り込んだ")

    edition = models.ForeignKey(
        Edition,
        on_delete=models.CASCADE,
        related_name="imports",
        verbose_name=_("版"),
        help_text=_("取り込む先の、編集中の版。"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="imports",
        verbose_name=_("担当者"),
        help_text=_("ファイルを選んだ人。ほかの人には見えません。"),
    )
    asked = models.DateTimeField(
        _("受付"), db_index=True, help_text=_("ファイルを受け取った日時。一日たつと削除します。")
    )
    name = models.CharField(
        _("ファイル名"), max_length=FILE_NAME_LENGTH, help_text=_("画面と操作の記録に出ます。")
    )
    content = models.BinaryField(_("ファイル"), help_text=_("取り込みが終わると空になります。"))
    table = models.CharField(
        _("CSVの表"),
        max_length=TABLE_LENGTH,
        blank=True,
        default="",
        help_text=_("どの表か。XLSXでは空です。"),
    )
    reason = models.CharField(
        _("変更の理由"), max_length=REASON_LENGTH, help_text=_("変更履歴に残ります。")
    )
    remove_missing = models.BooleanField(
        _("ファイルにない行を削除する"),
        default=False,
        help_text=_("選ばなければ、ファイルにない行はそのまま残ります。"),
    )
    language = models.CharField(
        _("言語"), max_length=LANGUAGE_LENGTH, help_text=_("担当者に見せる文の言語。")
    )
    state = models.CharField(
        _("状態"),
        max_length=16,
        choices=State.choices,
        default=State.TRYING,
        help_text=_("取り込みがどこまで進んだか。"),
    )
    found = models.JSONField(
        _("試した結果"),
        default=dict,
        blank=True,
        help_text=_("変わる行のはじめの部分と件数、または直すところ。"),
    )
    job = models.ForeignKey(
        Job,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("仕事"),
        help_text=_("引き受けた仕事。小さなファイルではすぐに済ませるため空欄です。"),
    )

    class Meta:
        verbose_name = _("単価表の取り込み")
        verbose_name_plural = _("単価表の取り込み")
        constraints = [
            models.UniqueConstraint(fields=("edition", "by"), name="table_import_unique_person"),
        ]

    def __str__(self) -> str:
        """Name the row by its draft and its owner."""
        return f"import of {self.by} into {self.edition}"

    @property
    def is_under_way(self) -> bool:
        """Tell whether somebody works on it, or will."""
        return self.state in (self.State.TRYING, self.State.IMPORTING)

    @property
    def can_be_confirmed(self) -> bool:
        """Tell whether the trial found changes and nothing wrong."""
        return self.state == self.State.TRIED and bool(self.found.get("fingerprint"))
