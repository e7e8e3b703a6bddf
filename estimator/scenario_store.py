"""Scenarios (条件を変えた見積り) in and out: copies of an assessment that stand beside it.

In: an assessment, what changes in the copy. Out: `Assessment` rows that share a mark. Every
scenario has a token of its own; whoever holds that of one sees the figures of the others.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from . import assessment_store
from .models import Assessment, Report
from .outlook.scenarios import MOST

GROUP_BYTES = 16
OWN = "own"  # the kind of one whose answers are changed by hand


class TooMany(Exception):
    """As many scenarios are compared as fit side by side."""


@dataclass(frozen=True, slots=True)
class NewScenario:
    """What a copy is to be."""

    kind: str  # the code of a what-if, or OWN
    name: str = ""  # as typed; empty: the name of its kind
    changes: Mapping[str, Any] | None = None  # answers that differ from the start


def group(assessment: Assessment, *, now: datetime) -> list[Assessment]:
    """Return the scenarios that still open, the first made first; itself alone without any."""
    if not assessment.scenario_group:
        return [assessment]
    rows = Assessment.objects.alive(now).filter(scenario_group=assessment.scenario_group)
    return list(rows.select_related("edition").order_by("pk"))


@transaction.atomic
def add(assessment: Assessment, new: NewScenario, *, now: datetime) -> tuple[str, Assessment]:
    """Copy an assessment and put the copy beside it. Returns its token, which is not stored.

    Raises: TooMany; UnknownAssessment when the assessment was deleted meanwhile.
    """
    row = _marked(assessment)
    members = Assessment.objects.alive(now).filter(scenario_group=row.scenario_group)
    # Locked, so that two tabs at once do not add a fifth.
    if len(members.order_by("pk").select_for_update()) >= MOST:
        raise TooMany
    token, copy = assessment_store.copy(row, now=now)
    copy.answers = row.answers | dict(new.changes or {})
    copy.scenario_group = row.scenario_group
    copy.scenario_kind, copy.scenario_name = new.kind, new.name
    copy.save()
    return token, copy


def _marked(assessment: Assessment) -> Assessment:
    """Return the row as it stands now, with a mark that its scenarios share."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("edition")
    row = rows.filter(pk=assessment.pk).first()
    if row is None:
        raise assessment_store.UnknownAssessment
    if not row.scenario_group:
        row.scenario_group = secrets.token_hex(GROUP_BYTES)
        row.save(update_fields=["scenario_group"])
    assessment.scenario_group = row.scenario_group
    return row


@transaction.atomic
def take_out(assessment: Assessment, scenario: int) -> bool:
    """Let one of the others stand alone again; tell whether there was such a one."""
    if not assessment.scenario_group or scenario == assessment.pk:
        return False
    found = _members(assessment).filter(pk=scenario)
    _forget_reports(assessment)
    return bool(found.update(scenario_group="", scenario_together=False))


@transaction.atomic
def rename(assessment: Assessment, scenario: int, name: str) -> bool:
    """Give one of them another name, or none; tell whether there is such a one."""
    _forget_reports(assessment)
    return bool(_members(assessment).filter(pk=scenario).update(scenario_name=name))


@transaction.atomic
def pick(assessment: Assessment, scenarios: Collection[int]) -> bool:
    """Choose those that are counted at the same time; tell whether all of them stand here."""
    members = _members(assessment)
    if not scenarios or members.filter(pk__in=scenarios).count() != len(set(scenarios)):
        return False
    _forget_reports(assessment)
    members.update(scenario_together=False)
    members.filter(pk__in=scenarios).update(scenario_together=True)
    return True


def changed_at(assessment: Assessment, *, now: datetime) -> datetime:
    """Return when the assessment or one that stands beside it last changed, or ran out."""
    if not assessment.scenario_group:
        return assessment.saved_at
    days = _members(assessment).values_list("saved_at", "expires_at")
    return max(expires if expires <= now else saved for saved, expires in days)


def _members(assessment: Assessment) -> QuerySet[Assessment]:
    """Return those of one group; none for an assessment that stands alone."""
    mark = assessment.scenario_group
    rows = Assessment.objects.filter(scenario_group=mark)
    return rows if mark else rows.none()


def _forget_reports(assessment: Assessment) -> None:
    """Forget the reports that show the scenarios as they were."""
    Report.objects.filter(assessment__in=_members(assessment)).delete()


def recalculate_under(assessment: Assessment, edition: str, *, now: datetime) -> None:
    """Pin every scenario to one edition."""
    for row in group(assessment, now=now):
        assessment_store.recalculate_under(row, edition)
