"""A formula read as words: tokens that `formats` turns into a sentence in a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

from ..costbook import Scale
from ..profile import Choice
from . import nodes
from .leaves import Leaf


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a formula: a leaf, a sign, or the start, middle or end of a turn of phrase."""

    kind: (
        str  # leaf, chance, a sign, a bracket, or larger_*, whole_*, ceiling_*, scale_*, one_minus
    )
    leaf: Leaf | None = None
    scale: Scale | None = None
    choice: Choice | None = None
    option: str = ""
    chance: Decimal | None = None


def words(formula: nodes.Formula) -> tuple[Token, ...]:
    """Read a formula from left to right."""
    return tuple(_say(formula))


@singledispatch
def _say(formula: nodes.Formula) -> Iterator[Token]:
    raise TypeError(f"no words for {type(formula).__name__}")


@_say.register
def _(leaf: Leaf) -> Iterator[Token]:
    yield Token("leaf", leaf=leaf)


def _joined(parts: tuple[nodes.Formula, ...], sign: str) -> Iterator[Token]:
    for index, part in enumerate(parts):
        if index:
            yield Token(sign)
        wrapped = sign == "times" and isinstance(part, nodes.Sum | nodes.Chosen)
        yield from _bracketed(part) if wrapped else _say(part)


def _bracketed(part: nodes.Formula) -> Iterator[Token]:
    yield Token("open")
    yield from _say(part)
    yield Token("close")


@_say.register
def _(node: nodes.Sum) -> Iterator[Token]:
    yield from _joined(node.parts, "plus")


@_say.register
def _(node: nodes.Product) -> Iterator[Token]:
    yield from _joined(node.parts, "times")


@_say.register
def _(node: nodes.Quotient) -> Iterator[Token]:
    simple = isinstance(node.part, Leaf | nodes.Product)
    yield from _say(node.part) if simple else _bracketed(node.part)
    yield Token("divided")
    yield from _say(node.divisor)


@_say.register
def _(node: nodes.Complement) -> Iterator[Token]:
    yield Token("one_minus")
    yield from _say(node.share)
    yield Token("close")


@_say.register
def _(node: nodes.Maximum) -> Iterator[Token]:
    yield Token("larger_open")
    yield from _say(node.first)
    yield Token("larger_or")
    yield from _say(node.second)
    yield Token("larger_close")


@_say.register
def _(node: nodes.Whole) -> Iterator[Token]:
    yield Token("whole_open")
    yield from _say(node.part)
    yield Token("whole_close")


@_say.register
def _(node: nodes.Subtotal) -> Iterator[Token]:
    yield Token("leaf", leaf=node.as_leaf())


@_say.register
def _(node: nodes.Ceiling) -> Iterator[Token]:
    yield Token("ceiling_open")
    yield from _say(node.part)
    yield Token("ceiling_close")


@_say.register
def _(node: nodes.Progressive) -> Iterator[Token]:
    yield Token("scale_open", scale=node.scale)
    yield from _say(node.part)
    yield Token("scale_close", scale=node.scale)


@_say.register
def _(node: nodes.Chosen) -> Iterator[Token]:
    live = [
        (option, node.choice.chance(option), part)
        for option, part in node.branches
        if part is not None and node.choice.chance(option) > 0
    ]
    for index, (option, chance, part) in enumerate(live):
        if index:
            yield Token("plus")
        if chance == 1 or isinstance(part, nodes.Ceiling):  # a ceiling is never expected
            yield from _say(part)
            continue
        yield Token("chance", choice=node.choice, option=option, chance=chance)
        yield Token("times")
        wrapped = isinstance(part, nodes.Sum | nodes.Chosen)
        yield from _bracketed(part) if wrapped else _say(part)
