"""Random formulas on the lines of an estimate, the same for the same seed; some ends are open."""

import random
from dataclasses import replace
from decimal import Decimal

from estimator.estimate import ITEMS, Estimate, EstimateLine
from estimator.formula import (
    ByNegotiation,
    Ceiling,
    Leaf,
    Origin,
    Quotient,
    choose,
    fee,
    maximum,
    number,
    remainder,
    subtotal,
    times,
    total,
    whole,
    yen_range,
)
from estimator.profile import Choice
from tests.core.formulas import SCALE

UNDECIDED = ("hire_forensics", "hire_containment", "buy_data_recovery", "search_dark_web")
MONTHS = number(12, "months_per_year", "months")


class Trees:
    """Grows formulas over leaves and choices that several of them share."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._leaves = [self._leaf(number) for number in range(30)]
        self._shares = [self._share(number) for number in range(10)]
        self._choices = [self._choice(key) for key in UNDECIDED]

    def estimate(self, like: Estimate) -> Estimate:
        """Put a formula on every cost item."""
        lines = [self._line(item) for item in ITEMS]
        return replace(like, lines=tuple(lines), excluded=())

    def _line(self, item):
        while True:
            formula = self._tree(4)
            try:
                amount = yen_range(formula)
            except ByNegotiation:
                continue
            place = (item.code, item.category, item.phase, item.total)
            return EstimateLine(*place, amount, formula)

    def _tree(self, depth):
        if depth == 0 or self._random.random() < 0.1:
            return self._random.choice(self._leaves)
        return self._random.choice((
            lambda: total(*(self._tree(depth - 1) for _ in range(self._random.randint(2, 3)))),
            lambda: times(self._tree(depth - 1), self._random.choice(self._shares)),
            lambda: times(self._tree(depth - 1), remainder(self._random.choice(self._shares))),
            lambda: maximum(self._tree(depth - 1), self._tree(depth - 1)),
            lambda: fee(self._tree(depth - 1), SCALE),
            lambda: whole(self._tree(depth - 1)),
            lambda: subtotal("amount_claimed_yen", self._tree(depth - 1)),
            lambda: Quotient(self._tree(depth - 1), MONTHS),
            lambda: Ceiling(self._tree(depth - 1)),
            lambda: choose(self._random.choice(self._choices), yes=self._tree(depth - 1)),
            lambda: choose(
                self._random.choice(self._choices),
                yes=self._tree(depth - 1),
                no=self._tree(depth - 1),
            ),
        ))()  # fmt: skip

    def _leaf(self, number):
        low, typical, high = sorted(self._random.choice((0, 1, 85, 10**4, 10**7)) *
                                    self._random.randint(0, 99) for _ in range(3))  # fmt: skip
        top = None if self._random.random() < 0.15 else Decimal(high)
        bounds = (Decimal(low), Decimal(typical), top)
        name = f"数 {number}"
        return Leaf(f"leaf{number}", Origin.UNIT_COST, *bounds, "yen", name_ja=name, name_en=name)

    def _share(self, number):
        low, typical, high = sorted(Decimal(self._random.randint(0, 1000)) / 10 for _ in range(3))
        name = f"率 {number}"
        return Leaf(
            f"share{number}", Origin.UNIT_COST, low, typical, high, "percent",
            name_ja=name, name_en=name,
        )  # fmt: skip

    def _choice(self, key):
        yes = Decimal(self._random.randint(1, 99)) / 100
        return Choice(key, (("no", 1 - yes), ("yes", yes)), known=False)
