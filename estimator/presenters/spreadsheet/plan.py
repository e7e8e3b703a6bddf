"""Which row of the sheet 内訳 holds which line, sum and total, before anything is written.

In the flow: Estimate -> blocks of lines, one a damage category and total. Reference values stand
below the headline and are in none of its sums.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...estimate import Category, Estimate, EstimateLine, Total
from ...money import YenRange, add_up
from ..groups import SHOWN

HEADING = 2
FIRST_ROW = HEADING + 1
HEADLINE = (Total.CASH, Total.LIABILITY)  # the totals that add up to it


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one damage category in one total, with a title above and a sum below."""

    category: Category
    total: Total
    lines: tuple[EstimateLine, ...]
    first_row: int

    @property
    def sum_row(self) -> int:
        """The row of the sum."""
        return self.first_row + len(self.lines)

    @property
    def amount(self) -> YenRange:
        """The sum as it is now."""
        return add_up(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of the sheet."""

    blocks: tuple[Block, ...]
    total_rows: dict[Total, int]
    headline_row: int
    first_part: int  # the first row of what a formula reads more than once

    def of_total(self, total: Total) -> tuple[Block, ...]:
        """Return the blocks of a total."""
        return tuple(block for block in self.blocks if block.total is total)

    def amount(self, total: Total) -> YenRange:
        """Return a total as it is now."""
        return add_up(block.amount for block in self.of_total(total))

    def block(self, category: Category) -> Block | None:
        """Return the block that stands for a category: what counts, else its reference values."""
        found = [block for block in self.blocks if block.category is category]
        counted = [block for block in found if block.total is not Total.REFERENCE]
        if category is Category.INTANGIBLE:
            return next(iter(found), None)
        return next(iter(counted), None)


def plan_of(estimate: Estimate) -> Plan:
    """Lay the lines out: what counts, the totals, the reference values, their total, the parts."""
    blocks: list[Block] = []
    row = FIRST_ROW
    for category in SHOWN:
        for total in HEADLINE:
            row = _add(blocks, estimate, (category, total), row)
    totals = {Total.CASH: row + 1, Total.LIABILITY: row + 2}
    headline, row = row + 3, row + 5
    for category in SHOWN:
        row = _add(blocks, estimate, (category, Total.REFERENCE), row)
    totals[Total.REFERENCE] = row
    return Plan(tuple(blocks), totals, headline, row + 5)


def _add(blocks: list[Block], estimate: Estimate, kind: tuple[Category, Total], row: int) -> int:
    """Add a block unless it has no line; return the next free row."""
    lines = tuple(line for line in estimate.lines if (line.category, line.total) == kind)
    if not lines:
        return row
    blocks.append(Block(*kind, lines, row + 1))
    return blocks[-1].sum_row + 1
