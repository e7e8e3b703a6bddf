"""The form of an own price list (自社単価表): a name and, where wanted, a price for each unit cost.

In the flow: what is typed in; prices in whole yen out, by the code of the unit cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import NAME_PATTERN
from .quotes import MAX_LABEL, YenField

MAX_NOTE = 120
PARTS = ("low", "typical", "high", "note")
UNREADABLE = gettext_lazy("使えない文字が含まれています。")


class PriceListForm(forms.Form):
    """A label and four fields for each unit cost; an empty row keeps the edition's price."""

    label = forms.CharField(
        label=gettext_lazy("単価表の名前"),
        max_length=MAX_LABEL,
        validators=[RegexValidator(NAME_PATTERN, UNREADABLE)],
        error_messages={"required": gettext_lazy("単価表の名前を入力してください。")},
    )

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = tuple(codes)
        for code in self.codes:
            self.fields |= {f"{code}-{part}": _field(part) for part in PARTS}

    def clean(self) -> dict[str, Any]:
        """Refuse a range without its centre, or out of order."""
        found = super().clean() or self.cleaned_data
        for code in self.codes:
            if not any(f"{code}-{part}" in self.errors for part in PARTS):
                self._clean_row(code, found)
        return found

    def _clean_row(self, code: str, found: Mapping[str, Any]) -> None:
        low, typical, high = (found.get(f"{code}-{part}") for part in PARTS[:3])
        if typical is None:
            if low is not None or high is not None:
                self.add_error(f"{code}-typical", _("中心の単価を入力してください。"))
            return
        if low is not None and low > typical:
            self.add_error(f"{code}-low", _("下限は中心以下にしてください。"))
        if high is not None and high < typical:
            self.add_error(f"{code}-high", _("上限は中心以上にしてください。"))

    def prices(self) -> dict[str, dict[str, Any]]:
        """Return the prices typed in; an end left empty is the centre."""
        typed = self.cleaned_data
        return {
            code: {
                "low": _or(typed[f"{code}-low"], typed[f"{code}-typical"]),
                "typical": typed[f"{code}-typical"],
                "high": _or(typed[f"{code}-high"], typed[f"{code}-typical"]),
                "note": typed[f"{code}-note"],
            }
            for code in self.codes
            if typed[f"{code}-typical"] is not None
        }

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the bound fields of each unit cost under its code."""
        for code in self.codes:
            yield code, {part: self[f"{code}-{part}"] for part in PARTS}


def typed(label: str, prices: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a stored list as its form shows it; an end that is the centre stays empty."""
    cells: dict[str, Any] = {"label": label}
    for code, row in prices.items():
        cells |= {f"{code}-typical": f"{row['typical']:,}", f"{code}-note": row["note"]}
        ends = [part for part in ("low", "high") if row[part] != row["typical"]]
        cells |= {f"{code}-{part}": f"{row[part]:,}" for part in ends}
    return cells


def _or(value: int | None, other: int) -> int:
    return other if value is None else value


def _field(part: str) -> forms.CharField:
    if part != "note":
        return YenField(required=False)
    reader = RegexValidator(NAME_PATTERN, UNREADABLE)
    return forms.CharField(required=False, max_length=MAX_NOTE, validators=[reader])
