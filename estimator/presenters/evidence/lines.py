"""Evidence (根拠) of a line: every figure behind it, with its source, place and grade.

In the flow: `lines` asks for the figures of a formula; here each leaf is shown with the rows of the
edition that `used_rows` found behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...costbook import OWN_GRADE, CostBook, Evidence
from ...estimate import EstimateLine
from ...formats import long_date, percent, quantity, quantity_range
from ...formula import Leaf, Origin
from ...formula.words import words
from ...profile import IncidentProfile
from .. import labels
from ..used_rows import Used, UsedRows
from ..wording import Wording


@dataclass(frozen=True, slots=True)
class SourceView:
    """出典 as it is shown."""

    id: str
    publisher: str
    title: str
    published: str
    place: str
    grade: str
    grade_meaning: str
    url: str
    note: str
    checked_on: str
    is_assumption: bool

    @property
    def grade_mark(self) -> str:
        """The grade as a mark: a letter, or 仮定."""
        if self.grade == OWN_GRADE:
            return _("自")
        return _("仮定") if self.is_assumption else self.grade

    @property
    def short_name(self) -> str:
        """The publisher; our own assumptions are called what they are."""
        return str(labels.ASSUMPTION_MARK) if self.is_assumption else self.publisher

    @property
    def text(self) -> str:
        """Publisher, title, date and place in one line."""
        title = _("「%(title)s」") % {"title": self.title} if self.title else ""
        return " ".join(
            part for part in (self.publisher, title, self.published, self.place) if part
        )


@dataclass(frozen=True, slots=True)
class FigureView:
    """One value of a formula: a unit cost, a share, an amount of law, an answer not known."""

    name: str
    value: str
    span: str  # empty when there is one value only
    assumption: bool
    known: bool
    sources: tuple[SourceView, ...]
    is_mean: bool = False

    @property
    def mean(self) -> str:
        """How one value was made of several rows; empty when it is a row's own."""
        text = _("会社の規模・深刻さなどの見込みごとの値を、割合で平均しました。")
        return text if self.is_mean else ""

    @property
    def grounds(self) -> str:
        """How it was averaged, the sources and their notes in one line."""
        texts = [source.note or source.text for source in self.sources]
        texts = [self.mean, *texts] if self.is_mean else texts
        return " ".join(dict.fromkeys(texts)) or self.marks

    @property
    def marks(self) -> str:
        """当方仮定 and わからない, where they apply."""
        marks = ((self.assumption, labels.ASSUMPTION_MARK), (not self.known, labels.UNKNOWN_MARK))
        return "".join(_("［%(mark)s］") % {"mark": mark} for applies, mark in marks if applies)


def source_view(evidence: Evidence, wording: Wording) -> SourceView:
    """Turn evidence into what is shown of it."""
    source, checked = evidence.source, evidence.checked_on
    return SourceView(
        id=source.id,
        publisher=source.publisher,
        title=source.title,
        published=source.published,
        place=evidence.place,
        grade=evidence.grade,
        grade_meaning=labels.grade_meaning(evidence.grade),
        url=source.url,
        note=evidence.note_ja if wording.language == "ja" else evidence.note_en,
        checked_on=long_date(checked, wording.language) if checked else "",
        is_assumption=evidence.is_assumption,
    )


class EvidenceBook:
    """Writes down the evidence of an estimate's lines."""

    def __init__(self, costs: CostBook, wording: Wording, profile: IncidentProfile) -> None:
        self.wording = wording
        self._rows = UsedRows(costs, profile)

    def figures(self, line: EstimateLine) -> tuple[FigureView, ...]:
        """Return each sourced value of a line once, in the order of its formula."""
        leaves = {leaf.code: leaf for leaf in line.formula.leaves() if self._has_evidence(leaf)}
        chances = self._chances(line)
        found = (self._figure(leaf, chances.get(leaf.code, "")) for leaf in leaves.values())
        return (*found, *self._scales(line))

    def sources(self, line: EstimateLine) -> tuple[SourceView, ...]:
        """Return the sources of a line, those of its prices before those of its unknowns."""
        figures = sorted(self.figures(line), key=lambda figure: not figure.known)
        found = {source.id: source for figure in figures for source in figure.sources}
        return tuple(found.values())

    def view(self, evidence: Evidence) -> SourceView:
        """Turn evidence into what is shown of it."""
        return source_view(evidence, self.wording)

    @staticmethod
    def _has_evidence(leaf: Leaf) -> bool:
        return leaf.origin in (Origin.UNIT_COST, Origin.LAW) or not leaf.known

    def _chances(self, line: EstimateLine) -> dict[str, str]:
        """How likely each undecided purchase of a line is taken to be."""
        found: dict[str, list[str]] = defaultdict(list)
        for token in words(line.formula):
            if token.choice is not None and token.chance is not None:
                found[token.choice.key].append(percent(token.chance))
        shares = {key: "・".join(dict.fromkeys(chances)) for key, chances in found.items()}
        return shares | {key: percent(chance) for key, chance in self._rows.yes_chances.items()}

    def _figure(self, leaf: Leaf, likely: str) -> FigureView:
        language, chance = self.wording.language, leaf.origin is Origin.CHANCE
        used = self._rows.of(leaf)
        span = quantity_range(leaf.low_value, leaf.high_value, leaf.unit, language=language)
        value = likely if chance else quantity(leaf.typical, leaf.unit, language)
        return FigureView(
            name=self.wording.leaf_name(leaf),
            value=value,
            span="" if chance or span == value else span,
            assumption=leaf.assumption,
            known=leaf.known,
            sources=self._views(used),
            is_mean=used.is_mean,
        )

    def _views(self, used: Used) -> tuple[SourceView, ...]:
        once = {(e.source.id, e.place, e.note_ja): e for e in used.evidence}
        return tuple(self.view(evidence) for evidence in once.values())

    def _scales(self, line: EstimateLine) -> Iterator[FigureView]:
        scales = {t.scale.code: t.scale for t in words(line.formula) if t.scale is not None}
        for scale in scales.values():
            name = scale.name_ja if self.wording.language == "ja" else scale.name_en
            is_ours, source = scale.evidence.is_assumption, self.view(scale.evidence)
            yield FigureView(name, "", "", is_ours, known=True, sources=(source,))
