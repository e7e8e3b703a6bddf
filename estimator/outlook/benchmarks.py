"""御社はここ: where an estimate stands in the distributions that were published.

In the flow: estimate (and its samples, once drawn) x published distributions -> standings. Two
populations differ by a factor of eighty: incidents made public or reported to the police, and
every incident of smaller companies. Both stand side by side with the code of their population.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from ..costbook import Benchmark, CostBook, Scale
from ..estimate import Estimate, EstimateLine, Total
from ..formula.samples import Samples
from ..money import YenRange, add_up

# 警察庁の「調査・復旧費用」: without 対外的対応, 再発防止, own labour and lost profit.
NPA_COMPARABLE = (
    "forensics", "containment", "network_monitoring", "data_recovery", "pc_recovery",
    "server_recovery", "site_rebuild",
)  # fmt: skip
RANSOMWARE = ("ransomware_double_extortion", "ransomware_encryption")
FULL = Decimal(100)


class Scope(StrEnum):
    """What of the estimate a survey is held against."""

    RECOVERY = "recovery"  # the lines of NPA_COMPARABLE
    HEADLINE = "headline"  # cash and liability


class Population(StrEnum):
    """母集団: whose incidents a survey counted."""

    REPORTED_TO_POLICE = "reported_to_police"
    MADE_PUBLIC = "made_public"
    EVERY_INCIDENT = "every_incident"


@dataclass(frozen=True, slots=True)
class Survey:
    """One distribution, what it is held against and for which incident types."""

    code: str  # of the benchmark; one with amounts as bands has a step table of the same code
    scope: Scope
    population: Population
    values: Mapping[str, tuple[int, ...]]  # incident type ("": any) -> places in the benchmark


_ANY = {"": (0, 1)}
_BOTH = dict.fromkeys(RANSOMWARE, (0, 1))
SURVEYS = (
    Survey("npa_cost_2025", Scope.RECOVERY, Population.REPORTED_TO_POLICE,
           dict.fromkeys(RANSOMWARE, ())),
    Survey("jnsa_ransomware_2025", Scope.HEADLINE, Population.MADE_PUBLIC, _BOTH),
    Survey("jnsa_types_2023", Scope.HEADLINE, Population.MADE_PUBLIC, {
        **dict.fromkeys(RANSOMWARE, (0,)),
        "malware": (1,), "ec_card_leak": (2,), "unauthorized_access_leak": (3,),
    }),
    Survey("ipa_loss_2024", Scope.HEADLINE, Population.EVERY_INCIDENT, _ANY),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Against:
    """The estimate held against one published amount."""

    place: int  # of the value in its benchmark
    published_yen: int
    is_above: bool  # the estimate is higher
    times: Decimal  # the estimate as a multiple of it


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a distribution, and how it fits the estimate."""

    place: int
    from_yen: int  # where it begins
    published: Decimal  # organisations or percent, as the benchmark counts
    holds_estimate: bool
    chance: Decimal | None  # of the estimate's samples, in percent; None: no samples


@dataclass(frozen=True, slots=True)
class Standing:
    """One survey with the estimate in it."""

    benchmark: Benchmark
    scope: Scope
    population: Population
    estimate_yen: int
    against: tuple[Against, ...]
    bands: tuple[Band, ...]
    below_percent: Decimal | None  # organisations in lower bands; None: no bands


def standings(
    estimate: Estimate, costs: CostBook, *, lines: Mapping[str, Samples] | None = None
) -> tuple[Standing, ...]:
    """Place an estimate in each distribution of the edition that is about such an incident.

    `lines` are the samples by cost item; without them a band has no chance.
    """
    incident = estimate.profile.incident.incident_type
    found = []
    for survey in SURVEYS:
        places = survey.values.get(incident, survey.values.get(""))
        if places is not None and survey.code in costs.benchmarks:
            found.append(
                _standing(survey, places, estimate=estimate, costs=costs, lines=lines or {})
            )
    return tuple(found)


def npa_comparable(estimate: Estimate) -> YenRange:
    """Return what the police would count: investigation and recovery, bought from outside."""
    return add_up(line.amount for line in _comparable(estimate))


def _comparable(estimate: Estimate) -> list[EstimateLine]:
    return [line for line in estimate.lines if line.code in NPA_COMPARABLE]


def _standing(
    survey: Survey,
    places: tuple[int, ...],
    *,
    estimate: Estimate,
    costs: CostBook,
    lines: Mapping[str, Samples],
) -> Standing:
    benchmark = costs.benchmarks[survey.code]
    scale = _steps(benchmark, costs)
    yen = _scoped(survey.scope, estimate).typical
    drawn = _samples(survey.scope, estimate, lines)
    return Standing(
        benchmark=benchmark,
        scope=survey.scope,
        population=survey.population,
        estimate_yen=yen,
        against=_against(benchmark, places, yen),
        bands=_bands(benchmark, scale, yen, drawn) if scale else (),
        below_percent=scale.bracket(Decimal(yen)).addition if scale else None,
    )


def _steps(benchmark: Benchmark, costs: CostBook) -> Scale | None:
    """Return where each band begins; None unless the edition says so for every band."""
    scale = costs.scales.get(benchmark.code)
    fits = scale is not None and len(scale.brackets) == len(benchmark.values)
    return scale if fits else None


def _scoped(scope: Scope, estimate: Estimate) -> YenRange:
    return npa_comparable(estimate) if scope is Scope.RECOVERY else estimate.headline


def _samples(scope: Scope, estimate: Estimate, lines: Mapping[str, Samples]) -> Samples | None:
    """Add up the samples of what is compared; None when a line of it has none."""
    counted = (
        _comparable(estimate)
        if scope is Scope.RECOVERY
        else [line for line in estimate.lines if line.total is not Total.REFERENCE]
    )
    if not counted or any(line.code not in lines for line in counted):
        return None
    return np.asarray(np.sum([lines[line.code] for line in counted], axis=0))


def _against(benchmark: Benchmark, places: tuple[int, ...], yen: int) -> tuple[Against, ...]:
    """Hold the estimate against the amounts at these places; a missing or zero one is left out."""
    published = {place: one.value for place, one in enumerate(benchmark.values) if one.value > 0}
    return tuple(
        Against(place, int(published[place]), yen > published[place], yen / published[place])
        for place in places
        if place in published
    )


def _bands(benchmark: Benchmark, scale: Scale, yen: int, drawn: Samples | None) -> tuple[Band, ...]:
    here = scale.brackets.index(scale.bracket(Decimal(yen)))
    chances = _chances(scale, drawn)
    return tuple(
        Band(
            place,
            int(scale.brackets[place].above),
            value.value,
            place == here,
            chances[place],
        )
        for place, value in enumerate(benchmark.values)
    )


def _chances(scale: Scale, drawn: Samples | None) -> list[Decimal | None]:
    """Return the share of the samples in each band, in percent."""
    if drawn is None:
        return [None] * len(scale.brackets)
    starts = np.array([float(bracket.above) for bracket in scale.brackets[1:]])
    side = "left" if scale.inclusive else "right"
    counts = np.bincount(
        np.searchsorted(starts, drawn, side=side),  # type: ignore[call-overload]
        minlength=len(scale.brackets),
    )
    return [FULL * int(count) / drawn.size for count in counts]
