"""The form of one payment (支払いの記録), in the same ways of typing as the questionnaire.

In the flow: beside the steps; what it brings goes to `actual_store`, never into the answers.
Today's date is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator as _NoNull
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..outlook.actuals import Payment
from .dates import parse_date
from .fields import NAME_PATTERN
from .numbers import print_number
from .quotes import UNUSABLE, YenField

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # heading -> cost items and their names
MAX_PAYEE, MAX_NOTE = 100, 200


class PaidYenField(YenField):
    """An amount that was really paid: at least one yen."""

    def clean(self, value: Any) -> int | None:
        """Return whole yen above zero."""
        found = super().clean(value)
        if found == 0:
            raise ValidationError(_("0円の支払いは記録できないので、1円以上を入れてください。"))
        return found


class PastDateField(forms.CharField):
    """A day up to today, typed as people write it."""

    default_error_messages = {"null_characters_not_allowed": UNUSABLE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = date.max

    def clean(self, value: Any) -> date:
        """Return the day. Raises: ValidationError."""
        found = parse_date(super().clean(value).strip())
        if found > self.today:
            raise ValidationError(
                _(
                    "まだ来ていない日付です。支払ったあとに記録してください（それまでは想定のまま見込みに入っています）。"
                ),
                code="future",
            )
        return found


class NameField(forms.CharField):
    """A short text without tags and unseen characters; may stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, validators=[RegexValidator(NAME_PATTERN, UNUSABLE)], **kwargs
        )
        # the pattern refuses the null character too
        self.validators = [v for v in self.validators if not isinstance(v, _NoNull)]


class ActualForm(forms.Form):
    """One payment: for what, how much, when, to whom."""

    code = forms.ChoiceField(
        label=gettext_lazy("費目"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={
            "required": gettext_lazy("費目を選んでください。"),
            "invalid_choice": gettext_lazy("一覧にない費目です。"),
        },
    )
    yen = PaidYenField(
        label=gettext_lazy("金額"),
        error_messages={"required": gettext_lazy("金額を入力してください。")},
    )
    paid_on = PastDateField(
        label=gettext_lazy("支払日"),
        error_messages={"required": gettext_lazy("支払日を入力してください。")},
    )
    payee = NameField(label=gettext_lazy("支払先"), max_length=MAX_PAYEE)
    note = NameField(label=gettext_lazy("メモ（請求書の番号など）"), max_length=MAX_NOTE)
    has_receipt = forms.BooleanField(label=gettext_lazy("領収書がある"), required=False)
    closes = forms.BooleanField(label=gettext_lazy("この費目はこれで全部"), required=False)

    def __init__(self, *args: Any, choices: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code, paid_on = self.fields["code"], self.fields["paid_on"]
        assert isinstance(code, forms.ChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(paid_on, PastDateField)  # noqa: S101
        code.choices = [("", _("選んでください")), *choices]
        paid_on.today = today

    def payment(self, number: int = 0) -> Payment:
        """Return what was typed, under the number of the record it replaces."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name != "closes"}
        return Payment(**typed, number=number)


def typed(payment: Payment) -> dict[str, Any]:
    """Write a payment as its form shows it."""
    return {
        "code": payment.code,
        "yen": print_number(payment.yen),
        "paid_on": payment.paid_on.isoformat(),
        "payee": payment.payee,
        "note": payment.note,
        "has_receipt": payment.has_receipt,
    }
