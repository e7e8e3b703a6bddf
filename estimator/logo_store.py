"""The logo of a report, in and out (ロゴの保存).

In: an assessment, a `Logo` that is harmless by now, the time. Out: the same `Logo`. A change counts
the 90 days from now again, and the reports drawn before it are no longer served.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from . import assessment_store
from .models import Assessment
from .models import Logo as LogoRow
from .questionnaire.logo import Logo


def logo_of(assessment: Assessment) -> Logo | None:
    """Return the logo, if there is one."""
    row = LogoRow.objects.filter(assessment=assessment).first()
    if row is None:
        return None
    return Logo(row.media_type, bytes(row.content), row.width, row.height)


@transaction.atomic
def keep(assessment: Assessment, logo: Logo, *, now: datetime) -> None:
    """Put a logo in place of the one before. Raises: UnknownAssessment when it was deleted."""
    row = assessment_store.keep_longer(assessment, now=now)
    LogoRow.objects.update_or_create(
        assessment=row,
        defaults={
            "media_type": logo.media_type,
            "content": logo.content,
            "width": logo.width,
            "height": logo.height,
        },
    )


@transaction.atomic
def remove(assessment: Assessment, *, now: datetime) -> None:
    """Take the logo away. Raises: UnknownAssessment when the assessment was deleted meanwhile."""
    row = assessment_store.keep_longer(assessment, now=now)
    LogoRow.objects.filter(assessment=row).delete()
