"""The unit costs that a contract can fix, each with its published figure in words.

In the flow: cost book + formulas in; the page of an own price list (自社単価表) puts its fields
beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ...costbook import CostBook, Figure
from ...estimate import Category
from ...formats import quantity, quantity_range
from ...formula import Origin
from ..check_page import Difference
from ..evidence.method_page import ItemFormulas
from ..wording import Wording

Prices = Mapping[str, Mapping[str, Any]]  # by code: low, typical, high, note
YEN = "yen"  # how the unit of a price begins


@dataclass(frozen=True, slots=True)
class PricedCost:
    """One unit cost in yen that the response is paid by."""

    code: str
    name: str
    published: str  # 公表値 120万円/台（100万～250万円/台）


def priced_costs(
    costs: CostBook, formulas: Iterable[ItemFormulas], wording: Wording
) -> dict[str, PricedCost]:
    """Return by code what an own price may take the place of, in the order of the estimate."""
    response = [found for found in formulas if found.item.category is Category.RESPONSE]
    leaves = [leaf for found in response for f in found.formulas for leaf in f.leaves()]
    codes = dict.fromkeys(leaf.code for leaf in leaves if leaf.origin is Origin.UNIT_COST)
    figures = {code: _figures(costs, code) for code in codes}
    return {
        code: PricedCost(code, _name(found[0], wording), _published(found, wording.language))
        for code, found in figures.items()
        if found and found[0].unit.startswith(YEN)
    }


def _figures(costs: CostBook, code: str) -> list[Figure]:
    """Return the figure under a code, or one for each size of company."""
    return [figure for (known, _size), figure in costs.unit_costs.items() if known == code]


def _name(figure: Figure, wording: Wording) -> str:
    return figure.name_ja if wording.language == "ja" else figure.name_en


def _published(figures: list[Figure], language: str) -> str:
    first, highs = figures[0], [figure.high for figure in figures]
    low = min(figure.low for figure in figures)
    known = [high for high in highs if high is not None]
    high = max(known) if len(known) == len(highs) else None
    span = quantity_range(low, high, first.unit, language=language)
    if len(figures) > 1:
        return _("公表値 %(span)s（会社の規模による）") % {"span": span}
    typical = quantity(first.typical, first.unit, language)
    if low == high:
        return _("公表値 %(typical)s") % {"typical": typical}
    return _("公表値 %(typical)s（%(span)s）") % {"typical": typical, "span": span}


def price_differences(
    figures: Mapping[str, PricedCost], saved: Prices, mine: Prices
) -> list[Difference]:
    """Set the own prices of two lists side by side, those alone that differ."""
    return [
        Difference(figure.name, _own(saved.get(code)), _own(mine.get(code)), differs=True)
        for code, figure in figures.items()
        if saved.get(code) != mine.get(code)
    ]


def _own(price: Mapping[str, Any] | None) -> str:
    """Write an own price with its range and its note."""
    if price is None:
        return _("なし")
    low, typical, high = (f"{price[part]:,}" for part in ("low", "typical", "high"))
    amount = _("%(yen)s円") % {"yen": typical}
    span = "" if low == high else _("（%(low)s～%(high)s円）") % {"low": low, "high": high}
    return " ".join(filter(None, (amount + span, price["note"])))
