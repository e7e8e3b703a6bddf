"""対策の回答: which measures are in place, which are chosen, and what they were quoted at.

In the flow: part of the answers under the key `measures`, one entry a measure; the form of the page
where they are chosen, and the profile's values. Pure functions of the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..costbook import CostBook
from ..profile import MeasureChoice
from .fields import Schema
from .numbers import MAX_VALUE
from .problems import Problem
from .quotes import YenField

KEY = "measures"
MOST = 100
YEN = ("initial_yen", "yearly_yen")


def schema(costs: CostBook) -> Schema:
    """Describe the entries in PROFILE.json."""
    yen = {"type": ["integer", "null"], "minimum": 0, "maximum": int(MAX_VALUE)}
    return {
        "title": _("対策"),
        "description": _("入れている対策、組み合わせに選んだ対策、その見積り（初期と年額の円）"),
        "type": "array",
        "maxItems": MOST,
        "items": {
            "type": "object",
            "properties": {
                "code": {"enum": list(costs.measures)},
                "in_place": {"enum": [True, False]},
                "chosen": {"enum": [True, False]},
                **dict.fromkeys(YEN, yen),
            },
            "required": ["code"],
            "additionalProperties": False,
        },
    }


def check(documents: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Return what is wrong with entries whose shape is right."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for place, document in enumerate(documents):
        code, path = str(document["code"]), f"{KEY}[{place}]"
        if code in seen:
            wrong = _("%(code)s が2回入っています") % {"code": code}
            problems.append(Problem(f"{path}.code", wrong, _("一つの対策は一度だけ")))
        if (document.get("initial_yen") is None) != (document.get("yearly_yen") is None):
            allowed = _("initial_yen と yearly_yen の両方か、どちらもなし")
            problems.append(Problem(path, _("見積りの片方だけがあります"), allowed))
        seen.add(code)
    return tuple(problems)


def measure_choices(
    documents: Iterable[Mapping[str, Any]], costs: CostBook
) -> tuple[MeasureChoice, ...]:
    """Turn the entries into the profile's; one that this edition does not know has no effect."""
    return tuple(
        MeasureChoice(
            code=document["code"],
            in_place=bool(document.get("in_place")),
            chosen=bool(document.get("chosen")),
            initial_yen=document.get("initial_yen"),
            yearly_yen=document.get("yearly_yen"),
        )
        for document in documents
        if document["code"] in costs.measures
    )


class MeasureForm(forms.Form):
    """One measure: in place, chosen, and its quote."""

    in_place = forms.BooleanField(label=gettext_lazy("入れている"), required=False)
    chosen = forms.BooleanField(label=gettext_lazy("組み合わせに入れる"), required=False)
    initial_yen = YenField(label=gettext_lazy("見積り（初期）"), required=False)
    yearly_yen = YenField(label=gettext_lazy("見積り（年額）"), required=False)

    def clean(self) -> dict[str, Any]:
        """A quote names both parts, if only as 0."""
        found = super().clean() or self.cleaned_data
        given = [found.get(key) is not None for key in YEN]
        if not self.errors and any(given) and not all(given):
            missing = YEN[given.index(False)]
            both = _("初期と年額の両方を入れてください。かからないほうは 0 とします。")
            self.add_error(missing, ValidationError(both))
        return found

    def entry(self, code: str) -> dict[str, Any] | None:
        """Return what is kept in the answers; None when nothing was said."""
        found = self.cleaned_data
        kept: dict[str, Any] = {key: True for key in ("in_place", "chosen") if found[key]}
        kept |= {key: found[key] for key in YEN if found[key] is not None}
        return {"code": code, **kept} if kept else None
