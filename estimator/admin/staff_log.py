"""操作の記録: what staff did, to be read and never changed: Django's own log, with sign-ins in it.

In the flow: every page of the admin writes a line by itself; here come sign-ins, also refused ones,
and sign-outs of staff. What changed in a figure, from what to what, is in its record of changes.
Whoever has a line here cannot be deleted in the admin: the account is made inactive.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.callers import network_of

STAFF_SIGNED_IN_FOR: Final = timedelta(hours=12)
SHOWN: Final = ("action_time", "user", "content_type", "object_repr", "what", "said")


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **_more: Any) -> None:
    """Put a sign-in on record; staff sign in anew at least once a day."""
    if user.is_staff:
        request.session.set_expiry(STAFF_SIGNED_IN_FOR)
    _note(user, gettext("サインインした"), request)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_more: Any) -> None:
    """Put a sign-out on record."""
    _note(user, gettext("サインアウトした"), request)


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """Put a refused sign-in on record, if the name is that of one of the staff."""
    user = User.objects.filter(username=credentials.get("username")).first()
    _note(user, gettext("サインインが断られた"), request)


def _note(user: User | None, said: str, request: HttpRequest | None) -> None:
    if user is None or not user.is_staff:
        return  # what visitors and advisers do is nobody's business
    place = network_of(request).removesuffix("/32") if request is not None else ""
    message = f"{said}（{place}）"
    LogEntry.objects.log_actions(user.pk, [user], CHANGE, message, single_object=True)


@admin.register(LogEntry)
class StaffLogAdmin(admin.ModelAdmin):
    """操作の記録."""

    list_display = SHOWN
    list_filter = ("action_time", "user", "action_flag")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "user__username")
    search_help_text = _("対象・内容・ユーザー名で探せます。")
    date_hierarchy = "action_time"
    fields = SHOWN
    readonly_fields = SHOWN
    list_display_links = None

    @admin.display(description=_("操作"), ordering="action_flag")
    def what(self, entry: LogEntry) -> str:
        """Name the action."""
        return str(entry.get_action_flag_display())

    @admin.display(description=_("内容"))
    def said(self, entry: LogEntry) -> str:
        """Say what changed."""
        return str(entry.get_change_message())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
