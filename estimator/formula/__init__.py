"""The expression a line is made of (計算式): written once, read five ways.

In the flow: the engine writes a formula per cost item; outputs read it as amount and range
(here), samples (`samples`), words (`words`) and spreadsheet cell (`cells`).
Nothing else in the project may compute yen.
"""

from .leaves import Leaf, Origin, answer, figure, given_amount, number, statutory, taken
from .nodes import (
    ByNegotiation,
    Ceiling,
    Chosen,
    Complement,
    Formula,
    Maximum,
    Product,
    Progressive,
    Quotient,
    Subtotal,
    Sum,
    Whole,
    yen_range,
)
from .writing import (
    bought,
    choose,
    fee,
    maximum,
    not_bought,
    remainder,
    subtotal,
    times,
    total,
    whole,
)

__all__ = [
    "ByNegotiation",
    "Ceiling",
    "Chosen",
    "Complement",
    "Formula",
    "Leaf",
    "Maximum",
    "Origin",
    "Product",
    "Progressive",
    "Quotient",
    "Subtotal",
    "Sum",
    "Whole",
    "answer",
    "bought",
    "choose",
    "fee",
    "figure",
    "given_amount",
    "maximum",
    "not_bought",
    "number",
    "remainder",
    "statutory",
    "subtotal",
    "taken",
    "times",
    "total",
    "whole",
    "yen_range",
]
