"""A seeded population of incidents: who is hit and how hard, drawn from the edition's dated rows.

In the flow: edition -> incidents by stratum -> amounts, one per incident. Companies differ by size
class and industry, incidents by type and severity, and by what decides on the purchases (can the
company help itself, is there a backup); all other answers are わからない, drawn per incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.estimate import Category, Estimate, EstimateLine, Total
from estimator.formula import Leaf
from estimator.formula.samples import Draws, Samples, sample
from estimator.outlook.simulation import model_factor
from estimator.questionnaire import answers, typical

SEED, DAY = 20260101, date(2026, 11, 21)
RANSOMWARE = ("ransomware_double_extortion", "ransomware_encryption")
# What the police's "調査・復旧費用" is compared with; their scope is unverified.
NPA = (
    "forensics", "containment", "network_monitoring", "data_recovery", "pc_recovery",
    "server_recovery", "site_rebuild",
)  # fmt: skip
# What IPA's 事故対応費用 of web shops lists: cards, investigation, call centre, letters, others.
EC_RESPONSE = (
    "forensics", "containment", "legal_advice", "crisis_consulting", "authority_report",
    "notification_mail", "call_center", "condolence_gift", "card_fraud", "card_reissue",
)  # fmt: skip
OWN_LABOUR = ("overtime", "internal_labour")
PREVENTION = ("recurrence_prevention",)
LEVELS = ("model_sigma_known", "model_sigma_typical", "model_sigma_few")
DECIDING = ("in_house_response", "backup")
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Kind:
    """One stratum: incidents alike in what is drawn first."""

    size: str
    industry: str
    incident_type: str
    severity: str
    in_house_response: str
    backup: str

    def answers(self, costs: CostBook) -> dict[str, object]:
        """Return what is answered; the size is answered by the middle of its class."""
        return {
            "incident_type": self.incident_type,
            "industry": self.industry,
            "employees": _middle(costs, self.size),
            "severity": self.severity,
            "in_house_response": self.in_house_response,
            "backup": self.backup,
        }


@dataclass(frozen=True)
class Population:
    """Amounts and kinds of the same incidents in the same order; yen."""

    kinds: tuple[Kind, ...]
    counts: npt.NDArray[np.int64]  # incidents of each kind
    sums: Mapping[str, Samples]

    def where(self, trait: str, value: str) -> npt.NDArray[np.bool_]:
        """Mark the incidents of the kinds that have this trait."""
        hit = np.array([getattr(kind, trait) == value for kind in self.kinds])
        return np.repeat(hit, self.counts)


def draw(
    costs: CostBook, types: Weights, size: int, *, sizes: Weights | None = None, seed: int = SEED
) -> Population:
    """Draw a population of `size` incidents and what each costs.

    The same seed draws the same incidents, whatever else was drawn before.
    """
    kinds, counts = _kinds(costs, types, sizes or usual_sizes(costs), (seed, size))
    parts = [
        _amounts(kind, costs, Draws(seed + 1 + at, int(count)))
        for at, (kind, count) in enumerate(zip(kinds, counts, strict=True))
    ]
    sums = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Population(kinds, counts, sums)


def usual_sizes(costs: CostBook) -> dict[str, float]:
    """Return the edition's weights of the small and mid-size classes."""
    return {size.code: float(size.weight) for size in costs.sizes if size.weight > 0}


def shares(amounts: Samples, limits: Iterable[float]) -> list[float]:
    """Return the percentage of amounts in each band between the limits, the last one open."""
    edges = [*limits, np.inf]
    counts, _ = np.histogram(amounts, edges)
    return [float(100 * count / len(amounts)) for count in counts]


