"""Number formats of the workbook: 3,000,000円, 2.5%, 12.0."""

from __future__ import annotations

from decimal import Decimal

from ...costbook.figures import WHOLE_UNITS

MOST_PLACES = 6
PERCENT = "percent"
CURRENCIES = ("usd", "eur")
HUNDRED = Decimal(100)


def yen_form(language: str, places: int = 0) -> str:
    """Return the format of an amount of yen."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    return f'{digits}"円"' if language == "ja" else f'"¥"{digits}'


def share_form(*shares: Decimal) -> str:
    """Return the format of a share of 1, shown in per cent with the digits it has."""
    places = places_of(*(share * HUNDRED for share in shares))
    return "0" + ("." + "0" * places if places else "") + "%"


def form_of(unit: str, language: str, *values: Decimal | None) -> str:
    """Return the format of some values as they stand in their cells."""
    known = [value for value in values if value is not None]
    if unit == PERCENT:
        return share_form(*known)
    if unit.startswith("yen"):
        return yen_form(language, places_of(*known))
    if unit in WHOLE_UNITS or unit in CURRENCIES:
        return "#,##0" + ("." + "0" * places_of(*known) if places_of(*known) else "")
    return "#,##0." + "0" * max(1, places_of(*known)) + "##"  # a part of a month may be typed


def places_of(*values: Decimal) -> int:
    """Count the decimals that the values need."""
    return max((_places(value) for value in values), default=0)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(MOST_PLACES, max(0, -exponent)) if isinstance(exponent, int) else 0
