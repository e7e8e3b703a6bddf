"""Where each value of the estimate stands in the workbook: the addresses its formulas read.

In the flow: the lines of an estimate -> the rows of 数量と単価 (one a value, an option's chance or
a bracket of a scale) and of the parts below the lines. What two lines share stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...costbook import Scale
from ...estimate import EstimateLine
from ...formula import Chosen, Formula, Leaf, Origin, Progressive
from ...formula.cells import Bound, walk
from ...profile import Choice

FIRST_ROW = 4  # of the first value, from 0: above it title, use, heading and the section's title
GAP = 2  # an empty row and the next section's title
BOUND_COLUMNS = {Bound.LOW: 3, Bound.TYPICAL: 4, Bound.HIGH: 5}
STEP_COLUMNS = {"above": 3, "rate": 4, "addition": 5}
OF_THE_COMPANY = (Origin.ANSWER, Origin.OWN_QUOTE)


@dataclass(frozen=True, slots=True)
class Chance:
    """One option of a choice nobody has made yet."""

    choice: Choice
    option: str
    is_rest: bool  # what the other options leave over: a formula, not an input


@dataclass(frozen=True, slots=True)
class Inputs:
    """Every value that the lines read, in the order of its rows."""

    answers: tuple[Leaf, ...]
    chances: tuple[Chance, ...]
    figures: tuple[Leaf, ...]
    scales: tuple[Scale, ...]


def inputs_of(lines: Iterable[EstimateLine]) -> Inputs:
    """Collect what the lines read, each once, in the order of the lines."""
    nodes = [node for line in lines for node in walk(line.formula)]
    leaves = _once(node for node in nodes if isinstance(node, Leaf))
    choices = {
        node.choice.key: node.choice
        for node in nodes
        if isinstance(node, Chosen) and len(node.possible()) > 1
    }
    scales = {n.scale.code: n.scale for n in nodes if isinstance(n, Progressive)}
    return Inputs(
        answers=tuple(leaf for leaf in leaves if leaf.origin in OF_THE_COMPANY),
        chances=tuple(one for choice in choices.values() for one in _chances(choice)),
        figures=tuple(leaf for leaf in leaves if leaf.origin not in OF_THE_COMPANY),
        scales=tuple(scales.values()),
    )


def _once(leaves: Iterator[Leaf]) -> tuple[Leaf, ...]:
    found: dict[str, Leaf] = {}
    for leaf in leaves:
        if found.setdefault(leaf.code, leaf) != leaf:
            raise ValueError(f"two values under one code: {leaf.code}")
    return tuple(found.values())


def _chances(choice: Choice) -> list[Chance]:
    """List the options that may come, the one last whose chance the others leave."""
    first, *others = (option for option, chance in choice.chances if chance > 0)
    found = [Chance(choice, option, is_rest=False) for option in others]
    return [*found, Chance(choice, first, is_rest=True)]


class Places:
    """The addresses of one workbook; a part gets its row when a formula first reads it."""

    def __init__(self, inputs: Inputs, sheets: tuple[str, str], first_part: int) -> None:
        self.inputs, self._sheet, self._parts_sheet = inputs, *sheets
        self._first_part = first_part
        self.parts: dict[Formula, int] = {}  # and its row
        self.rows = _rows(inputs)

    def value(self, leaf: Leaf, bound: Bound) -> str:
        """Return the cell of one bound of a value."""
        return _address(self._sheet, self.rows[leaf.code], BOUND_COLUMNS[bound])

    def chance(self, choice: Choice, option: str) -> str:
        """Return the cell of an option's chance."""
        row = self.rows[f"{choice.key}:{option}"]
        return _address(self._sheet, row, BOUND_COLUMNS[Bound.TYPICAL])

    def step(self, scale: Scale, number: int, column: str) -> str:
        """Return the cell of a bracket."""
        row = self.rows[f"scale:{scale.code}"] + number
        return _address(self._sheet, row, STEP_COLUMNS[column])

    def part(self, formula: Formula, bound: Bound) -> str:
        """Return the cell of a part of a formula."""
        row = self.parts.setdefault(formula, self._first_part + len(self.parts))
        return _address(self._parts_sheet, row, BOUND_COLUMNS[bound])


def _rows(inputs: Inputs) -> dict[str, int]:
    """Give each value its row: section after section; a scale has a heading under its title."""
    sections = (
        [leaf.code for leaf in inputs.answers],
        [f"{one.choice.key}:{one.option}" for one in inputs.chances],
        [leaf.code for leaf in inputs.figures],
    )
    rows, row = {}, FIRST_ROW
    for codes in sections:
        for code in codes:
            rows[code] = row
            row += 1
        row += GAP if codes else 0
    for scale in inputs.scales:
        rows[f"scale:{scale.code}"] = row + 1
        row += 1 + len(scale.brackets) + GAP
    return rows


def _address(sheet: str, row: int, column: int) -> str:
    return f"'{sheet}'!${'ABCDEFGHI'[column]}${row + 1}"
