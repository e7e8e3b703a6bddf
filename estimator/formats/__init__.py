"""Figures and formulas as people read them: 1,080万円, ranges, dates, a formula as a sentence.

In the flow: used by the presenters, the template tags and the terminal. In: numbers, units and the
word tokens of a formula, with the language ("ja" or "en"). Out: text. No Django, no clock.
"""

from .figures import (
    exact_quantity,
    exact_range,
    exact_yen,
    long_date,
    percent,
    plain_number,
    quantity,
    quantity_range,
    readable_range,
    readable_yen,
    rounded_range,
    rounded_yen,
    unit_name,
)
from .sentences import (
    AnswerName,
    chance_name,
    leaf_name,
    leaf_text,
    mid_sentence,
    pattern,
    sentence,
)

__all__ = [
    "AnswerName",
    "chance_name",
    "exact_quantity",
    "exact_range",
    "exact_yen",
    "leaf_name",
    "leaf_text",
    "long_date",
    "mid_sentence",
    "pattern",
    "percent",
    "plain_number",
    "quantity",
    "quantity_range",
    "readable_range",
    "readable_yen",
    "rounded_range",
    "rounded_yen",
    "sentence",
    "unit_name",
]
