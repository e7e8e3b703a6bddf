"""What わからない is taken as, in words: the sentence below a question and on the check page.

In the flow: beside `typical`. In: a field, the answers, the edition. Out: one sentence.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import formats
from ..costbook import CostBook, NotInEdition
from ..profile import YES, Quantity
from . import typical
from .conditions import Answers
from .fields import QuestionField


def in_words(field: QuestionField, answers: Answers, costs: CostBook) -> str:
    """Say what わからない is taken as, for the line under a question; empty where it cannot be."""
    if not field.unknown_allowed:
        return ""
    asked: dict[str, Any] = {k: v for k, v in answers.items() if k != field.key}
    try:
        if field.kind in ("choice", "yes_no") and field.unit != "factor":
            return _choice_in_words(field, asked, costs)
        found = typical.quantity(field, asked, costs)
    except NotInEdition:
        found = None
    if found is None:
        return field.under(costs, answers).unknown_sentence()
    if field.key == "catch_up_percent" and not typical.makes_goods(answers, costs):
        return _("わからないときは、安全側に見て0%として計算します。")
    return _range_in_words(found)


def _range_in_words(taken: Quantity) -> str:
    language = "ja" if (get_language() or "ja").startswith("ja") else "en"
    middle = formats.quantity(taken.typical, taken.unit, language)
    if taken.low == taken.high:
        return _("わからないときは %(typical)s として計算します。") % {"typical": middle}
    span = formats.quantity_range(taken.low, taken.high, taken.unit, language=language)
    return _("わからないときは %(range)s（中心 %(typical)s）として計算します。") % {
        "range": span,
        "typical": middle,
    }


def _choice_in_words(field: QuestionField, answers: Answers, costs: CostBook) -> str:
    if field.if_unknown:
        return str(field.if_unknown)
    taken = typical.choice(field.key, answers, costs)
    labels = {option.value: str(option.label) for option in field.under(costs).options()}
    certain = next((option for option, chance in taken.chances if chance == 1), None)
    if certain is not None:
        label = labels.get(certain, certain)
        return _("わからないときは「%(label)s」として計算します。") % {"label": label}
    if dict(taken.chances).keys() == {"yes", "no"}:
        chance = formats.percent(taken.chance(YES))
        return _("わからないときは %(chance)sの見込みで「はい」として計算します。") % {
            "chance": chance
        }
    listed = _("・").join(
        f"{labels.get(option, option)} {formats.percent(chance)}"
        for option, chance in taken.chances
        if chance
    )
    return _("わからないときは次の見込みで計算します：%(listed)s") % {"listed": listed}
