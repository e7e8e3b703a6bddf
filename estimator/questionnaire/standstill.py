"""Questions about a standstill: they speak of the unit in which its length is counted.

In the flow: beside `quantities`. The unit is an answer of its own (stop_unit), so that words,
unit and the figure derived from the annual sales follow the answers.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Final, Unpack

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from .. import formats
from ..costbook import NotInEdition
from . import numbers, typical
from .fields import Text, Traits
from .quantities import STOP_UNITS, YEN_PER_STOP_UNIT, NumberQuestion

_SALES_LABELS: Final[dict[str, Text]] = {
    "business_day": gettext_lazy("止まらなければ得られた、1営業日あたりの売上"),
    "calendar_day": gettext_lazy("止まらなければ得られた、1日あたりの売上（休みの日もならして）"),
    "month": gettext_lazy("止まらなければ得られた、1か月あたりの売上"),
}
_UNITS_A_YEAR: Final = {"calendar_day": Decimal(365), "month": Decimal(12)}


class StopLengthQuestion(NumberQuestion):
    """A length in the unit chosen; on its own page the unit may still change."""

    rephrased_by = "stop_unit"
    units: ClassVar[tuple[tuple[str, Text], ...]] = (
        ("business_day", gettext_lazy("営業日")),
        ("calendar_day", gettext_lazy("日")),
        ("month", pgettext_lazy("a choice", "か月")),
    )

    def __init__(self, label: Text, hint: Text = "", **traits: Unpack[Traits]) -> None:
        super().__init__(label, STOP_UNITS, hint, **traits)

    def shown(self, answer: Any) -> str:
        language = "ja" if (get_language() or "ja").startswith("ja") else "en"
        return formats.quantity(typical.exact(answer), typical.stop_unit(self.answers), language)


class StopSalesQuestion(NumberQuestion):
    """Sales of one unit of the stop; わからない follows from the annual sales."""

    def __init__(self, label: Text, hint: Text = "", **traits: Unpack[Traits]) -> None:
        super().__init__(label, YEN_PER_STOP_UNIT, hint, **traits)

    def asked_label(self) -> Text:
        return _SALES_LABELS.get(str(self.answers.get("stop_unit")), self.label)

    def unknown_sentence(self) -> str:
        derived = self._derived()
        if derived is None:
            return str(self.if_unknown)
        return _("わからないときは、年間売上高から %(amount)s円 として計算します。") % {
            "amount": numbers.print_yen(derived)
        }

    def _derived(self) -> Decimal | None:
        """Return the annual sales by the units of a year, as the engine derives them."""
        annual, unit = self.answers.get("annual_revenue_yen"), typical.stop_unit(self.answers)
        if annual is None or self.costs is None:
            return None
        try:
            units = (
                _UNITS_A_YEAR.get(unit) or self.costs.unit_cost("business_days_per_year").typical
            )
        except NotInEdition:
            return None
        return (typical.exact(annual) / units).quantize(Decimal(1), rounding=ROUND_HALF_UP)
