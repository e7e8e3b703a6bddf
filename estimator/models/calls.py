"""How often one network did one thing (呼び出しの数), so that nobody keeps the others out.

In the flow: written and read by `call_store` alone. In the database, so that all processes and
machines count together.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .owning import DIGEST_LENGTH


class CallCount(models.Model):
    """呼び出しの数: of one kind, from one network, within one window of time."""

    key_digest = models.CharField(
        _("種類と接続元のダイジェスト"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("種類、接続元、時間の区切りの、鍵つきの SHA-256。"),
    )
    calls = models.PositiveIntegerField(_("回数"), default=0, help_text=_("この区切りでの回数。"))
    ends_at = models.DateTimeField(
        _("区切りの終わり"), db_index=True, help_text=_("この日時を過ぎたものは削除されます。")
    )

    class Meta:
        verbose_name = _("呼び出しの数")
        verbose_name_plural = _("呼び出しの数")

    def __str__(self) -> str:
        """Name the row without the address."""
        return f"calls {self.key_digest[:12]}"
