"""How a line module writes a formula: short words over the nodes.

`total` and `times` take leaves and formulas alike; `bought` turns a purchase nobody decided on
into a chance, and one that was declined into `None`, the formula of a line that does not apply.
"""

from __future__ import annotations

from ..costbook import Scale
from ..profile import NO, YES, Choice
from .nodes import Chosen, Complement, Formula, Maximum, Product, Progressive, Subtotal, Sum, Whole


def total(*parts: Formula) -> Formula:
    """Add parts up."""
    return parts[0] if len(parts) == 1 else Sum(parts)


def times(*parts: Formula) -> Formula:
    """Multiply parts."""
    return Product(parts)


def remainder(part: Formula) -> Formula:
    """Return what a share leaves over: 1 − share."""
    return Complement(part)


def whole(part: Formula) -> Formula:
    """Count whole people or things."""
    return Whole(part)


def subtotal(key: str, part: Formula) -> Formula:
    """Name a part that other lines explain, after the answer it stands in for; in whole yen."""
    return Subtotal(key, Whole(part))


def maximum(first: Formula, second: Formula) -> Formula:
    """Take the larger of two parts."""
    return Maximum(first, second)


def fee(part: Formula, scale: Scale) -> Formula:
    """Apply a progressive scale or a step table."""
    return Progressive(part, scale)


def choose(choice: Choice, **branches: Formula | None) -> Formula:
    """Take the branch of the option answered; of an unknown one, each with its chance.

    An option without a branch counts 0.
    """
    return Chosen(choice, tuple((option, branches.get(option)) for option, _ in choice.chances))


def bought(choice: Choice, body: Formula) -> Formula:
    """Count a purchase if it is made: yes, no, or with its chance."""
    return body if choice.surely(YES) else choose(choice, yes=body)


def not_bought(choice: Choice, body: Formula) -> Formula:
    """Count a body if something else is not bought."""
    return body if choice.surely(NO) else choose(choice, no=body)
