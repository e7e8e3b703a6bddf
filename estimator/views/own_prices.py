"""Lay the own prices of an assessment over its edition (自社単価).

In: the copy that the assessment keeps. Out: a cost book in which these unit costs name the list
as their source. The edition itself is shared by everyone and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..costbook import OWN_SOURCE, CostBook, OwnPrice, Source


def with_own_prices(costs: CostBook, kept: Mapping[str, Any] | None) -> CostBook:
    """Return the edition with these prices, the edition alone without any."""
    if not kept or not kept["prices"]:
        return costs
    publisher = _("自社単価表：%(label)s") % {"label": kept["label"]}
    source = Source(OWN_SOURCE, publisher, "", kept["saved_on"], "")
    prices = [_price(code, row) for code, row in kept["prices"].items()]
    return costs.with_prices(prices, source, on=date.fromisoformat(kept["saved_on"]))


def _price(code: str, row: Mapping[str, Any]) -> OwnPrice:
    low, typical, high = (Decimal(row[key]) for key in ("low", "typical", "high"))
    return OwnPrice(code, low, typical, high, row["note"])
