"""The estimate of the answers as they stand, and what the last page moved (直前のページで).

In: answers and their edition. Out: an `Estimate`, a `Move`. The only place where the pages reach
the engine; today's date enters here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from .. import ENGINE_VERSION, assessment_store, estimating
from ..costbook import OWN_SOURCE, CostBook
from ..estimate import Estimate, Total
from ..estimating import CANNOT_ESTIMATE, by_type
from ..outlook.outlook import Outlook, outlook
from ..outlook.overview import TypeRange, type_ranges
from ..outlook.simulation import SEED, SIZE
from ..outlook.together import Together, together
from ..presenters.running_total import Assumed, RunningTotal, running_total
from ..questionnaire import answers as questionnaire
from .access import Opened

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """How far an answer moved the typical headline (直前の回答で)."""

    yen: int
    item: str  # cost item code; empty when none moved


def estimate_of(answers: Answers, costs: CostBook) -> Estimate:
    """Estimate as of today. Raises: AnswersRefused; NotInEdition."""
    return estimating.estimate_of(answers, costs, as_of=timezone.localdate())


def outlook_of(answers: Answers, made: Estimate, costs: CostBook) -> Outlook:
    """Say what an estimate means; worked out once for page and report, then kept in the cache."""
    key = _cache_key(made, costs)
    found: Outlook | None = cache.get(key)
    if found is None:
        found = outlook(made, costs, by_type(answers, costs, as_of=made.as_of))
        cache.set(key, found)
    return found


def together_of(estimates: Sequence[Estimate], costs: CostBook) -> Together:
    """Join incidents that strike at the same time; drawn once, then kept in the cache."""
    keys = "+".join(_cache_key(made, costs) for made in estimates)
    key = f"together:{hashlib.sha256(keys.encode()).hexdigest()}"
    found: Together | None = cache.get(key)
    if found is None:
        found = together(estimates, costs, seed=SEED, size=SIZE)
        cache.set(key, found)
    return found


def _cache_key(made: Estimate, costs: CostBook) -> str:
    """Name all that an outlook depends on: answers, edition with own prices, engine and seed."""
    answered = (made.profile, made.edition, made.engine_version)
    return _named("outlook", (*answered, _own_prices(costs), SEED, SIZE))


def _own_prices(costs: CostBook) -> object:
    return sorted(costs.unit_costs.items()) if OWN_SOURCE in costs.sources else ()


def _named(kind: str, parts: tuple[object, ...]) -> str:
    return f"{kind}:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def type_ranges_of(opened: Opened) -> tuple[TypeRange, ...]:
    """Rank every incident type for this company, the type chosen by all its answers.

    Who comes from the result reads the ranking of its outlook; before there is one the types alone
    are drawn, once for the same answers.
    """
    answers, costs, today = opened.answers, opened.costs, timezone.localdate()
    made = _estimate(answers, costs) if answers.get("incident_type") else None
    meaning: Outlook | None = cache.get(_cache_key(made, costs)) if made else None
    if meaning is not None:
        return meaning.ranking
    parts = (sorted(answers.items()), today, costs.edition, ENGINE_VERSION)
    key = _named("types", (*parts, _own_prices(costs), SEED, SIZE))
    found: tuple[TypeRange, ...] | None = cache.get(key)
    if found is None:
        chosen = {answers["incident_type"]: made} if made else {}
        found = type_ranges(by_type(answers, costs, as_of=today) | chosen, costs)
        cache.set(key, found)
    return found


def moved(before: Answers, after: Answers, costs: CostBook) -> Move | None:
    """Compare two headlines; name the cost item that moved most the way the headline did."""
    new = _estimate(after, costs)
    return _moved(before, new, costs) if new else None


def last_move(opened: Opened, made: Estimate) -> Move | None:
    """Say what the page saved last did to this estimate; None when something else came since."""
    before = assessment_store.before_last_change(opened.assessment)
    return None if before is None else _moved(before, made, opened.costs)


def _moved(before: Answers, new: Estimate, costs: CostBook) -> Move | None:
    old = _estimate(before, costs)
    if old is None:
        return None
    was, now = _typical(old), _typical(new)
    moves = {code: now.get(code, 0) - was.get(code, 0) for code in was.keys() | now.keys()}
    yen = new.headline.typical - old.headline.typical
    same_way = {code: abs(move) for code, move in moves.items() if move * yen > 0}
    return Move(yen=yen, item=max(same_way, key=lambda code: (same_way[code], code), default=""))


def total_of(opened: Opened) -> RunningTotal | None:
    """Write the running total; None where the edition cannot estimate these answers at all."""
    made = _estimate(opened.answers, opened.costs)
    if made is None:
        return None
    move = last_move(opened, made)
    return running_total(
        made,
        move_yen=move.yen if move else None,
        move_item=move.item if move else "",
        assumed=Assumed(_provisional_type(opened), "annual_revenue_yen" not in opened.answers),
    )


def _estimate(answers: Answers, costs: CostBook) -> Estimate | None:
    try:
        return estimate_of(answers, costs)
    except CANNOT_ESTIMATE:
        return None  # the questions go on; the result page says what is missing


def _typical(made: Estimate) -> dict[str, int]:
    lines = [line for line in made.lines if line.total is not Total.REFERENCE]
    return {line.code: line.amount.typical for line in lines}


def _provisional_type(opened: Opened) -> str:
    """Return the name of the type assumed, empty once one is chosen."""
    if opened.answers.get("incident_type"):
        return ""
    code = questionnaire.provisional(opened.answers, opened.costs)["incident_type"]
    assumed = opened.costs.incident_types[code]
    return assumed.name_ja if (get_language() or "ja").startswith("ja") else assumed.name_en
