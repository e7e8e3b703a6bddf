"""A formula read as random samples: the one place of the core where numpy enters.

One stream per leaf, derived by hashing (seed, leaf code): lines that share an unknown share its
draws, and neither the order nor the number of lines, threads or processes changes a draw.
A range is read as PERT, whose mode is the typical value; an answer わからない whose high is many
times the typical value is read on the scale of ratios (`drawn_by_ratio`), money taken as PERT of
its logarithm. An unknown severity is drawn once for the whole incident, and what depends on it is
read under the severity drawn: a heavy case is heavy in every line.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce, singledispatch
from itertools import accumulate
from math import log, log1p
from operator import add, itemgetter, mul

import numpy as np
import numpy.typing as npt
from numpy.random.bit_generator import ISeedSequence

from ..profile import Choice
from . import nodes
from .leaves import Leaf, Origin
from .quantiles import Places, places, quantile_table

Samples = npt.NDArray[np.float64]
_SKEWED = 0.1  # share of the range below the typical value
Values = Samples | float  # an amount per draw, or the one that every draw has
Index = npt.NDArray[np.intp]


class _Hashed(ISeedSequence):
    """The start of a stream: the hash of its name, in as many words as the generator takes."""

    def __init__(self, name: bytes) -> None:
        self._name = name

    def generate_state(
        self, n_words: int, dtype: npt.DTypeLike = np.uint32
    ) -> npt.NDArray[np.uint32 | np.uint64]:
        kind = np.dtype(dtype).newbyteorder("<")  # the same words on every machine
        words = hashlib.blake2b(self._name, digest_size=n_words * kind.itemsize).digest()
        return np.frombuffer(words, kind).astype(dtype)


@dataclass(frozen=True, slots=True)
class Draws:
    """A recorded seed and how many samples to draw; what was drawn is kept for the next line."""

    seed: int
    size: int
    held: frozenset[str] = frozenset()  # answers taken as known, at what they most likely are
    _chances: dict[str, Samples] = field(default_factory=dict, compare=False, repr=False)
    _leaves: dict[tuple[object, ...], Samples] = field(
        default_factory=dict, compare=False, repr=False
    )
    _severities: dict[tuple[Decimal, ...], Index] = field(
        default_factory=dict, compare=False, repr=False
    )

    def stream(self, code: str) -> np.random.Generator:
        """Return the stream of a code from its start: seed and code alone decide it."""
        start = _Hashed(f"{self.seed}:{code}".encode())
        return np.random.Generator(np.random.PCG64(start))  # type: ignore[arg-type] # as documented

    def chance(self, key: str) -> Samples:
        """Return the draws in [0, 1) that decide a choice, the same array at every call."""
        if key not in self._chances:
            self._chances[key] = self.stream(f"chance:{key}").random(self.size)
        return self._chances[key]

    def severity(self, chances: tuple[Decimal, ...]) -> Index:
        """Return which severity each draw has, the same array at every call."""
        if chances not in self._severities:
            ends = np.array([float(end) for end in accumulate(chances)])
            drawn = np.searchsorted(ends[:-1], self.chance("severity"), side="right")
            self._severities[chances] = drawn
        return self._severities[chances]

    def of(self, leaf: Leaf) -> Values:
        """Return a leaf's draws, the same array at every call. Raises: OpenEnd."""
        low, high = float(leaf.low()), sampled_high(leaf)
        if high <= low:
            return low
        key = (leaf.code, leaf.low(), leaf.amount(), high, leaf.by_factor, leaf.by_severity)
        if key not in self._leaves:
            where = places(self.stream(leaf.code), self.size)
            drawn = _under_severity(leaf, self, where) if leaf.by_severity else _at(leaf, where)
            drawn = np.asarray(drawn)
            drawn.flags.writeable = False
            self._leaves[key] = drawn
        return self._leaves[key]

    def holding(self, *codes: str) -> Draws:
        """Return these same draws with some answers taken as known."""
        return replace(self, held=self.held | set(codes))


def sample(formula: nodes.Formula, draws: Draws) -> Samples:
    """Return one amount per draw; exact decimals become floats, rounded to yen nowhere.

    Raises: OpenEnd.
    """
    values = _read(formula, draws)
    return np.full(draws.size, values) if isinstance(values, float) else values


@singledispatch
def _read(formula: nodes.Formula, draws: Draws) -> Values:
    raise TypeError(f"no samples of {type(formula).__name__}")


@_read.register
def _(leaf: Leaf, draws: Draws) -> Values:
    return float(leaf.amount()) if leaf.code in draws.held else draws.of(leaf)


def _under_severity(leaf: Leaf, draws: Draws, where: Places) -> Samples:
    """Read the same places in the range of each severity, and take that of the one drawn."""
    drawn = draws.severity(tuple(chance for chance, _ in leaf.by_severity))
    result = np.empty(draws.size)
    for at, (_, here) in enumerate(leaf.by_severity):
        there = np.flatnonzero(drawn == at)
        result[there] = _at(here, where.of(there))
    return result


def _at(leaf: Leaf, where: Places) -> Values:
    """Read places in a leaf's range as its distribution has them."""
    low, high = float(leaf.low()), sampled_high(leaf)
    if high <= low:
        return low
    if leaf.by_factor and low > 0:
        return _by_factor(leaf, high, where)
    return (_by_ratio if drawn_by_ratio(leaf) else _pert)(leaf, high, where)


