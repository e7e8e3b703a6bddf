"""Questions whose answer is a number: yen, people, devices, cards, days, months, percent.

In the flow: beside `fields`. Typed text is read by `numbers`; the stored answer is an int, or a
float with few decimals, so that `Decimal(str(answer))` is exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from .. import formats
from . import numbers
from .fields import QuestionField, Schema, Text, Traits

MAX_MONTHS_OF_CALLS = 60
MAX_SEATS = 1000
MAX_SEATS_TYPED = 500  # characters


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: its unit, its bounds and how many decimals it may have."""

    unit: str  # as in Quantity.unit
    label: Text  # as written behind the field
    high: Decimal
    low: Decimal = Decimal(0)
    places: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether only whole numbers make sense."""
        return self.places == 0


YEN = Measure("yen", gettext_lazy("円"), numbers.MAX_VALUE)
SIGNED_YEN = Measure("yen", gettext_lazy("円"), numbers.MAX_VALUE, -numbers.MAX_VALUE)
# An amount that the formulas multiply with a count: the product stays below 10^18 yen.
YEN_PER_STOP_UNIT = Measure("yen", gettext_lazy("円"), Decimal(10**13))
YEN_PER_PERSON_MONTH = Measure("yen", gettext_lazy("円"), Decimal(10**9))
PEOPLE = Measure("people", gettext_lazy("人"), Decimal(10**10))
STAFF = Measure("people", gettext_lazy("人"), Decimal(10**7), Decimal(1))
DEVICES = Measure("devices", gettext_lazy("台"), Decimal(10**7))
CARDS = Measure("cards", gettext_lazy("枚"), Decimal(10**10))
PERCENT = Measure("percent", gettext_lazy("%"), Decimal(100), places=4)
MONTHS = Measure("months", gettext_lazy("か月"), Decimal(120), places=2)
LAG_MONTHS = Measure("months", gettext_lazy("か月"), Decimal(24), places=2)
WHOLE_MONTHS = Measure("months", gettext_lazy("か月"), Decimal(24), Decimal(1))
HOURS = Measure("hours", gettext_lazy("時間"), Decimal(10**4), places=2)
PERSON_MONTHS = Measure("person_months", gettext_lazy("人で1か月"), Decimal(10**6), places=2)
STOP_UNITS = Measure("stop_units", "", Decimal(3650), places=2)
TIMES = Measure("times", gettext_lazy("回"), Decimal(1000))


class NumberQuestion(QuestionField):
    """A counted or measured answer."""

    kind: ClassVar[str] = "number"

    def __init__(
        self, label: Text, measure: Measure, hint: Text = "", **traits: Unpack[Traits]
    ) -> None:
        super().__init__(label, hint, **traits)
        self.measure = measure
        self.unit = measure.unit

    def missing_message(self) -> str:
        return _("数字を入れるか「わからない」を選んでください。")

    def unit_label(self) -> Text:
        return self.measure.label

    def parse(self, text: str) -> object:
        measure = self.measure
        read = numbers.parse_signed if measure.low < 0 else numbers.parse
        value = read(text, measure.unit)
        numbers.check_bounds(value, low=measure.low, high=measure.high, places=measure.places)
        return int(value) if value == int(value) else float(value)

    def prefill(self, answer: Any) -> str:
        if self.unit == "yen":
            return numbers.print_yen(answer)
        return numbers.print_number(answer)

    def shown(self, answer: Any) -> str:
        if (get_language() or "ja").startswith("ja") or self.measure is STOP_UNITS:
            return super().shown(answer)
        return formats.quantity(Decimal(str(answer)), self.unit, "en")

    def value_schema(self) -> Schema:
        kind = "integer" if self.measure.is_whole else "number"
        return {"type": kind, "minimum": int(self.measure.low), "maximum": int(self.measure.high)}


class SeatsQuestion(QuestionField):
    """Seats month by month, "5,2,2", stored as a list."""

    kind: ClassVar[str] = "seats"
    unit = "seat_months"

    def missing_message(self) -> str:
        return _("席の数を「5,2,2」のように月ごとに入れるか「わからない」を選んでください。")

    def parse(self, text: str) -> object:
        plain = numbers.half_width(text) if len(text) <= MAX_SEATS_TYPED else ""
        seats = [part for part in re.split(r"[,、・\s]+", plain) if part]
        fits = all(re.fullmatch(r"(?:0|[1-9][0-9]{0,3})席?", part) for part in seats)
        if not fits or not 0 < len(seats) <= MAX_MONTHS_OF_CALLS:
            raise ValidationError(
                _(
                    "席の数を読めないので、「5,2,2」のように月ごとの数をカンマで区切って入れてください。"
                ),
                code="seats",
            )
        counts = [int(part.removesuffix("席")) for part in seats]
        if max(counts) > MAX_SEATS:
            wrong = _("席が多すぎるので、1か月あたり%(most)d席までで入れてください。")
            raise ValidationError(wrong % {"most": MAX_SEATS}, code="too_large")
        return counts

    def prefill(self, answer: Any) -> str:
        return ",".join(str(seats) for seats in answer)

    def shown(self, answer: Any) -> str:
        return _("%(seats)s席") % {"seats": self.prefill(answer)}

    def unit_label(self) -> Text:
        return gettext_lazy("席")

    def value_schema(self) -> Schema:
        seats = {"type": "integer", "minimum": 0, "maximum": MAX_SEATS}
        return {"type": "array", "items": seats, "minItems": 1, "maxItems": MAX_MONTHS_OF_CALLS}
