"""A formula read as a spreadsheet cell: the same sum, recalculated by the reader's own program.

In the flow: the workbook hands in where each value stands; out comes the text of a cell for the
low, the typical or the high reading. What nobody published is #N/A inside a formula, so that it
opens every sum it enters; the cell of a line shows it as empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import singledispatch
from typing import Protocol

from ..costbook import Bracket, Scale
from ..profile import Choice
from . import nodes
from .leaves import Leaf

OPEN = "NA()"
IF_OPEN = "_xlfn.IFNA"  # the name under which a file holds IFNA
# A binary product may end just below a half that is exact in decimals; the first rounding mends it.
PLACES = 6


class Bound(StrEnum):
    """Which of the three readings a cell shows."""

    LOW = "low"
    TYPICAL = "typical"
    HIGH = "high"


class Addresses(Protocol):
    """Where the values of a formula stand in the workbook."""

    def value(self, leaf: Leaf, bound: Bound) -> str:
        """Return the cell of one bound of a value; a percentage stands there as a share."""

    def chance(self, choice: Choice, option: str) -> str:
        """Return the cell of an option's chance, a share."""

    def step(self, scale: Scale, number: int, column: str) -> str:
        """Return the cell of a bracket's `above`, `rate` or `addition`, counted from 0."""

    def part(self, formula: nodes.Formula, bound: Bound) -> str:
        """Return the cell of a part that a formula reads more than once."""


def cell(formula: nodes.Formula, addresses: Addresses, bound: Bound = Bound.TYPICAL) -> str:
    """Return the cell formula of a line, rounded to whole yen half up; empty text when open."""
    return _shown(_rounded(_write(formula, addresses, bound)))


def part_cell(formula: nodes.Formula, addresses: Addresses, bound: Bound) -> str:
    """Return the cell formula of a part, not rounded to yen; empty text when open."""
    return _shown(_write(_inside(formula), addresses, bound))


def walk(formula: nodes.Formula) -> Iterator[nodes.Formula]:
    """Yield a formula and every part of it, those that cannot happen left out."""
    yield formula
    for part in _parts(formula):
        yield from walk(part)


def _parts(formula: nodes.Formula) -> tuple[nodes.Formula, ...]:
    found: tuple[nodes.Formula | None, ...] = ()
    match formula:
        case nodes.Sum(parts) | nodes.Product(parts):
            found = parts
        case nodes.Quotient(first, second) | nodes.Maximum(first, second):
            found = first, second
        case nodes.Complement(part) | nodes.Whole(part) | nodes.Ceiling(part):
            found = (part,)
        case nodes.Subtotal(part=part) | nodes.Progressive(part=part):
            found = (part,)
        case nodes.Chosen():
            found = tuple(part for _, part in formula.possible())
    return tuple(part for part in found if part is not None)


def _shown(text: str) -> str:
    return f'={IF_OPEN}({text},"")' if OPEN in text else f"={text}"


def _rounded(text: str) -> str:
    return text if text == "0" else f"ROUND(ROUND({text},{PLACES}),0)"


def _reference(address: str, *, is_open: bool) -> str:
    return f'IF({address}="",{OPEN},{address})' if is_open else address


@singledispatch
def _write(formula: nodes.Formula, at: Addresses, bound: Bound) -> str:
    raise TypeError(f"no cell for {type(formula).__name__}")


@_write.register
def _(leaf: Leaf, at: Addresses, bound: Bound) -> str:
    is_open = bound is Bound.HIGH and leaf.high_value is None
    return _reference(at.value(leaf, bound), is_open=is_open)


@_write.register
def _(node: nodes.Sum, at: Addresses, bound: Bound) -> str:
    return "(" + "+".join(_write(part, at, bound) for part in node.parts) + ")"


@_write.register
def _(node: nodes.Product, at: Addresses, bound: Bound) -> str:
    factors = [_write(part, at, bound) for part in node.parts]
    product = "(" + "*".join(factors) + ")"
    if OPEN not in product:
        return product
    # a factor that is exactly 0 closes even an open product
    zero = ",".join(f"{IF_OPEN}({one},1)=0" if OPEN in one else f"{one}=0" for one in factors)
    return f"IF(OR({zero}),0,{product})"


