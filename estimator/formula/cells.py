"""A formula read as a spreadsheet cell: the same sum, recalculated by the reader's own program.

Addresses are given per leaf code; each chance has an address too, under `chance:<key>:<option>`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from ..costbook import Bracket
from . import nodes
from .leaves import Leaf

Address = Callable[[str], str]  # leaf code -> "Inputs!B3"


def cell(formula: nodes.Formula, address: Address) -> str:
    """Return the cell formula of a line, rounded to whole yen half up."""
    return f"=ROUND({_write(formula, address)},0)"


@singledispatch
def _write(formula: nodes.Formula, address: Address) -> str:
    raise TypeError(f"no cell for {type(formula).__name__}")


@_write.register
def _(leaf: Leaf, address: Address) -> str:
    return f"{address(leaf.code)}/100" if leaf.unit == "percent" else address(leaf.code)


@_write.register
def _(node: nodes.Sum, address: Address) -> str:
    return "(" + "+".join(_write(part, address) for part in node.parts) + ")"


@_write.register
def _(node: nodes.Product, address: Address) -> str:
    return "(" + "*".join(_write(part, address) for part in node.parts) + ")"


@_write.register
def _(node: nodes.Quotient, address: Address) -> str:
    return f"({_write(node.part, address)}/{_write(node.divisor, address)})"


@_write.register
def _(node: nodes.Complement, address: Address) -> str:
    return f"(1-{_write(node.share, address)})"


@_write.register
def _(node: nodes.Maximum, address: Address) -> str:
    return f"MAX({_write(node.first, address)},{_write(node.second, address)})"


@_write.register
def _(node: nodes.Whole, address: Address) -> str:
    return f"ROUND({_write(node.part, address)},0)"


@_write.register
def _(node: nodes.Subtotal, address: Address) -> str:
    return _write(node.part, address)


@_write.register
def _(node: nodes.Ceiling, address: Address) -> str:
    return "0"


@_write.register
def _(node: nodes.Progressive, address: Address) -> str:
    part, brackets = _write(node.part, address), node.scale.brackets
    less = "<=" if node.scale.inclusive else "<"
    text = _bracket(part, brackets[-1])
    for lower, upper in zip(reversed(brackets[:-1]), reversed(brackets[1:]), strict=True):
        here = _bracket(part, lower)
        text = f"IF({part}{less}{upper.above:f},{here},{text})"
    return text


def _bracket(part: str, bracket: Bracket) -> str:
    return "NA()" if bracket.by_negotiation else f"({part}*{bracket.rate:f}+{bracket.addition:f})"


@_write.register
def _(node: nodes.Chosen, address: Address) -> str:
    terms = [
        f"{address(f'chance:{node.choice.key}:{option}')}*{_write(part, address)}"
        for option, part in node.branches
        if part is not None and node.choice.chance(option) > 0
    ]
    return "(" + "+".join(terms) + ")" if terms else "0"