def _pert(leaf: Leaf, high: float, where: Places) -> Samples:
    low, mode = float(leaf.low()), float(leaf.amount())
    return quantile_table((mode - low) / (high - low)).at(where, low, high - low)


def _by_ratio(leaf: Leaf, high: float, where: Places) -> Samples:
    """PERT of log(1 + value ÷ typical), which counts in multiples of what is typical."""
    low, typical = float(leaf.low()), float(leaf.amount())
    bottom, top = log1p(low / typical), log1p(high / typical)
    drawn = quantile_table((log(2) - bottom) / (top - bottom)).at(where, bottom, top - bottom)
    np.expm1(drawn, out=drawn)
    drawn *= typical
    return np.clip(drawn, low, high, out=drawn)


def _by_factor(leaf: Leaf, high: float, where: Places) -> Samples:
    """PERT of the logarithm: with typical midway between the ends it is the median."""
    bottom, top = log(leaf.low()), log(high)
    mode = (log(leaf.amount()) - bottom) / (top - bottom)
    drawn = quantile_table(mode).at(where, bottom, top - bottom)
    return np.exp(drawn, out=drawn)


def drawn_by_ratio(leaf: Leaf) -> bool:
    """Tell whether an answer わからない spans so much that its ratios are drawn, not its amounts.

    A typical value in the lowest tenth of its range does not count in PERT: of 0 to 50,000
    persons, typically 300, its mean would be 8,500. Prices are always PERT.
    """
    if leaf.origin is not Origin.ANSWER or leaf.amount() <= 0:
        return False
    low, high = float(leaf.low()), sampled_high(leaf)
    return (float(leaf.amount()) - low) < _SKEWED * (high - low)


def sampled_high(leaf: Leaf) -> float:
    """Return up to where a leaf is sampled: its high or, open, its bound. Raises: OpenEnd."""
    high = leaf.high()
    if high is not None:
        return float(high)
    if leaf.bound is None:
        raise OpenEnd(leaf.code)
    return float(leaf.bound) / 100 if leaf.unit == "percent" else float(leaf.bound)


class OpenEnd(ValueError):
    """A leaf or a fee has no upper end and the edition declares none to sample to."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@_read.register
def _(node: nodes.Sum, draws: Draws) -> Values:
    return reduce(add, (_read(part, draws) for part in node.parts))


@_read.register
def _(node: nodes.Product, draws: Draws) -> Values:
    return reduce(mul, (_read(part, draws) for part in node.parts))


@_read.register
def _(node: nodes.Quotient, draws: Draws) -> Values:
    return _read(node.part, draws) / float(node.divisor.typical)


@_read.register
def _(node: nodes.Complement, draws: Draws) -> Values:
    return 1 - _read(node.share, draws)


@_read.register
def _(node: nodes.Maximum, draws: Draws) -> Values:
    first, second = _read(node.first, draws), _read(node.second, draws)
    if isinstance(first, float) and isinstance(second, float):
        return max(first, second)
    return np.maximum(first, second)


@_read.register
def _(node: nodes.Whole, draws: Draws) -> Values:
    # a hair more, so that an exact half, which floats may miss, is rounded up as in decimals
    values = _read(node.part, draws) + (0.5 + 1e-9)
    return float(np.floor(values)) if isinstance(values, float) else np.floor(values)


@_read.register
def _(node: nodes.Subtotal, draws: Draws) -> Values:
    return _read(node.part, draws)


@_read.register
def _(node: nodes.Ceiling, draws: Draws) -> Values:
    return 0.0


@_read.register
def _(node: nodes.Progressive, draws: Draws) -> Values:
    amounts, brackets = sample(node.part, draws), node.scale.brackets
    limits = np.array([float(b.above) for b in brackets[1:]])
    index = np.searchsorted(limits, amounts, side="left" if node.scale.inclusive else "right")
    reached = np.flatnonzero(np.bincount(index))
    if any(brackets[i].by_negotiation for i in reached):
        raise OpenEnd(node.scale.code)
    rates = np.array([float(b.rate) for b in brackets])
    additions = np.array([float(b.addition) for b in brackets])
    return np.asarray(amounts * rates[index] + additions[index])


@_read.register
def _(node: nodes.Chosen, draws: Draws) -> Values:
    branches, result, choice = dict(node.branches), np.zeros(draws.size), node.choice
    if choice.key in draws.held:
        choice = _most_likely(choice)
    for at, (option, chance) in enumerate(choice.chances):
        branch = branches.get(option)
        if branch is not None and chance > 0:
            drawn = draws.chance(choice.key)
            here = (drawn >= _edge(choice, at, draws)) & (drawn < _edge(choice, at + 1, draws))
            result += _read(branch, draws) * here
    return result


def _most_likely(choice: Choice) -> Choice:
    option = max(choice.chances, key=itemgetter(1))[0]
    return replace(choice, chances=((option, Decimal(1)),), by_severity=())


def _edge(choice: Choice, at: int, draws: Draws) -> Values:
    """Return the draw from which on the option at a place is taken, by the severity drawn."""
    cases = () if choice.known else choice.by_severity
    edges = [_before(here, at) for _, here in cases] or [_before(choice, at)]
    if min(edges) == max(edges):
        return edges[0]
    return np.array(edges).take(draws.severity(tuple(chance for chance, _ in cases)))


def _before(choice: Choice, at: int) -> float:
    return float(sum((chance for _, chance in choice.chances[:at]), Decimal(0)))
