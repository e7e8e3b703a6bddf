"""Footnotes (出典の番号): every source of the report once, numbered in the order it is met.

In the flow: the chapters hand over the sources of what they print and get the numbers to print
beside it; the last chapter lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import OWN_SOURCE, Evidence
from ..evidence.lines import SourceView, source_view
from ..wording import Wording


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source with its footnote number; what an earlier number says already is not said again."""

    number: int
    source: SourceView
    text: str
    note: str
    url: str
    method_address: str  # where the page of the evidence says more; empty for an own price list

    @property
    def anchor(self) -> str:
        """The end of the address, which is printed: 「#source-J1a」."""
        return f"#{self.method_address.partition('#')[2]}"


class Footnotes:
    """The numbers given so far."""

    def __init__(self, wording: Wording, method_address: str) -> None:
        self._wording, self._address = wording, method_address
        self._numbers: dict[tuple[str, str], int] = {}
        self._listed: list[NumberedSource] = []
        self._described: dict[str, int] = {}  # a publication or a note -> the first with it

    def of(self, sources: Iterable[SourceView]) -> str:
        """Return the numbers of some sources: 「1, 3」."""
        return ", ".join(str(number) for number in sorted({self._number(s) for s in sources}))

    def of_evidence(self, evidence: Iterable[Evidence]) -> str:
        """Return the numbers of the sources of some rows."""
        return self.of(source_view(one, self._wording) for one in evidence)

    def listed(self) -> tuple[NumberedSource, ...]:
        """Return every source met so far, by its number."""
        return tuple(self._listed)

    def _number(self, source: SourceView) -> int:
        key = source.id, source.place
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._listed.append(self._row(source, self._numbers[key]))
        return self._numbers[key]

    def _row(self, source: SourceView, number: int) -> NumberedSource:
        """Describe a source; its publication and its note only where they come first."""
        first, note = self._described.setdefault(source.id, number), _note(source)
        text, url, place = source.text, source.url, self._place(source)
        if first != number:
            text, url = _("%(number)dと同じ資料") % {"number": first} + f" {source.place}", ""
        if note and (same := self._described.setdefault(note, number)) != number:
            note = _("注は%(number)dと同じ。") % {"number": same}
        return NumberedSource(number, source, text, note, url, place)

    def _place(self, source: SourceView) -> str:
        """An own price list is on no public page."""
        return "" if source.id == OWN_SOURCE else f"{self._address}#source-{source.id}"


def _note(source: SourceView) -> str:
    """Our own assumptions share one source; the reason of each stands with the assumptions."""
    return _("理由は「当方仮定」の表にあります。") if source.is_assumption else source.note
