"""`--compare` and `--actuals`: what stands beside the estimate on the command line.

In: the options, the base profile with its estimate and range. Out: `Beside`, as the pages make it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..costbook import CostBook, NotInEdition
from ..engine.calculate import estimate
from ..estimate import Estimate
from ..formula.samples import OpenEnd
from ..outlook.actuals import forecast, planned
from ..outlook.distribution import Percentiles, percentiles
from ..outlook.duties import duties
from ..outlook.outlook import Outlook
from ..outlook.scenarios import MOST
from ..outlook.simulation import simulate
from ..outlook.together import one_of_each_type, together
from ..presenters.beside import Beside, SideBySide, Tracked
from ..presenters.scenario_views import Scenario, scenario_name
from ..questionnaire import answers, paid_document, schema
from ..questionnaire.problems import printable
from ..scenario_store import OWN
from .documents import PROFILE, STANDARD_INPUT, Refused, document

COMPARE, ACTUALS = "--compare", "--actuals"


@dataclass(frozen=True, slots=True)
class Draws:
    """How the random draws are made."""

    seed: int
    size: int


@dataclass(frozen=True, slots=True)
class Base:
    """The estimate that everything else stands beside."""

    name: str  # of its file
    answers: Mapping[str, Any]
    estimate: Estimate
    costs: CostBook


@dataclass(frozen=True, slots=True)
class Named:
    """The files that the options name, already read and checked."""

    others: tuple[tuple[str, Mapping[str, Any], Estimate], ...]
    paid: paid_document.Paid | None


def read(options: Mapping[str, Any], base: Base) -> Named:
    """Read and check every file before anything is drawn. Raises: Refused."""
    names: Sequence[str] = options["compare"] or ()
    if len(names) >= MOST:
        raise Refused((f"{COMPARE}: {len(names)} files; allowed: up to {MOST - 1}",))
    actuals = options["actuals"]
    if [base.name, *names, actuals].count(STANDARD_INPUT) > 1:
        raise Refused((f"{COMPARE}, {ACTUALS}: - more than once; allowed: once",))
    others = tuple(_other(name, base) for name in names)
    return Named(others, _paid(actuals, base) if actuals is not None else None)


def _other(name: str, base: Base) -> tuple[str, Mapping[str, Any], Estimate]:
    def check(found: dict[str, Any]) -> tuple[dict[str, Any], Estimate]:
        profile = answers.profile(schema.checked(found, base.costs), base.costs)
        return found, estimate(profile, base.costs, as_of=base.estimate.as_of)

    return name, *document(name, COMPARE, PROFILE, check)


def _paid(name: str, base: Base) -> paid_document.Paid:
    check: Callable[[dict[str, Any]], paid_document.Paid] = lambda found: paid_document.paid(  # noqa: E731
        found, today=base.estimate.as_of
    )
    found: paid_document.Paid = document(name, ACTUALS, paid_document.KIND, check)
    return found


def beside(named: Named, base: Base, meaning: Outlook, draws: Draws) -> Beside:
    """Put the scenarios and what was paid beside the estimate."""
    return Beside(_side_by_side(named, base, meaning, draws), _tracked(named, base.estimate))


def _tracked(named: Named, made: Estimate) -> Tracked | None:
    if named.paid is None:
        return None
    found = forecast(planned(made), named.paid.payments, named.paid.closed)
    return Tracked(found, duties(made.profile), made.as_of)


def _side_by_side(named: Named, base: Base, meaning: Outlook, draws: Draws) -> SideBySide | None:
    if not named.others:
        return None
    first = meaning.spread.distribution.headline if meaning.spread else None
    scenarios = [_scenario(0, (base.name, base.answers, base.estimate), base.costs, first)]
    for place, other in enumerate(named.others, 1):
        band = _band(other[2], base.costs, draws)
        scenarios.append(_scenario(place, other, base.costs, band))
    estimates = [scenario.estimate for scenario in scenarios]
    joined = one_of_each_type(estimates)
    chosen = [estimates[place] for place in joined]
    whole = together(chosen, base.costs, seed=draws.seed, size=draws.size) if chosen else None
    return SideBySide(tuple(scenarios), base.costs, joined, whole)


def _scenario(
    place: int,
    given: tuple[str, Mapping[str, Any], Estimate],
    costs: CostBook,
    band: Percentiles | None,
) -> Scenario:
    name, found, made = given
    stem = "" if name == STANDARD_INPUT else printable(Path(name).stem)
    return Scenario(
        id=place,
        name=scenario_name(OWN if place else "", stem, costs),
        token="",
        is_open=place == 0,
        answers=found,
        estimate=made,
        band=band,
    )


def _band(made: Estimate, costs: CostBook, draws: Draws) -> Percentiles | None:
    try:
        drawn = simulate(made, costs, seed=draws.seed, size=draws.size)
    except (OpenEnd, NotInEdition):
        return None
    return percentiles(drawn.headline)
