"""What an account has besides Django's own: the line on its reports, wrong passwords.

In the flow: written and read by `account_store` and `sign_in_store` alone.
"""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .owning import DIGEST_LENGTH
from .throttled import Throttled

LINE_LENGTH: Final = 40  # letters: a line of its own on page 1 of the report


class Adviser(models.Model):
    """保険代理店・IT業者: how the reports of an account name whoever made them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="adviser",
        verbose_name=_("アカウント"),
        help_text=_("アカウントと一緒に削除されます。"),
    )
    line = models.CharField(
        _("報告書に載せる名前"),
        max_length=LINE_LENGTH,
        blank=True,
        default="",
        help_text=_("報告書に「作成：名前」と出ます。空欄なら何も出ません。"),
    )

    class Meta:
        verbose_name = _("報告書の作成者")
        verbose_name_plural = _("報告書の作成者")

    def __str__(self) -> str:
        """Name the row by its account."""
        return f"adviser {self.user}"


class SignInTries(Throttled):
    """サインインの試行: wrong passwords for one name from one network, neither of them readable."""

    key_digest = models.CharField(
        _("名前と接続元のダイジェスト"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("ユーザー名と接続元の、鍵つきの SHA-256。"),
    )
    last_try = models.DateTimeField(
        _("最後の試行"), db_index=True, help_text=_("最後に試した日時。古いものは削除されます。")
    )

    class Meta:
        verbose_name = _("サインインの試行")
        verbose_name_plural = _("サインインの試行")

    def __str__(self) -> str:
        """Name the row without the name of an account."""
        return f"tries {self.key_digest[:12]}"