def _middle(costs: CostBook, code: str) -> int:
    size = next(size for size in costs.sizes if size.code == code)
    top = size.employees_to or 2 * size.employees_from
    return max(1, (size.employees_from + top) // 2)


def _kinds(
    costs: CostBook, types: Weights, sizes: Weights, draws: tuple[int, int]
) -> tuple[tuple[Kind, ...], npt.NDArray[np.int64]]:
    """Draw who is hit, then how hard, then what the company can do; count what is alike."""
    rng = np.random.default_rng(draws[0])
    industries = {code: float(row.weight) for code, row in costs.industries.items()}
    drawn = zip(*(_pick(rng, w, draws[1]) for w in (sizes, industries, types)), strict=True)
    chances = cache(lambda key, known: _chances(costs, key, known))
    found: dict[Kind, int] = {}
    for size, industry, incident_type in drawn:
        severity = _pick(rng, dict(costs.incident_types[incident_type].severities), 1)[0]
        known = (size, incident_type, severity)
        deciding = [_pick(rng, chances(key, known), 1)[0] for key in DECIDING]
        kind = Kind(size, industry, incident_type, severity, *deciding)
        found[kind] = found.get(kind, 0) + 1
    ordered = sorted(found, key=repr)
    return tuple(ordered), np.array([found[kind] for kind in ordered])


def _pick(rng: np.random.Generator, weights: Mapping[str, object], size: int) -> list[str]:
    edges = np.cumsum([float(str(weight)) for weight in weights.values()])
    at = np.searchsorted(edges, rng.random(size) * edges[-1], side="right")
    codes = list(weights)
    return [codes[min(i, len(codes) - 1)] for i in at]


def _chances(costs: CostBook, key: str, known: tuple[str, str, str]) -> dict[str, object]:
    size, incident_type, severity = known
    case = {
        "incident_type": incident_type,
        "employees": _middle(costs, size),
        "severity": severity,
    }
    return dict(typical.choice(key, case, costs).chances)


def _amounts(kind: Kind, costs: CostBook, draws: Draws) -> dict[str, Samples]:
    """Return what the incidents of one kind cost, by the sums that surveys ask for."""
    result = estimate(answers.profile(kind.answers(costs), costs), costs, as_of=DAY)
    factor, scale = model_factor(result, costs), _scale(costs, draws)
    lines = {line.code: factor.over(line, draws, scale) for line in _summed(result)}
    empty = np.zeros(draws.size)

    def add(codes: Iterable[str]) -> Samples:
        return sum((lines[code] for code in codes if code in lines), empty)

    npa, counted = add(NPA), [x for x in result.lines if x.total is not Total.REFERENCE]
    profit = add(x.code for x in counted if x.category is Category.LOST_PROFIT)
    headline = add(x.code for x in counted)
    return {
        "npa": npa,
        "npa_labour": npa + add(OWN_LABOUR),
        "npa_labour_prevention": npa + add(OWN_LABOUR) + add(PREVENTION),
        "without_lost_profit": headline - profit,
        "headline": headline,
        "ec_response": add(EC_RESPONSE),
        "lost_sales": profit / np.maximum(1 - _leaf(result, draws, "variable_cost_percent"), 1e-9),
        "stop_days": _leaf(result, draws, "stop_length"),
    }


def _summed(result: Estimate) -> list[EstimateLine]:
    """Return the lines that any sum needs: the headline, and the own staff's regular time."""
    return [x for x in result.lines if x.total is not Total.REFERENCE or x.code in OWN_LABOUR]


def _scale(costs: CostBook, draws: Draws) -> Samples:
    """Draw the model factor; how much is known of a case differs from case to case."""
    sigmas = np.array([float(costs.unit_cost(code).typical) for code in LEVELS])
    level = (draws.stream("how_much_is_known").random(draws.size) * len(LEVELS)).astype(int)
    normal = draws.stream("model_factor_of_the_population").standard_normal(draws.size)
    return np.exp(sigmas[level] * normal)


def _leaf(result: Estimate, draws: Draws, code: str) -> Samples:
    """Return what the lost profit was drawn with, 0 where the case knows no stop."""
    line = result.line("business_interruption")
    leaves: Iterable[Leaf] = line.formula.leaves() if line else ()
    found = next((leaf for leaf in leaves if leaf.code == code), None)
    return np.zeros(draws.size) if found is None else sample(found, draws)
