"""The nodes of a formula, each with its amount and its bounds.

Every node rises (or stays) when a part rises, except `Complement`, which takes its part's bounds
crosswise; so low bounds give the low result. A part with an open upper end opens the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from ..costbook import Scale
from ..money import YenRange, round_whole, round_yen
from ..profile import Choice
from .leaves import Leaf, Origin

ZERO = Decimal(0)


class ByNegotiation(Exception):
    """The scale names no amount at this height (協議により決定)."""

    def __init__(self, scale: str) -> None:
        super().__init__(scale)
        self.scale = scale


class Formula(Protocol):
    """What every node can say of itself; exact decimals, rounded only by `yen_range`."""

    def amount(self) -> Decimal:
        """Return the typical amount; a chance counts with its probability."""

    def low(self) -> Decimal:
        """Return the lower bound; a chance may fail to happen."""

    def high(self) -> Decimal | None:
        """Return the upper bound, None when open; a chance may happen."""

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf, left to right."""


def yen_range(formula: Formula) -> YenRange:
    """Read a formula as whole yen, rounded once per line."""
    high = formula.high()
    return YenRange(
        round_yen(formula.low()),
        round_yen(formula.amount()),
        None if high is None else round_yen(high),
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of all parts."""

    parts: tuple[Formula, ...]

    def amount(self) -> Decimal:
        return sum((part.amount() for part in self.parts), ZERO)

    def low(self) -> Decimal:
        return sum((part.low() for part in self.parts), ZERO)

    def high(self) -> Decimal | None:
        highs = [part.high() for part in self.parts]
        known = [high for high in highs if high is not None]
        return sum(known, ZERO) if len(known) == len(highs) else None

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Product:
    """The product of all parts, none of which is negative."""

    parts: tuple[Formula, ...]

    def amount(self) -> Decimal:
        return _multiply(part.amount() for part in self.parts)

    def low(self) -> Decimal:
        return _multiply(part.low() for part in self.parts)

    def high(self) -> Decimal | None:
        # a factor that is exactly 0 closes even an open product
        highs = [part.high() for part in self.parts]
        if any(high == 0 for high in highs):
            return ZERO
        known = [high for high in highs if high is not None]
        return _multiply(iter(known)) if len(known) == len(highs) else None

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


def _multiply(values: Iterator[Decimal]) -> Decimal:
    result = Decimal(1)
    for value in values:
        result *= value
    return result


@dataclass(frozen=True, slots=True)
class Quotient:
    """A part divided by a whole number that is never in doubt, such as 12 months."""

    part: Formula
    divisor: Leaf

    def amount(self) -> Decimal:
        return self.part.amount() / self.divisor.typical

    def low(self) -> Decimal:
        return self.part.low() / self.divisor.typical

    def high(self) -> Decimal | None:
        high = self.part.high()
        return None if high is None else high / self.divisor.typical

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()
        yield self.divisor


@dataclass(frozen=True, slots=True)
class Complement:
    """What a share leaves over: 1 − share."""

    share: Formula

    def amount(self) -> Decimal:
        return 1 - self.share.amount()

    def low(self) -> Decimal:
        high = self.share.high()
        return ZERO if high is None else max(ZERO, 1 - high)

    def high(self) -> Decimal | None:
        return 1 - self.share.low()

    def leaves(self) -> Iterator[Leaf]:
        yield from self.share.leaves()


@dataclass(frozen=True, slots=True)
class Maximum:
    """The larger of two parts: a minimum charge against quantity × price."""

    first: Formula
    second: Formula

    def amount(self) -> Decimal:
        return max(self.first.amount(), self.second.amount())

    def low(self) -> Decimal:
        return max(self.first.low(), self.second.low())

    def high(self) -> Decimal | None:
        first, second = self.first.high(), self.second.high()
        return None if first is None or second is None else max(first, second)

    def leaves(self) -> Iterator[Leaf]:
        yield from self.first.leaves()
        yield from self.second.leaves()


@dataclass(frozen=True, slots=True)
class Whole:
    """A part counted in whole people or things, rounded half up."""

    part: Formula

    def amount(self) -> Decimal:
        return Decimal(round_whole(self.part.amount()))

    def low(self) -> Decimal:
        return Decimal(round_whole(self.part.low()))

    def high(self) -> Decimal | None:
        high = self.part.high()
        return None if high is None else Decimal(round_whole(high))

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A part that its own lines already explain: named in words, written out in a cell."""

    key: str  # of the answer it stands in for
    part: Formula

    def amount(self) -> Decimal:
        return self.part.amount()

    def low(self) -> Decimal:
        return self.part.low()

    def high(self) -> Decimal | None:
        return self.part.high()

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()

    def as_leaf(self) -> Leaf:
        """Return it as one value for the words."""
        bounds = (self.low(), self.amount(), self.high())
        return Leaf(self.key, Origin.ANSWER, *bounds, "yen")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the law allows at most: nothing is expected, the part is only the upper bound."""

    part: Formula

    def amount(self) -> Decimal:
        return ZERO

    def low(self) -> Decimal:
        return ZERO

    def high(self) -> Decimal | None:
        return self.part.high()

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()


@dataclass(frozen=True, slots=True)
class Progressive:
    """A scale applied to a part: a fee by brackets, or a step table."""

    part: Formula
    scale: Scale

    def amount(self) -> Decimal:
        return self._of(self.part.amount())

    def low(self) -> Decimal:
        return self._of(self.part.low())

    def high(self) -> Decimal | None:
        # open where the scale leaves the amount to negotiation
        high = self.part.high()
        if high is None or self.scale.bracket(high).by_negotiation:
            return None
        return self._of(high)

    def _of(self, amount: Decimal) -> Decimal:
        bracket = self.scale.bracket(amount)
        if bracket.by_negotiation:
            raise ByNegotiation(self.scale.code)
        return bracket.value_of(amount)

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of several branches, each with its chance: what nobody has decided on yet."""

    choice: Choice
    branches: tuple[tuple[str, Formula | None], ...]  # option and its formula; None stands for 0

    def possible(self) -> list[tuple[Decimal, Formula | None]]:
        """Return the branches that can happen, with their chances."""
        pairs = ((self.choice.chance(option), formula) for option, formula in self.branches)
        return [(chance, formula) for chance, formula in pairs if chance > 0]

    def amount(self) -> Decimal:
        return sum((c * f.amount() for c, f in self.possible() if f is not None), ZERO)

    def low(self) -> Decimal:
        return min((ZERO if f is None else f.low() for _, f in self.possible()), default=ZERO)

    def high(self) -> Decimal | None:
        highs = [ZERO if f is None else f.high() for _, f in self.possible()]
        known = [high for high in highs if high is not None]
        return max(known, default=ZERO) if len(known) == len(highs) else None

    def leaves(self) -> Iterator[Leaf]:
        yield Leaf.of_choice(self.choice)
        for _, formula in self.possible():
            if formula is not None:
                yield from formula.leaves()
