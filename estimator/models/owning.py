"""What may belong to an account: an assessment, a price list.

In the flow: written by `account_store` alone. Without an owner a row belongs to whoever has its
link, which is the usual way. A row of an account has a second link, which the account can write
again at any time: from `account_seed` and the secret key, neither of which opens anything alone.
"""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGEST_LENGTH: Final = 64  # hexadecimal digits of a SHA-256
SEED_LENGTH: Final = 32  # hexadecimal digits of sixteen random bytes


class Owned(models.Model):
    """Whose it is."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("アカウント"),
        help_text=_("一覧に並べるアカウント。空欄はリンクだけで開くもの。"),
    )
    account_seed = models.CharField(
        _("アカウント用リンクの種"),
        max_length=SEED_LENGTH,
        blank=True,
        default="",
        help_text=_("秘密鍵と合わせて、アカウントの一覧のリンクを作ります。"),
    )
    account_digest = models.CharField(
        _("アカウント用リンクのダイジェスト"),
        max_length=DIGEST_LENGTH,
        null=True,  # most rows have none, and it is unique
        blank=True,
        unique=True,
        help_text=_("アカウントの一覧のリンクの SHA-256。"),
    )

    class Meta:
        abstract = True
