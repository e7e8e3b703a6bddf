"""What is opened by a secret that a person types: the wrong tries, counted by `throttle`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Throttled(models.Model):
    """How often it was wrong, and until when nothing is tried."""

    wrong_tries = models.PositiveSmallIntegerField(
        _("間違えた回数"), default=0, help_text=_("続けて間違えた回数。合うと 0 に戻ります。")
    )
    blocked_until = models.DateTimeField(
        _("待ってもらう期限"),
        null=True,
        blank=True,
        help_text=_("間違いが続いたとき、この日時までは受け付けません。"),
    )

    class Meta:
        abstract = True
