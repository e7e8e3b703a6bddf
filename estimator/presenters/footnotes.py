"""Footnotes (出典の番号): every source of the report once, numbered in the order it is met.

In the flow: the chapters hand over the sources of what they print and get the numbers to print
beside it; the last chapter lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ..costbook import OWN_SOURCE, Evidence
from .evidence import SourceView, source_view
from .wording import Wording


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source with its footnote number."""

    number: int
    source: SourceView
    method_address: str  # where the page of the evidence says more; empty for an own price list


class Footnotes:
    """The numbers given so far."""

    def __init__(self, wording: Wording, method_address: str) -> None:
        self._wording, self._address = wording, method_address
        self._numbers: dict[tuple[str, str], int] = {}
        self._listed: list[NumberedSource] = []

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
            number = self._numbers[key] = len(self._numbers) + 1
            self._listed.append(NumberedSource(number, _told(source), self._place(source)))
        return self._numbers[key]

    def _place(self, source: SourceView) -> str:
        """An own price list is on no public page."""
        return "" if source.id == OWN_SOURCE else f"{self._address}#source-{source.id}"


def _told(source: SourceView) -> SourceView:
    """Our own assumptions share one source; the reason of each stands with the assumptions."""
    if not source.is_assumption:
        return source
    return replace(source, note=_("理由は「前提」の表にあります。"))
