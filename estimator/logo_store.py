"""The logo of a report, in and out (ロゴの保存).

In: an assessment or an account, a `Logo` that is harmless by now, the time. Out: the same `Logo`.
A change counts the 90 days of an assessment from now again, and the reports drawn before it are no
longer served; so are those of an account whose logo changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from . import assessment_store
from .models import AdviserLogo, Assessment, Report
from .models import Logo as LogoRow
from .questionnaire.logo import Logo


def logo_of(assessment: Assessment) -> Logo | None:
    """Return the assessment's own logo, if there is one."""
    return _read(LogoRow.objects.filter(assessment=assessment).first())


def logo_of_account(owner_id: int | None) -> Logo | None:
    """Return the logo of an account, if there is one."""
    if owner_id is None:
        return None
    return _read(AdviserLogo.objects.filter(user=owner_id).first())


def printed_logo(assessment: Assessment) -> Logo | None:
    """Return what the report carries: its own logo, else that of the account that owns it."""
    return logo_of(assessment) or logo_of_account(assessment.owner_id)


@transaction.atomic
def keep(assessment: Assessment, logo: Logo, *, now: datetime) -> None:
    """Put a logo in place of the one before. Raises: UnknownAssessment when it was deleted."""
    row = assessment_store.keep_longer(assessment, now=now)
    LogoRow.objects.update_or_create(assessment=row, defaults=_columns(logo))


@transaction.atomic
def keep_for_account(owner: User, logo: Logo) -> None:
    """Put a logo in place of the account's one before."""
    AdviserLogo.objects.update_or_create(user=owner, defaults=_columns(logo))
    Report.objects.filter(assessment__owner=owner).delete()


@transaction.atomic
def remove_from_account(owner: User) -> None:
    """Take the account's logo away."""
    AdviserLogo.objects.filter(user=owner).delete()
    Report.objects.filter(assessment__owner=owner).delete()


@transaction.atomic
def remove(assessment: Assessment, *, now: datetime) -> None:
    """Take the logo away. Raises: UnknownAssessment when the assessment was deleted meanwhile."""
    row = assessment_store.keep_longer(assessment, now=now)
    LogoRow.objects.filter(assessment=row).delete()


def _read(row: LogoRow | AdviserLogo | None) -> Logo | None:
    if row is None:
        return None
    return Logo(row.media_type, bytes(row.content), row.width, row.height)


def _columns(logo: Logo) -> dict[str, Any]:
    return {
        "media_type": logo.media_type,
        "content": logo.content,
        "width": logo.width,
        "height": logo.height,
    }
