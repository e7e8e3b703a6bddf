"""`--compare` and `--actuals`: what stands beside the estimate on the command line.

In: the options, the answer to the base profile. Out: `Beside`, as the pages make it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..contract import Answer, Options, estimate_of
from ..costbook import CostBook, NotInEdition
from ..estimate import Estimate
from ..formula.samples import OpenEnd
from ..outlook.actuals import forecast, planned
from ..outlook.distribution import Percentiles, percentiles
from ..outlook.duties import duties
from ..outlook.scenarios import MOST
from ..outlook.simulation import simulate
from ..outlook.together import one_of_each_type, together
from ..presenters.beside import Beside, SideBySide, Tracked
from ..presenters.scenario_views import Scenario, scenario_name
from ..questionnaire import paid_document, schema
from ..questionnaire.problems import printable
from ..scenario_store import OWN
from .documents import PROFILE, STANDARD_INPUT, Refused, document

COMPARE, ACTUALS = "--compare", "--actuals"
Given = tuple[str, Mapping[str, Any], Estimate]  # name of the file, its answers, their estimate


@dataclass(frozen=True, slots=True)
class Named:
    """The files that the options name, already read and checked."""

    others: tuple[Given, ...]
    paid: paid_document.Paid | None


def beside(options: Mapping[str, Any], base: Answer, chosen: Options) -> Beside:
    """Put the scenarios and what was paid beside the estimate.

    Every file is read and checked before anything is drawn. Raises: Refused.
    """
    named = _read(options, base)
    return Beside(_side_by_side(named, options["profile"], base, chosen), _tracked(named, base))


def _read(options: Mapping[str, Any], base: Answer) -> Named:
    names: Sequence[str] = options["compare"] or ()
    if len(names) >= MOST:
        raise Refused(f"{COMPARE}: {len(names)} files; allowed: up to {MOST - 1}")
    actuals = options["actuals"]
    if [options["profile"], *names, actuals].count(STANDARD_INPUT) > 1:
        raise Refused(f"{COMPARE}, {ACTUALS}: - more than once; allowed: once")
    others = tuple(_other(name, base) for name in names)
    return Named(others, _paid(actuals, base) if actuals is not None else None)


def _other(name: str, base: Answer) -> Given:
    def check(found: dict[str, Any]) -> tuple[dict[str, Any], Estimate]:
        document = schema.checked(found, base.costs)
        return document, estimate_of(document, base.costs, as_of=base.estimate.as_of)

    return name, *document(name, COMPARE, PROFILE, check)


def _paid(name: str, base: Answer) -> paid_document.Paid:
    def check(found: dict[str, Any]) -> paid_document.Paid:
        return paid_document.paid(found, today=base.estimate.as_of)

    found: paid_document.Paid = document(name, ACTUALS, paid_document.KIND, check)
    return found


def _tracked(named: Named, base: Answer) -> Tracked | None:
    if named.paid is None:
        return None
    made = base.estimate
    found = forecast(planned(made), named.paid.payments, named.paid.closed)
    return Tracked(found, duties(made.profile), made.as_of)


def _side_by_side(named: Named, name: str, base: Answer, chosen: Options) -> SideBySide | None:
    if not named.others:
        return None
    first = base.meaning.spread.distribution.headline if base.meaning.spread else None
    scenarios = [_scenario(0, (name, base.document, base.estimate), base.costs, first)]
    for place, other in enumerate(named.others, 1):
        scenarios.append(_scenario(place, other, base.costs, _band(other[2], chosen)))
    estimates = [scenario.estimate for scenario in scenarios]
    joined = one_of_each_type(estimates)
    parts = [estimates[place] for place in joined]
    drawing = {"seed": chosen.seed, "size": chosen.samples}
    whole = together(parts, base.costs, **drawing) if parts else None
    return SideBySide(tuple(scenarios), base.costs, joined, whole)


def _scenario(place: int, given: Given, costs: CostBook, band: Percentiles | None) -> Scenario:
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


def _band(made: Estimate, chosen: Options) -> Percentiles | None:
    try:
        drawn = simulate(made, chosen.costs, seed=chosen.seed, size=chosen.samples)
    except (OpenEnd, NotInEdition):
        return None
    return percentiles(drawn.headline)
