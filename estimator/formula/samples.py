"""A formula read as random samples: the one place of the core where numpy enters.

One stream per leaf, derived by hashing (seed, leaf code): lines that share an unknown share its
draws, and neither the order nor the number of lines changes a draw.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import singledispatch

import numpy as np
import numpy.typing as npt

from . import nodes
from .leaves import Leaf

Samples = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """A recorded seed and how many samples to draw."""

    seed: int
    size: int
    _drawn: dict[str, Samples] = field(default_factory=dict, compare=False, repr=False)

    def _stream(self, code: str) -> np.random.Generator:
        digest = hashlib.blake2b(f"{self.seed}:{code}".encode(), digest_size=16).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))

    def uniform(self, code: str) -> Samples:
        """Return a choice's stream in [0, 1), the same array at every call."""
        if code not in self._drawn:
            self._drawn[code] = self._stream(code).random(self.size)
        return self._drawn[code]

    def beta(self, code: str, alpha: float, beta: float) -> Samples:
        """Return a leaf's beta draws in [0, 1], the same array at every call."""
        if code not in self._drawn:
            self._drawn[code] = self._stream(code).beta(alpha, beta, self.size)
        return self._drawn[code]


@singledispatch
def sample(formula: nodes.Formula, draws: Draws) -> Samples:
    """Return one amount per draw."""
    raise TypeError(f"no samples of {type(formula).__name__}")


@sample.register
def _(leaf: Leaf, draws: Draws) -> Samples:
    low, high = float(leaf.low()), leaf.high()
    top = float(high) if high is not None else _open_end(leaf)
    if top <= low:
        return np.full(draws.size, low)
    return _pert(leaf, low, top, draws)


def _pert(leaf: Leaf, low: float, high: float, draws: Draws) -> Samples:
    """PERT: a beta distribution with shape 4 whose mode is the typical value."""
    mode, width = float(leaf.amount()), high - low
    unit = draws.beta(leaf.code, 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width)
    return low + width * unit


def _open_end(leaf: Leaf) -> float:
    if leaf.bound is None:
        raise OpenEnd(leaf.code)
    return float(leaf.bound) / 100 if leaf.unit == "percent" else float(leaf.bound)


class OpenEnd(ValueError):
    """A leaf has no upper end and the edition declares none to sample to."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@sample.register
def _(node: nodes.Sum, draws: Draws) -> Samples:
    return np.asarray(np.sum([sample(part, draws) for part in node.parts], axis=0))


@sample.register
def _(node: nodes.Product, draws: Draws) -> Samples:
    return np.asarray(np.prod([sample(part, draws) for part in node.parts], axis=0))


@sample.register
def _(node: nodes.Quotient, draws: Draws) -> Samples:
    return sample(node.part, draws) / float(node.divisor.typical)


@sample.register
def _(node: nodes.Complement, draws: Draws) -> Samples:
    return 1 - sample(node.share, draws)


@sample.register
def _(node: nodes.Maximum, draws: Draws) -> Samples:
    return np.maximum(sample(node.first, draws), sample(node.second, draws))


@sample.register
def _(node: nodes.Whole, draws: Draws) -> Samples:
    # a hair more, so that an exact half, which floats may miss, is rounded up as in decimals
    return np.asarray(np.floor(sample(node.part, draws) + (0.5 + 1e-9)))


@sample.register
def _(node: nodes.Subtotal, draws: Draws) -> Samples:
    return sample(node.part, draws)


@sample.register
def _(node: nodes.Ceiling, draws: Draws) -> Samples:
    return np.zeros(draws.size)


@sample.register
def _(node: nodes.Progressive, draws: Draws) -> Samples:
    amounts = sample(node.part, draws)
    brackets = node.scale.brackets
    limits = np.array([float(b.above) for b in brackets[1:]])
    index = np.searchsorted(limits, amounts, side="left" if node.scale.inclusive else "right")
    if any(brackets[i].by_negotiation for i in np.unique(index)):
        raise nodes.ByNegotiation(node.scale.code)
    rates = np.array([float(b.rate) for b in brackets])
    additions = np.array([float(b.addition) for b in brackets])
    return np.asarray(amounts * rates[index] + additions[index])


@sample.register
def _(node: nodes.Chosen, draws: Draws) -> Samples:
    u, result, reached = draws.uniform(node.choice.key), np.zeros(draws.size), 0.0
    for option, chance in node.choice.chances:
        branch = dict(node.branches).get(option)
        here = (u >= reached) & (u < reached + float(chance))
        reached += float(chance)
        if branch is not None and chance > 0:
            result = np.where(here, sample(branch, draws), result)
    return result
