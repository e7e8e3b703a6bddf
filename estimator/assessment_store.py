"""Answers and finished estimates, in and out (回答の保存).

In: a token out of the address, answers out of a valid form, the time. Out: `Assessment` rows, which
views read and never change. Every save happens in one transaction and counts the revision up.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet

from .marks import mark_of
from .models import Assessment, Edition, Logo, PriceList, Report

KEPT_FOR: Final = timedelta(days=90)  # from the last save
TOKEN_BYTES: Final = 24
STAMPED: Final = ("revision", "saved_at", "expires_at")  # what every save counts on

Answers = Mapping[str, Any]
Change = Callable[[Answers], Answers]  # answers -> the keys that change, with their new values


class UnknownAssessment(LookupError):
    """No assessment belongs to this token: forged, mistyped or deleted."""


class ExpiredAssessment(LookupError):
    """The assessment was not saved for 90 days."""


class NothingToUndo(LookupError):
    """There is no last change, or something else was saved since."""


class StaleSave(Exception):
    """The same step was saved elsewhere since the form was opened, with other values."""

    def __init__(self, *, saved: dict[str, Any], mine: dict[str, Any], revision: int) -> None:
        super().__init__(f"saved since, now at revision {revision}")
        self.saved = saved
        self.mine = mine
        self.revision = revision


@dataclass(frozen=True, slots=True)
class StepSave:
    """What one form hands in."""

    slug: str  # the step, or another name of one group of keys
    keys: tuple[str, ...]  # every key the form is responsible for
    values: Answers  # an absent key is taken out of the answers
    revision: int  # of the answers when the form was opened


def create(
    edition: str,
    answers: Answers,
    *,
    now: datetime,
    prices: PriceList | None = None,
) -> tuple[str, Assessment]:
    """Store new answers and return the token that opens them, which exists nowhere else.

    The prices of an own list are copied, so that a later change of the list moves no figure here.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    assessment = Assessment.objects.create(
        token_digest=digest(token),
        edition=Edition.objects.get(code=edition),
        answers=dict(answers),
        price_list=prices,
        own_prices=prices.copy_of_prices() if prices else None,
        created=now,
        saved_at=now,
        expires_at=now + KEPT_FOR,
    )
    return token, assessment


def load(token: str, *, now: datetime) -> Assessment:
    """Return the assessment of a token. Raises: UnknownAssessment, ExpiredAssessment."""
    rows = Assessment.objects.select_related("edition").filter(opened_by([digest(token)]))
    assessment = rows.first()
    if assessment is None:
        raise UnknownAssessment
    if assessment.expires_at <= now:
        raise ExpiredAssessment
    return assessment


def load_all(tokens: Iterable[str], *, now: datetime) -> list[tuple[str, Assessment]]:
    """Return those of the tokens that still open something, the last saved first."""
    by_digest = {digest(token): token for token in tokens}
    rows = Assessment.objects.alive(now).filter(opened_by(by_digest)).order_by("-saved_at")
    return [(token_among(by_digest, row), row) for row in rows.select_related("edition")]


@transaction.atomic
def save(assessment: Assessment, step: StepSave, *, now: datetime) -> Assessment:
    """Put the values of one form into the answers as they stand now.

    Raises: StaleSave when another tab saved other values of this very step in the meantime;
    UnknownAssessment when the assessment was deleted meanwhile.
    """
    row = _locked(assessment)
    saved = _part(row.answers, step.keys)
    mine = _part(step.values, step.keys)
    if row.saved_at_revision.get(step.slug, 0) > step.revision and saved != mine:
        raise StaleSave(saved=saved, mine=mine, revision=row.revision)
    kept = {key: value for key, value in row.answers.items() if key not in step.keys}
    row.answers = kept | mine
    _stamp(row, now)
    row.saved_at_revision = row.saved_at_revision | {step.slug: row.revision}
    row.last_change = {
        "slug": step.slug,
        "keys": list(step.keys),
        "before": saved,
        "revision": row.revision,
    }
    row.save(update_fields=[*STAMPED, "answers", "saved_at_revision", "last_change"])
    return row


def last_changed(assessment: Assessment) -> str:
    """Return the step that was saved last and can be undone; empty when there is none."""
    last = assessment.last_change
    return last["slug"] if last and last["revision"] == assessment.revision else ""


def before_last_change(assessment: Assessment) -> dict[str, Any] | None:
    """Return the answers before the step saved last; None when something else was saved since."""
    last = assessment.last_change
    if last is None or last["revision"] != assessment.revision:
        return None
    others = {k: value for k, value in assessment.answers.items() if k not in last["keys"]}
    return others | last["before"]


@transaction.atomic
def undo(assessment: Assessment, *, seen: int, now: datetime) -> Assessment:
    """Put back what the step saved last held before; an undo can itself be undone.

    `seen` is the revision that was shown with the offer. Raises: NothingToUndo, also when something
    else was saved since; UnknownAssessment when the assessment was deleted meanwhile.
    """
    row = _locked(assessment)
    last = row.last_change
    if last is None or not last_changed(row) or row.revision != seen:
        raise NothingToUndo
    step = StepSave(last["slug"], tuple(last["keys"]), last["before"], row.revision)
    return save(row, step, now=now)


