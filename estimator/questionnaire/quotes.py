"""Own quotes (自社の見積り): the form of one quote, and quotes in and out of the answers.

In the flow: the result page edits a line in place; what is saved is the list `own_quotes` of
PROFILE.json. Pure functions of the answers; nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator as _NoNull
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import NAME_PATTERN
from .numbers import MAX_VALUE, check_bounds, parse

Quote = dict[str, Any]
MAX_LABEL = 60


UNUSABLE = gettext_lazy("使えない文字が含まれています。")


class YenField(forms.CharField):
    """An amount as people type it: 120万円, １億２千万, 1,200,000."""

    default_error_messages = {"null_characters_not_allowed": UNUSABLE}

    def clean(self, value: Any) -> int | None:
        """Return whole yen, None for an empty field."""
        text = super().clean(value).strip()
        if not text:
            return None
        amount = parse(text, "yen")
        if amount > MAX_VALUE:
            check_bounds(amount, low=Decimal(0), high=MAX_VALUE, places=0)
        if amount != amount.to_integral_value():
            raise ValidationError(_("1円より細かい金額は入力できません。"))
        return int(amount)


class QuoteForm(forms.Form):
    """One quote: a label, one amount or low and high, and the cost items it contains."""

    label = forms.CharField(
        label=gettext_lazy("見積りの名前"),
        max_length=MAX_LABEL,
        validators=[RegexValidator(NAME_PATTERN, UNUSABLE)],
        error_messages={"required": gettext_lazy("見積りの名前を入力してください。")},
    )
    amount_yen = YenField(label=gettext_lazy("見積額"), required=False)
    low_yen = YenField(label=gettext_lazy("低めの場合（幅で入れるとき）"), required=False)
    high_yen = YenField(label=gettext_lazy("高めの場合（幅で入れるとき）"), required=False)
    covers = forms.MultipleChoiceField(
        label=gettext_lazy("この見積りに含む費目"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("一覧にない費目です。")},
    )

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields["label"]  # its pattern refuses the null character too
        label.validators = [v for v in label.validators if not isinstance(v, _NoNull)]
        covers = self.fields["covers"]
        assert isinstance(covers, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        covers.choices = list(others)

    def clean(self) -> dict[str, Any]:
        """Hold the two ways of naming an amount apart."""
        found = super().clean() or self.cleaned_data
        amount, low, high = (found.get(key) for key in ("amount_yen", "low_yen", "high_yen"))
        if self.errors:
            return found
        if amount is None and low is None and high is None:
            self.add_error("amount_yen", _("見積額、または低めと高めの金額を入力してください。"))
        elif amount is not None and (low is not None or high is not None):
            self.add_error(
                "amount_yen", _("見積額か、低めと高めの金額か、どちらかだけを入力してください。")
            )
        elif amount is None and (low is None or high is None):
            missing = "low_yen" if low is None else "high_yen"
            self.add_error(missing, _("低めと高めの両方を入力してください。"))
        elif amount is None and Decimal(low or 0) > Decimal(high or 0):
            self.add_error("high_yen", _("高めの金額は、低めの金額以上にしてください。"))
        return found

    def quote(self, code: str) -> Quote:
        """Return the quote in the profile format; the line stands under `code`."""
        typed = self.cleaned_data
        covers = [code, *(other for other in typed["covers"] if other != code)]
        amounts = {
            key: typed[key]
            for key in ("amount_yen", "low_yen", "high_yen")
            if typed[key] is not None
        }
        return {"label": typed["label"], "covers": covers, **amounts}


def quotes(answers: Mapping[str, Any]) -> list[Quote]:
    """Return the quotes of the answers."""
    return list(answers.get("own_quotes") or ())


def quote_of(answers: Mapping[str, Any], code: str) -> Quote | None:
    """Return the quote that covers a cost item."""
    return next((quote for quote in quotes(answers) if code in quote["covers"]), None)


def with_quote(answers: Mapping[str, Any], quote: Quote) -> list[Quote]:
    """Add a quote; what it covers leaves every other quote, so that no yen counts twice."""
    taken = set(quote["covers"])
    rest = (
        {**other, "covers": [code for code in other["covers"] if code not in taken]}
        for other in quotes(answers)
    )
    return [*(other for other in rest if other["covers"]), quote]


def without_quote(answers: Mapping[str, Any], code: str) -> list[Quote]:
    """Remove the quote that covers a cost item; its lines are estimated again."""
    return [quote for quote in quotes(answers) if code not in quote["covers"]]
