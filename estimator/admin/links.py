"""Links handed out by visitors (共有リンク, 質問の依頼): lists to look at, no more.

In the flow: read only. Neither a token, a passphrase, an answer nor the name of a company is shown;
whoever keeps the cost tables cannot get into anybody's estimate from here.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import HandOff, ShareLink

WHEN = ("created", "expires_at", "revoked_at", "last_opened")


class LinkAdmin(admin.ModelAdmin):
    """A list of links by day."""

    list_filter = ("created", "expires_at")
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ShareLink)
class ShareLinkAdmin(LinkAdmin):
    """共有リンク."""

    list_display = ("__str__", *WHEN)
    fields = WHEN


@admin.register(HandOff)
class HandOffAdmin(LinkAdmin):
    """質問の依頼."""

    list_display = ("__str__", "helper", *WHEN, "sent_at", "settled_at")
    fields = ("helper", "sections", *WHEN, "sent_at", "settled_at")
