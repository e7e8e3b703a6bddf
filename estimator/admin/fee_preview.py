"""料金の試算: what the steps of a scale give for three amounts, as they stand in the form.

In the flow: shown below the steps of a scale; htmx asks for it again while the steps are typed.
The steps are read as the engine reads them, and nothing is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from ..costbook import bracket_of
from ..costbook_store.rows import bracket
from ..formats.figures import exact_quantity, plain_number
from ..models import Scale, ScaleBracket
from ..models.figures import bracket_messages
from ..models.vocabulary import Unit
from ..questionnaire.numbers import parse

AMOUNT: Final = "preview_amount"
WITHOUT_STEPS: Final = (Decimal(1_000), Decimal(10_000), Decimal(100_000))


@dataclass(frozen=True, slots=True)
class Line:
    """What one amount gives."""

    amount: str
    value: str
    how: str
    """The step in figures; what is wrong with the amount when there is none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Three amounts, and what stands in the way of saving the steps."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...] = ()


def amounts(steps: Sequence[ScaleBracket]) -> tuple[Decimal, ...]:
    """Choose amounts worth looking at: in the lowest step, at a middle limit, above the highest."""
    limits = sorted(step.above for step in steps if step.above)
    if not limits:
        return WITHOUT_STEPS
    return limits[0] / 2, limits[len(limits) // 2], limits[-1] * 2


def preview(scale: Scale, steps: Sequence[ScaleBracket], typed: Sequence[str]) -> Preview:
    """Work out each amount as the engine would; `typed` is what stands in the three boxes."""
    ordered = sorted(steps, key=lambda step: step.above)
    lines = tuple(_line(scale, ordered, text) for text in typed) if ordered else ()
    return Preview(lines, tuple(map(str, bracket_messages(ordered))))


def unreadable() -> Preview:
    """Say that the steps cannot be read yet."""
    return Preview((), (gettext("段に、数でない欄か空の欄があります。"),))


def steps_of(formset: Any) -> list[ScaleBracket] | None:
    """Return the steps as typed, without those to be deleted; None while one cannot be read."""
    if not formset.is_valid() and any(formset.errors):
        return None
    # Not `deleted_forms`: that is empty as long as the steps do not join.
    forms = [form for form in formset.forms if form.cleaned_data]
    return [form.instance for form in forms if not form.cleaned_data.get("DELETE")]


def _line(scale: Scale, steps: Sequence[ScaleBracket], text: str) -> Line:
    try:
        amount = parse(text, scale.unit if scale.unit == Unit.YEN else "")
    except ValidationError as refused:
        return Line(text or "—", "—", "、".join(refused.messages))
    step = bracket_of([bracket(each) for each in steps], amount, inclusive=scale.inclusive)
    if step.by_negotiation:
        return Line(plain_number(amount), gettext("協議により決定"), _start(step.above))
    value = exact_quantity(step.value_of(amount), scale.unit, get_language() or "ja")
    return Line(plain_number(amount), value, f"{_start(step.above)}{_rule(step)}")


def _start(above: Decimal) -> str:
    return gettext("%(above)s を超える段") % {"above": plain_number(above)}


def _rule(step: Any) -> str:
    parts = {"rate": plain_number(step.rate * 100), "addition": plain_number(step.addition)}
    return gettext("：× %(rate)s％ ＋ %(addition)s") % parts
