"""Assessments as the store makes them."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from estimator.assessment_store import KEPT_FOR, digest
from estimator.models import Assessment, Drawing, Edition, Report

TOKEN = "a-token-of-a-test"


class AssessmentFactory(factory.django.DjangoModelFactory):
    """An assessment that opens with `token`."""

    class Meta:
        model = Assessment

    class Params:
        token = TOKEN

    token_digest = factory.LazyAttribute(lambda row: digest(row.token))
    edition = factory.LazyFunction(Edition.objects.default)
    answers = factory.LazyFunction(dict)
    created = factory.LazyFunction(timezone.now)
    saved_at = factory.SelfAttribute("created")
    expires_at = factory.LazyAttribute(lambda row: row.saved_at + KEPT_FOR)


def expired(**values: Any) -> Assessment:
    """Make one that was last saved 91 days ago."""
    saved: datetime = timezone.now() - KEPT_FOR - timedelta(days=1)
    return AssessmentFactory(created=saved, **values)


def finished_report(assessment: Assessment) -> Report:
    """Give an assessment a report that is drawn."""
    now = timezone.now()
    drawing = Drawing.objects.create(content_hash="a", state="ready", pdf=b"%PDF", asked=now)
    return Report.objects.create(assessment=assessment, drawing=drawing, created=now)
