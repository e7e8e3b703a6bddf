"""当方仮定 behind the outlook: why each rate, payment time, plan and effect was taken as it is.

In the flow: the rows the outlook read -> one line for what rests on the same reasons. The lines of
the estimate have their own table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import CostBook, Evidence
from ...estimate import Category, Phase
from ...outlook.outlook import Outlook
from .. import labels
from ..wording import Wording, listed


@dataclass(frozen=True, slots=True)
class Reason:
    """What rests on the same reasons, and the reasons."""

    names: str
    text: str


def reasons(
    meaning: Outlook, costs: CostBook, wording: Wording, *, incident: str
) -> tuple[Reason, ...]:
    """Return the reasons of our own assumptions, in the order of the chapters."""
    named: dict[str, list[str]] = {}
    for name, evidence in _rows(meaning, costs, wording, incident):
        note = evidence.note_ja if wording.language == "ja" else evidence.note_en
        if evidence.is_assumption and note:
            named.setdefault(note, []).append(name)
    noted: dict[str, list[str]] = {}
    for note, names in named.items():
        noted.setdefault(listed(dict.fromkeys(names)), []).append(note)
    return tuple(Reason(names, " ".join(notes)) for names, notes in noted.items())


Named = Iterator[tuple[str, Evidence]]


def _rows(meaning: Outlook, costs: CostBook, wording: Wording, incident: str) -> Named:
    is_ja = wording.language == "ja"
    if meaning.spread:
        factor = meaning.spread.factor
        name = factor.name_ja if is_ja else factor.name_en
        yield from ((name, evidence) for evidence in factor.evidence)
    for timing in costs.payment_timings.values() if meaning.money.cash else ():
        yield _("支払い時期：%(name)s") % {"name": _group(timing.code)}, timing.evidence
    yield from _rate(meaning, costs, incident, is_ja=is_ja)
    yield from _measures(meaning, is_ja=is_ja)


def _rate(meaning: Outlook, costs: CostBook, incident: str, *, is_ja: bool) -> Named:
    """Yield the rate of the incident estimated; the page of the evidence has the others."""
    kind = costs.incident_types[incident]
    name = _("頻度：%(name)s") % {"name": kind.name_ja if is_ja else kind.name_en}
    types = meaning.year.types if meaning.year else ()
    for one in types:
        if one.code == incident:
            yield from ((name, evidence) for evidence in one.rate.evidence)


def _measures(meaning: Outlook, *, is_ja: bool) -> Named:
    for option in meaning.options:
        for measure in option.package.measures:
            name = measure.name_ja if is_ja else measure.name_en
            for figure in measure.figures.values():
                yield from ((name, evidence) for evidence in figure.evidence)


def _group(code: str) -> str:
    """Name what is paid together: a phase of the response or a damage category."""
    if code in set(Phase):
        return str(labels.PHASES[Phase(code)])
    return str(labels.CATEGORIES[Category(code)])