@transaction.atomic
def change(assessment: Assessment, changed: Change, *, now: datetime) -> Assessment:
    """Work out new values from the answers as they stand now, and put them in.

    Whatever `changed` raises goes through, and nothing is saved; UnknownAssessment when the
    assessment was deleted meanwhile.
    """
    row = _locked(assessment)
    row.answers = row.answers | changed(row.answers)
    _stamp(row, now)
    row.last_change = None
    row.save(update_fields=[*STAMPED, "answers", "last_change"])
    return row


def keep_longer(assessment: Assessment, *, now: datetime) -> Assessment:
    """Lock the assessment and count its days from now again; answers and revision stay.

    To be called inside a transaction. Raises: UnknownAssessment when it was deleted meanwhile.
    """
    row = _locked(assessment)
    row.saved_at, row.expires_at = now, now + KEPT_FOR
    row.save(update_fields=["saved_at", "expires_at"])
    return row


def keep_estimate(assessment: Assessment, estimate: Answers, *, engine_version: str) -> None:
    """Keep a finished estimate, unless the answers it was made from have changed meanwhile."""
    assessment.estimate = dict(estimate)
    assessment.engine_version = engine_version
    assessment.estimate_revision = assessment.revision
    Assessment.objects.filter(pk=assessment.pk, revision=assessment.revision).update(
        estimate=assessment.estimate,
        engine_version=assessment.engine_version,
        estimate_revision=assessment.estimate_revision,
    )


@transaction.atomic
def recalculate_under(assessment: Assessment, edition: str) -> None:
    """Pin the answers to another edition; forget the figures and reports made before."""
    Assessment.objects.filter(pk=assessment.pk).update(
        edition=Edition.objects.get(code=edition),
        estimate=None,
        estimate_revision=None,
        engine_version="",
    )
    assessment.reports.all().delete()
    _forget_reports_beside(Assessment.objects.filter(pk=assessment.pk))


def copy(assessment: Assessment, *, now: datetime) -> tuple[str, Assessment]:
    """Store the same answers and logo under a token of their own and the same edition.

    What was really paid stays with the original: it belongs to one incident, not to a variant.
    """
    token, row = create(assessment.edition.code, assessment.answers, now=now)
    row.price_list_id, row.own_prices = assessment.price_list_id, assessment.own_prices
    row.buyer_answers = assessment.buyer_answers
    row.save(update_fields=["price_list", "own_prices", "buyer_answers"])
    for logo in Logo.objects.filter(assessment=assessment):
        logo.pk, logo.assessment = None, row
        logo.save(force_insert=True)
    return token, row


@transaction.atomic
def keep_buyer_answers(assessment: Assessment, told: Mapping[str, str], *, seen: str) -> None:
    """Keep what a buyer is told of each measure; no figure rests on it.

    `seen` is the mark of the sheet that the form was opened on. Raises: StaleSave when another tab
    saved another sheet since; UnknownAssessment when the assessment was deleted meanwhile.
    """
    row, mine = _locked(assessment), dict(told)
    if mark_of(row.buyer_answers) != seen and row.buyer_answers != mine:
        raise StaleSave(saved=row.buyer_answers, mine=mine, revision=row.revision)
    Assessment.objects.filter(pk=row.pk).update(buyer_answers=mine)


@transaction.atomic
def delete(assessment: Assessment) -> None:
    """Delete the answers, the estimate and every report at once."""
    _forget_reports_beside(Assessment.objects.filter(pk=assessment.pk))
    assessment.delete()


@transaction.atomic
def purge(*, now: datetime) -> int:
    """Delete what has expired; return how many assessments went."""
    expired = Assessment.objects.expired(now)
    gone = expired.count()
    _forget_reports_beside(expired)
    expired.delete()
    return gone


def _forget_reports_beside(rows: QuerySet[Assessment]) -> None:
    """Forget the reports of others in which these stand as a scenario."""
    marks = rows.exclude(scenario_group="").values("scenario_group")
    Report.objects.filter(assessment__scenario_group__in=marks).delete()


def opened_by(digests: Iterable[str]) -> Q:
    """Return the rows that one of these opens: by their own link or by that of an account."""
    known = list(digests)
    return Q(token_digest__in=known) | Q(account_digest__in=known)


def token_among(by_digest: Mapping[str, str], row: Assessment) -> str:
    """Return the token that opens the row; empty when none of them does."""
    return by_digest.get(row.token_digest) or by_digest.get(row.account_digest or "", "")


def digest(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _stamp(row: Assessment, now: datetime) -> None:
    row.revision += 1
    row.saved_at = now
    row.expires_at = now + KEPT_FOR


def _locked(assessment: Assessment) -> Assessment:
    """Return the row as it stands; its edition is read only when someone asks for it."""
    row = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if row is None:
        raise UnknownAssessment
    return row


def _part(answers: Answers, keys: Iterable[str]) -> dict[str, Any]:
    return {key: answers[key] for key in keys if key in answers}
