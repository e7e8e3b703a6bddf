"""The scenarios beside an opened assessment, estimated and joined (条件を変えた場合).

In: an opened assessment and the links that this browser knows. Out: `SideBySide` for the page of
the comparison, the result page and the report alike, so that no two of them differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from .. import ENGINE_VERSION, assessment_store, scenario_store
from ..account_store import Visitor, owns, token_of
from ..estimating import CANNOT_ESTIMATE
from ..models import Assessment
from ..outlook.scenarios import FEWEST
from ..outlook.together import one_of_each_type
from ..presenters.beside import SideBySide
from ..presenters.scenario_views import Scenario, ShortView, scenario_name, short_views
from ..presenters.wording import Wording
from .access import Opened
from .estimating import estimate_of, outlook_of, together_of


@dataclass(frozen=True, slots=True)
class Group:
    """The assessments that stand beside each other, and what came of them."""

    rows: tuple[Assessment, ...]
    found: SideBySide | None  # None: fewer than two, or not of one edition and engine
    failed: tuple[str, ...]  # names of those that cannot be estimated
    is_mixed: bool  # not all of one edition and of the present engine


def group_of(opened: Opened, links: Iterable[str] = (), visitor: Visitor | None = None) -> Group:
    """Read and estimate every scenario; `links` are the tokens that this browser knows."""
    rows = scenarios_of(opened)
    tokens = {assessment_store.digest(token): token for token in links}
    if visitor is not None:
        tokens |= _links_of_account(rows, visitor)
    return estimated(opened, rows, tokens)


def scenarios_of(opened: Opened) -> tuple[Assessment, ...]:
    """Return the assessments that stand beside this one, itself among them."""
    return tuple(scenario_store.group(opened.assessment, now=opened.at))


def estimated(
    opened: Opened, rows: tuple[Assessment, ...], links: Mapping[str, str] | None = None
) -> Group:
    """Estimate the scenarios; `links` are the tokens known besides that of this one, by digest."""
    if is_mixed(rows):
        return Group(rows, None, (), is_mixed=True)
    tokens = {**(links or {}), assessment_store.digest(opened.token): opened.token}
    scenarios, failed = _scenarios(opened, rows, tokens)
    return Group(rows, _joined(scenarios, opened), failed, is_mixed=False)


def _links_of_account(rows: Iterable[Assessment], visitor: Visitor) -> dict[str, str]:
    theirs = [token_of(row) for row in rows if owns(visitor, row)]
    return {assessment_store.digest(token): token for token in theirs}


@dataclass(frozen=True, slots=True)
class InShort:
    """The scenarios for the result page."""

    views: tuple[ShortView, ...] = ()
    is_mixed: bool = False  # there are some, but not of one edition and engine


def in_short(opened: Opened, wording: Wording) -> InShort:
    """Name each scenario with its amount; nothing is drawn for it."""
    if not opened.assessment.scenario_group:
        return InShort()
    rows = scenario_store.group(opened.assessment, now=opened.at)
    if is_mixed(rows):
        return InShort(is_mixed=True)
    return InShort(_short_views(opened, rows, wording))


def _short_views(
    opened: Opened, rows: Iterable[Assessment], wording: Wording
) -> tuple[ShortView, ...]:
    found = []
    for row in rows:
        with suppress(*CANNOT_ESTIMATE):
            found.append((row, estimate_of(dict(row.answers), opened.costs)))
    if len(found) < FEWEST:
        return ()
    named = [
        (scenario_name(row.scenario_kind, row.scenario_name, opened.costs), made)
        for row, made in found
    ]
    here = [row.pk for row, _made in found].index(opened.assessment.pk)
    return short_views(named, here, wording)


def is_mixed(rows: Iterable[Assessment]) -> bool:
    """Tell whether they are not all of one edition and of the present engine."""
    kept = (row.engine_version for row in rows if row.estimate_is_current)
    return len({row.edition_id for row in rows}) > 1 or any(v != ENGINE_VERSION for v in kept)


def _scenarios(
    opened: Opened, rows: Iterable[Assessment], tokens: Mapping[str, str]
) -> tuple[tuple[Scenario, ...], tuple[str, ...]]:
    found, failed = [], []
    for row in rows:
        name = scenario_name(row.scenario_kind, row.scenario_name, opened.costs)
        try:
            found.append(_scenario(row, name, assessment_store.token_among(tokens, row), opened))
        except CANNOT_ESTIMATE:
            failed.append(name)
    return tuple(found), tuple(failed)


def _scenario(row: Assessment, name: str, token: str, opened: Opened) -> Scenario:
    answers = dict(row.answers)
    made = estimate_of(answers, opened.costs)
    spread = outlook_of(answers, made, opened.costs).spread
    return Scenario(
        id=row.pk,
        name=name,
        token=token,
        is_open=row.pk == opened.assessment.pk,
        answers=answers,
        estimate=made,
        band=spread.distribution.headline if spread else None,
        is_picked=row.scenario_together,
    )


def _joined(scenarios: tuple[Scenario, ...], opened: Opened) -> SideBySide | None:
    """Join one scenario of each type, the one that was picked; none where all are of one type."""
    if len(scenarios) < FEWEST:
        return None
    estimates = [scenario.estimate for scenario in scenarios]
    picked = {place for place, scenario in enumerate(scenarios) if scenario.is_picked}
    places = one_of_each_type(estimates, picked)
    chosen = [estimates[place] for place in places]
    together = together_of(chosen, opened.costs) if chosen else None
    return SideBySide(scenarios, opened.costs, places, together)
