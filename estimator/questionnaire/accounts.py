"""The forms of an account: sign in, make one, another password, the line on reports, leave.

In the flow: what is typed in; Django's own checks and validators decide. A password is never put
back into a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UserCreationForm
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .fields import NAME_PATTERN
from .sharing import UNREADABLE

if TYPE_CHECKING:
    NewUserForm = UserCreationForm[User]
else:  # at run time it takes no parameter
    NewUserForm = UserCreationForm

MAX_LINE: Final = 40
DELETE_ALL, RELEASE = "delete", "release"
REST: Final[dict[str, str | Promise]] = {
    DELETE_ALL: _("見積りと自社単価表も、すべて削除する"),
    RELEASE: _("見積りと自社単価表は残し、アカウントから切り離す"),
}


class Named(forms.Form):
    """A form that lists its mistakes for the summary on top of the page."""

    def mistakes(self) -> list[dict[str, str]]:
        """Return every mistake with the id of its field."""
        first = next(iter(self.fields))
        return [
            {
                "id": f"id_{first if name == NON_FIELD_ERRORS else name}",
                "label": "",
                "text": str(text),
            }
            for name, texts in self.errors.items()
            for text in texts
        ]


class SignInForm(Named, AuthenticationForm):
    """A user name and its password."""

    error_messages = {
        "invalid_login": _("ユーザー名かパスワードが違います。大文字と小文字は区別します。"),
        "inactive": _("ユーザー名かパスワードが違います。大文字と小文字は区別します。"),
    }


class SignUpForm(Named, NewUserForm):
    """A new account: a name and a password, no address."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username",)


class NewPasswordForm(Named, PasswordChangeForm):
    """The old password and twice the new one."""


class LineForm(Named):
    """How reports name whoever made them."""

    line = forms.CharField(
        label=_("報告書に載せる名前"),
        required=False,
        max_length=MAX_LINE,
        help_text=_("PDFの1頁目に「作成：○○保険代理店」のように出ます。空欄なら出ません。"),
        validators=[RegexValidator(NAME_PATTERN, UNREADABLE)],
        error_messages={"max_length": _("名前は40文字以内にしてください。")},
    )


class LeaveForm(Named):
    """What becomes of the assessments, and the password."""

    rest = forms.ChoiceField(
        label=_("見積りと自社単価表をどうしますか"),
        choices=list(REST.items()),
        error_messages={
            "required": _("見積りと自社単価表をどうするか選んでください。"),
            "invalid_choice": _("見積りと自社単価表をどうするか選んでください。"),
        },
    )
    password = forms.CharField(
        label=_("いまのパスワード"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("いまのパスワードを入力してください。")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Compare it with that of the account."""
        if not self.user.check_password(typed := self.cleaned_data["password"]):
            raise ValidationError(_("パスワードが違います。"))
        return str(typed)
