"""Rows of an edition that say what an estimate means: how often, when paid, insured, avoided.

In the flow: looked up by the outlook alone; no line of an estimate is computed from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .figures import Evidence, Figure


@dataclass(frozen=True, slots=True)
class IncidentRate:
    """発生頻度: how often a year an incident of a type hits one company; blank matches all."""

    incident_type: str
    size: str
    industry: str
    figure: Figure  # times per year

    def matches(self, incident_type: str, size: str, industry: str) -> bool:
        """Tell whether the row is about such a company and incident."""
        return (
            self.incident_type == incident_type
            and self.size in ("", size)
            and self.industry in ("", industry)
        )

    def specificity(self) -> int:
        """Count the conditions set; the size counts more."""
        return 2 * bool(self.size) + bool(self.industry)


@dataclass(frozen=True, slots=True)
class PaymentTiming:
    """支払いの時期: in which months after the incident a group of costs is paid."""

    code: str  # a phase of the response, or a damage category
    months: tuple[
        tuple[int, Decimal], ...
    ]  # month 1 (the one after the incident), 2, … and its share in percent; adds up to 100
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SamplePolicy:
    """保険の代表例: the terms of a plan as published."""

    code: str
    name_ja: str
    name_en: str
    premium: Figure  # yen a year
    amounts: Mapping[str, Decimal]  # by kind of POLICY_TERMS; one that is missing does not exist
    evidence: Evidence


POLICY_TERMS = (
    "liability_limit", "expense_limit", "profit_limit", "overall_limit", "deductible",
    "prevention_sublimit", "gift_sublimit", "waiting_hours", "pays_in_month",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """対策: what it costs, how far it is said to help, and which duty of the guideline it meets."""

    code: str
    name_ja: str
    name_en: str
    summary_ja: str
    summary_en: str
    package: str  # minimal (also part of recommended), recommended or optional
    incident_types: frozenset[str]  # empty: every type
    figures: Mapping[str, Figure]  # by kind of MEASURE_FIGURES
    instructions: tuple[int, ...]  # of the METI guideline's ten
    is_correlation: bool  # the effect was observed together, not caused
    subsidy_percent: Decimal | None
    subsidy_ceiling: Decimal | None  # yen
    evidence: Evidence

    @property
    def sources(self) -> tuple[str, ...]:
        """The source ids of the measure and its figures, each once."""
        found = (source for figure in self.figures.values() for source in figure.sources)
        return tuple(dict.fromkeys((self.evidence.source.id, *found)))


MEASURE_FIGURES = (
    "cost_initial",  # yen, once
    "cost_yearly",  # yen a year
    "cost_yearly_per_person",  # yen a year for each employee
    "rate_factor",  # 1: as often as before; 0.7: 30 % fewer
    "severity_factor",  # 1: as costly as before
    "cost_after",  # yen: the same after an incident
)


@dataclass(frozen=True, slots=True)
class StandardText:
    """制度の説明: a dated text on a scheme, marked until its source was read."""

    code: str
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str
    verified: bool
    evidence: Evidence
