"""Short names of answers and options, for formulas and for the check-your-answers page."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..costbook import CostBook
from ..profile import YES
from .fields import Text, YesNoQuestion
from .steps import FIELDS

# The profile's word where one answer becomes another quantity, or a share of one.
_DERIVED: dict[str, Text] = {
    "call_center_seat_months": _("コールセンターの席・月"),
    "persons_leaked_percent": _("会社にある個人情報の人数のうち対象の割合"),
    "cards_leaked_percent": _("会社にある個人情報の人数に対するカードの割合"),
}


def short_name(key: str) -> Text:
    """Return the noun of an answer, or of one option as "key:option"; an unknown key as it is."""
    key, _colon, option = key.partition(":")
    if key in _DERIVED:
        return _DERIVED[key]
    if key not in FIELDS:
        return key
    return _option_name(key, option) if option else FIELDS[key].short


def _option_name(key: str, option: str) -> Text:
    field = FIELDS[key]
    if isinstance(field, YesNoQuestion):
        if option == YES:
            return field.short
        return field.short_no or format_lazy("{} {}", field.short, _("ことがない"))
    listed = getattr(field, "_options", ())
    return next((o.short or o.label for o in listed if o.value == option), option)


def shown(key: str, answer: Any, costs: CostBook) -> str:
    """Return a stored answer as a reader sees it: 1,200万円, はい, わからない."""
    return FIELDS[key].display(answer, costs)
