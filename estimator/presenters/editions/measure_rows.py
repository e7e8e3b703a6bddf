"""The list of measures to choose from: price, effect and what was answered, row by row.

In the flow: measures of the edition and one form each -> the page where the own package is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy

from ...costbook import CostBook, Measure
from ...outlook.controls import MINIMAL, RECOMMENDED
from ...outlook.measure_prices import package_price
from ...profile import Quantity
from ..option_views import MeasureView, measure_view
from ..wording import Wording

GROUPS = {
    MINIMAL: gettext_lazy("最小限に入る対策"),
    RECOMMENDED: gettext_lazy("推奨に加わる対策"),
    "optional": gettext_lazy("そのほかの対策"),
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure with its form."""

    measure: MeasureView
    form: forms.Form


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of one package."""

    name: str
    rows: tuple[MeasureRow, ...]


def measure_groups(
    given: Iterable[tuple[Measure, forms.Form]],
    employees: Quantity,
    costs: CostBook,
    wording: Wording,
) -> tuple[MeasureGroup, ...]:
    """Group the measures by the package they belong to."""
    prices = {p.code: p for p in package_price(costs.measures.values(), employees).measures}
    rows = [
        (m.package, MeasureRow(measure_view(m, prices[m.code], wording), form)) for m, form in given
    ]
    found = (
        MeasureGroup(str(name), tuple(row for package, row in rows if package == code))
        for code, name in GROUPS.items()
    )
    return tuple(group for group in found if group.rows)
