"""The rows of the edition that a value was really taken from, looked up as the profile did.

In the flow: `evidence` asks for a leaf; in: the cost book and the profile, which fix type, size,
severity and the answers a row may depend on. A row of another case is never shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from ..costbook import CostBook, Evidence, Figure, Situation
from ..formula import Leaf, Origin
from ..profile import NO, YES, Choice, IncidentProfile, options_of

OF_INDUSTRY = {
    "variable_cost_percent": "marginal_profit",
    "labour_cost_per_month_yen": "labour_cost",
}


@dataclass(frozen=True, slots=True)
class Used:
    """The evidence of the rows behind a value, each once."""

    evidence: tuple[Evidence, ...] = ()
    is_mean: bool = False  # several rows may apply: their typical values were averaged


class UsedRows:
    """Finds the rows behind a leaf of one estimate."""

    def __init__(self, costs: CostBook, profile: IncidentProfile) -> None:
        self._costs, self._profile = costs, profile
        self._answered = {choice.key: choice.value for choice in _choices(profile)}
        self.yes_chances = {
            choice.key: choice.chance(YES)
            for choice in _choices(profile)
            if options_of(choice.key) == (NO, YES)
        }

    def of(self, leaf: Leaf) -> Used:
        """Return the rows behind a leaf; none behind an answer that is known."""
        if leaf.origin in (Origin.UNIT_COST, Origin.LAW):
            return Used(leaf.evidence, len(leaf.evidence) > 1)
        if leaf.known:
            return Used()
        if leaf.code in OF_INDUSTRY:
            return self._of_industry(OF_INDUSTRY[leaf.code])
        options = options_of(leaf.code)[1:] if leaf.origin is Origin.CHANCE else ("",)
        return self._typical(leaf.code, options)

    def _typical(self, key: str, options: tuple[str, ...]) -> Used:
        situation = self._situation(key)
        found = [self._costs.typical_answer(key, situation, option) for option in options]
        rows = [row.figure for row in self._costs.typical_answers.get(key, ())]
        return _used(found, is_mean=any(not _is_one_of(figure, rows) for figure in found))

    def _situation(self, key: str) -> Situation:
        incident, company = self._profile.incident, self._profile.company
        severities = tuple((code, chance) for code, chance in incident.severity.chances if chance)
        rows = self._costs.typical_answers.get(key, ())
        deciding = sorted({row.given[0] for row in rows if row.given})
        answered = ((other, self._answered.get(other)) for other in deciding)
        own_size = key == "employees"  # what is to be found out: any size
        sizes = self._costs.sizes_for(Decimal(0), None) if own_size else company.sizes
        given = tuple((other, option) for other, option in answered if option)
        return Situation(incident.incident_type, sizes, severities, given)

    def _of_industry(self, figure: str) -> Used:
        known = self._costs.industries.get(str(self._profile.company.industry))
        rows = [known] if known else list(self._costs.industries.values())
        return _used([getattr(row, figure) for row in rows], is_mean=len(rows) > 1)


def _choices(profile: IncidentProfile) -> Iterator[Choice]:
    for part in profile.parts:
        values = (getattr(part, field.name) for field in fields(part))
        yield from (value for value in values if isinstance(value, Choice))


def _is_one_of(figure: Figure, rows: list[Figure]) -> bool:
    return any(figure is row for row in rows)


def _used(figures: list[Figure], *, is_mean: bool) -> Used:
    return Used(tuple(dict.fromkeys(e for f in figures for e in f.evidence)), is_mean)
