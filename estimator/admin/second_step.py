"""確認コード: the second step of the admin's door, a code from an app (TOTP), where STAFF_TOTP=1.

In: someone of the staff whose password was right. Out: a session that the admin lets in. Whoever
has no app yet sets one up here, once; a lost one is deleted in the admin by somebody else. Wrong
codes are slowed down by the device itself, each longer than the one before.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from typing import Any, Final

import django_otp
import segno
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.onward import next_address

REFUSED: Final = 422
SIX_DIGITS: Final = re.compile(r"[0-9]{6}")
LETTERS: Final = 4  # of the key, between two blanks
SHOWN: Final = ("user", "created_at", "last_used_at", "confirmed")


class CodeForm(forms.Form):
    """Six digits from the app."""

    code = forms.CharField(
        label=_("確認コード"),
        error_messages={"required": _("6桁の数字を入れてください。")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, device: TOTPDevice, *args: Any, **kwargs: Any) -> None:
        self.device = device
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Hold the code against the device, which counts the wrong ones."""
        code = "".join(unicodedata.normalize("NFKC", self.cleaned_data["code"]).split())
        if not SIX_DIGITS.fullmatch(code):
            raise forms.ValidationError(_("6桁の数字を入れてください。"))
        if not django_otp.verify_token(self.device.user, self.device.persistent_id, code):
            raise forms.ValidationError(
                _("コードが違うか、続けて間違えたため少し待つ必要があります。")
            )
        return code


def second_step(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Ask for a code; to begin with, show the key that the app needs."""
    if not isinstance(request.user, User) or not request.user.is_staff:
        return redirect("admin:login")
    device = _device_of(request.user)
    form = CodeForm(device, request.POST or None)
    if request.method == "POST" and form.is_valid():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        django_otp.login(request, device)
        return redirect(next_address(request, reverse("admin:index")))
    shown = {
        **context,
        "title": _("確認コード"),
        "form": form,
        "next": next_address(request, reverse("admin:index")),
        **({} if device.confirmed else _set_up(device)),
    }
    status = REFUSED if form.is_bound else 200
    return TemplateResponse(request, "admin/second_step.html", shown, status=status)


def _device_of(user: User) -> TOTPDevice:
    """Return the app in use, else the one that is being set up."""
    found = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "pk").first()
    return found or TOTPDevice.objects.create(user=user, name=user.username, confirmed=False)


def _set_up(device: TOTPDevice) -> dict[str, str]:
    key = b32encode(device.bin_key).decode()
    parts = [key[at : at + LETTERS] for at in range(0, len(key), LETTERS)]
    picture = segno.make(device.config_url, micro=False)
    return {"key": " ".join(parts), "picture": picture.svg_data_uri(scale=4, light="#fff")}


admin.site.unregister(TOTPDevice)


@admin.register(TOTPDevice)
class AppAdmin(admin.ModelAdmin):
    """確認コードのアプリ: who has one; to be deleted when it is lost. No key is shown."""

    list_display = SHOWN
    fields = SHOWN
    readonly_fields = SHOWN

    def has_module_permission(self, request: HttpRequest) -> bool:
        return settings.STAFF_TOTP and super().has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
