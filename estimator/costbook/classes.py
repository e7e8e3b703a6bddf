"""What companies and incidents are like: classes, types and what わからない is taken as."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .figures import Evidence, Figure

TOPICS = frozenset({
    "investigation", "devices", "data_loss", "stop", "personal_data", "entrusted", "cards", "site",
    "transfer", "banking", "support", "ransom", "confidential", "publicity", "dark_web",
})  # fmt: skip
Weighted = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class CompanySize:
    """従業員規模: a size class and how common it is among small and mid-size companies."""

    code: str
    name_ja: str
    name_en: str
    employees_from: int
    employees_to: int | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Industry:
    """業種: marginal-profit ratio and labour cost."""

    code: str
    name_ja: str
    name_en: str
    marginal_profit: Figure  # percent of sales
    labour_cost: Figure  # yen per person-month
    weight: Decimal
    makes_goods: bool = False  # lost production can be caught up


@dataclass(frozen=True, slots=True)
class IncidentType:
    """事案の種類: what it brings into question and how severe it usually is."""

    code: str
    name_ja: str
    name_en: str
    summary_ja: str
    summary_en: str
    topics: frozenset[str]
    wrongful_purpose: bool
    severities: Weighted  # minor, moderate, major with their shares
    severity_evidence: Evidence


@dataclass(frozen=True, slots=True)
class TypicalAnswer:
    """What わからない is taken as; a blank condition matches all, the most specific row wins."""

    key: str
    option: str  # "" for a quantity; for a choice the option whose chance (percent) this is
    incident_type: str
    size: str
    severity: str
    given: tuple[str, str] | None  # another answer this row depends on: key and option
    figure: Figure

    def specificity(self) -> int:
        """Count the conditions set; the incident type counts most."""
        return (
            8 * bool(self.incident_type)
            + 4 * bool(self.given)
            + 2 * bool(self.severity)
            + bool(self.size)
        )


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about a case when a typical answer is looked up."""

    incident_type: str
    sizes: Weighted
    severities: Weighted
    given: tuple[tuple[str, str], ...] = ()
