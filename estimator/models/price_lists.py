"""自社単価表: the contract prices of one company, behind an opaque link of their own.

In the flow: written and read by `price_list_store` alone. The token that opens a list is never
stored, only its SHA-256 digest. A list belongs to no edition and changes none.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .owning import DIGEST_LENGTH, Owned


class PriceListQuerySet(models.QuerySet["PriceList"]):
    """Look-ups by date."""

    def alive(self, now: datetime) -> "PriceListQuerySet":
        """Return those that can still be opened."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> "PriceListQuerySet":
        """Return those past their last day."""
        return self.filter(expires_at__lte=now)


class PriceList(Owned):
    """自社単価表: prices by the code of the unit cost they take the place of."""

    token_digest = models.CharField(
        _("合い言葉のダイジェスト"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("リンクの合い言葉の SHA-256。合い言葉そのものは保存しません。"),
    )
    label = models.CharField(
        _("名前"), max_length=60, help_text=_("見積りの内訳に「自社単価表：名前」と出ます。")
    )
    prices = models.JSONField(
        _("単価"), default=dict, help_text=_("単価コードごとの下限・中心・上限（円）と注記。")
    )
    created = models.DateTimeField(_("作成"), help_text=_("最初に作られた日時。"))
    saved_at = models.DateTimeField(_("最終保存"), help_text=_("最後に保存された日時。"))
    expires_at = models.DateTimeField(
        _("期限"), db_index=True, help_text=_("この日時を過ぎると開けなくなり、削除されます。")
    )

    objects = PriceListQuerySet.as_manager()

    class Meta:
        verbose_name = _("自社単価表")
        verbose_name_plural = _("自社単価表")
        ordering = ("-saved_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("saved_at")), name="price_list_expires_after_save"
            ),
        ]

    def __str__(self) -> str:
        """Name the row without any of its prices."""
        return f"price list {self.token_digest[:12]}"

    def copy_of_prices(self) -> dict[str, Any]:
        """Return what an assessment keeps of the list."""
        return {
            "label": self.label,
            "saved_on": self.saved_at.date().isoformat(),
            "prices": dict(self.prices),
        }