@_write.register
def _(node: nodes.Quotient, at: Addresses, bound: Bound) -> str:
    return f"({_write(node.part, at, bound)}/{_write(node.divisor, at, Bound.TYPICAL)})"


@_write.register
def _(node: nodes.Complement, at: Addresses, bound: Bound) -> str:
    crosswise = {Bound.LOW: Bound.HIGH, Bound.HIGH: Bound.LOW}
    share = _write(node.share, at, crosswise.get(bound, bound))
    if bound is not Bound.LOW:
        return f"(1-{share})"
    return f"MAX(0,1-{f'{IF_OPEN}({share},1)' if OPEN in share else share})"


@_write.register
def _(node: nodes.Maximum, at: Addresses, bound: Bound) -> str:
    return f"MAX({_write(node.first, at, bound)},{_write(node.second, at, bound)})"


@_write.register
def _(node: nodes.Whole, at: Addresses, bound: Bound) -> str:
    return _rounded(_write(node.part, at, bound))


@_write.register
def _(node: nodes.Subtotal, at: Addresses, bound: Bound) -> str:
    return _own_cell(node, at, bound)


@_write.register
def _(node: nodes.Ceiling, at: Addresses, bound: Bound) -> str:
    return _write(node.part, at, bound) if bound is Bound.HIGH else "0"


def _own_cell(node: nodes.Formula, at: Addresses, bound: Bound) -> str:
    """Read a part from a cell of its own: written out, it would stand there many times."""
    is_open = OPEN in _write(_inside(node), at, bound)
    return _reference(at.part(node, bound), is_open=is_open)


def _inside(node: nodes.Formula) -> nodes.Formula:
    return node.part if isinstance(node, nodes.Subtotal) else node


@_write.register
def _(node: nodes.Progressive, at: Addresses, bound: Bound) -> str:
    is_leaf = isinstance(node.part, Leaf | nodes.Subtotal)
    part = _write(node.part, at, bound) if is_leaf else _own_cell(node.part, at, bound)
    return _stepped(part, node.scale, at)


def _stepped(part: str, scale: Scale, at: Addresses) -> str:
    less, brackets = "<=" if scale.inclusive else "<", scale.brackets
    text = _bracket(part, len(brackets) - 1, scale, at)
    for number in range(len(brackets) - 2, -1, -1):
        here, limit = _bracket(part, number, scale, at), at.step(scale, number + 1, "above")
        text = f"IF({part}{less}{limit},{here},{text})"
    return text


def _bracket(part: str, number: int, scale: Scale, at: Addresses) -> str:
    bracket: Bracket = scale.brackets[number]
    if bracket.by_negotiation:
        return OPEN
    addition = at.step(scale, number, "addition")
    return f"({part}*{at.step(scale, number, 'rate')}+{addition})" if bracket.rate else addition


@_write.register
def _(node: nodes.Chosen, at: Addresses, bound: Bound) -> str:
    options = [(option, part) for option, part in node.branches if node.choice.chance(option) > 0]
    terms = [(option, _write(part, at, bound)) for option, part in options if part is not None]
    if len(options) <= 1:  # nothing is left to chance
        return terms[0][1] if terms else "0"
    if bound is Bound.LOW:
        return _least(node.choice, options, terms, at)
    chances = {option: at.chance(node.choice, option) for option, _ in terms}
    if bound is Bound.TYPICAL:
        counted = [f"{chances[option]}*{text}" for option, text in terms if text != "0"]
        return f"({'+'.join(counted)})" if counted else "0"
    likely = [f"IF({chances[option]}>0,{text},0)" for option, text in terms]
    return f"MAX({','.join(likely)})" if likely else "0"


NEVER = "9E+99"  # above every amount, for a branch that cannot happen


def _least(
    choice: Choice,
    options: list[tuple[str, nodes.Formula | None]],
    terms: list[tuple[str, str]],
    at: Addresses,
) -> str:
    """Take the least of the branches that may happen; an option without a branch is nothing."""
    idle = [at.chance(choice, option) for option, part in options if part is None]
    likely = [f"IF({at.chance(choice, option)}>0,{text},{NEVER})" for option, text in terms]
    if not likely:
        return "0"
    least = f"MIN({','.join(likely)})" if len(likely) > 1 or not idle else terms[0][1]
    return f"IF({'+'.join(idle)}>0,0,{least})" if idle else least
