"""The answers わからない worth finding out first, with whom to ask (確かめる項目).

In the flow: `Estimate` -> rows of the result page and of the board's page. Ranked by what deciding
moves: how likely a line comes up at all × how wide it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ..estimate import Estimate, EstimateLine, Total
from ..formula import Ceiling, Chosen, Formula
from ..money import YenRange, add_up
from . import labels
from .lines import UnknownView, unknown_view
from .wording import Wording, listed

TOP_UNKNOWNS = 5
NAMES_IN_A_ROW = 2
LETTERS_IN_A_ROW = 24
CERTAIN = Decimal(1)
OPEN_END = 2  # an open high counts as this many times the typical amount


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Answers わからない that make the same lines wide."""

    unknowns: tuple[UnknownView, ...]
    width: str  # low to high of those lines
    lines: tuple[str, ...]

    @property
    def names(self) -> str:
        """The answers in one line."""
        return listed(unknown.name for unknown in self.unknowns)

    @property
    def short_names(self) -> str:
        """The first answers, as many as a row of the board's page has room for."""
        return _some([unknown.name for unknown in self.unknowns])

    @property
    def line_names(self) -> str:
        """The lines in one line."""
        return listed(self.lines)

    @property
    def short_lines(self) -> str:
        """The first lines, likewise."""
        return _some(list(self.lines))

    @property
    def short_ask(self) -> str:
        """The first of those to ask, one alone where two would need a third line."""
        people = list(dict.fromkeys(u.ask for u in self.unknowns if u.ask))
        both_fit = sum(map(len, people[:NAMES_IN_A_ROW])) <= LETTERS_IN_A_ROW
        return _some(people, NAMES_IN_A_ROW if both_fit else 1)

    @property
    def ask(self) -> str:
        """Whom to ask, each once."""
        people = dict.fromkeys(unknown.ask for unknown in self.unknowns if unknown.ask)
        return listed(people)


def _some(names: list[str], most: int = NAMES_IN_A_ROW) -> str:
    text = listed(names[:most])
    more = len(names) - most
    return _("%(names)s ほか%(more)d") % {"names": text, "more": more} if more > 0 else text


def open_questions(estimate: Estimate, wording: Wording) -> tuple[OpenQuestion, ...]:
    """List the answers わからない in the order of what deciding them moves."""
    found: dict[tuple[str, ...], list[str]] = {}
    for key, codes in _lines_by_unknown(estimate).items():
        found.setdefault(codes, []).append(key)
    lines = {codes: [li for li in estimate.lines if li.code in codes] for codes in found}
    ranked = sorted(found, key=lambda codes: sum(map(moved, lines[codes])), reverse=True)
    return tuple(
        OpenQuestion(
            tuple(unknown_view(key, wording) for key in found[codes]),
            _width_text(add_up(line.amount for line in lines[codes]), wording),
            tuple(labels.item_name(code) for code in codes),
        )
        for codes in ranked[:TOP_UNKNOWNS]
    )


def _lines_by_unknown(estimate: Estimate) -> dict[str, tuple[str, ...]]:
    """Name the headline lines that each answer わからない goes into."""
    found: dict[str, tuple[str, ...]] = {}
    for line in estimate.lines:
        if line.total is not Total.REFERENCE:
            found |= {key: (*found.get(key, ()), line.code) for key in line.unknowns}
    return found


def _width_text(amount: YenRange, wording: Wording) -> str:
    return wording.span(amount) or wording.rounded(amount.typical)


def moved(line: EstimateLine) -> Decimal:
    """Weigh a line: the chance that it comes up × its width. A rank, never shown as yen."""
    amount = line.amount
    high = amount.typical * OPEN_END if amount.high is None else amount.high
    return _chance(line.formula) * (high - amount.low)


def _chance(formula: Formula) -> Decimal:
    """How likely a line comes up at all: the purchases nobody decided on, one inside the other."""
    if isinstance(formula, Ceiling):
        return Decimal(0)
    if not isinstance(formula, Chosen):
        return CERTAIN
    parts = ((chance, part) for chance, part in formula.possible() if part is not None)
    return sum((chance * _chance(part) for chance, part in parts), Decimal(0))
