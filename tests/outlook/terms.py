"""Policies and payment timings for tests."""

from dataclasses import replace
from decimal import Decimal

from estimator.costbook import PaymentTiming, SamplePolicy
from estimator.outlook.insured_items import Section, Sublimit
from estimator.outlook.policy import UNINSURED
from tests.core.formulas import EVIDENCE
from tests.questionnaire.books import figure


def policy(**terms):
    """Make a policy from the kinds of terms a sample plan has; a missing one does not exist."""
    return replace(
        UNINSURED,
        limits={section: terms.get(f"{section}_limit", 0) for section in Section},
        overall_limit=terms.get("overall_limit"),
        deductible=terms.get("deductible", 0),
        sublimits={part: terms.get(f"{part}_sublimit") for part in Sublimit},
        waiting_hours=Decimal(terms.get("waiting_hours", 0)),
        pays_in_month=terms.get("pays_in_month"),
    )


def sample_plan(code, **amounts):
    """Make the row of a sample plan."""
    exact = {kind: Decimal(value) for kind, value in amounts.items()}
    premium = figure(f"premium_{code}", (67_000, 67_000, 67_000), "yen_per_year")
    return SamplePolicy(code, code, code, premium, exact, EVIDENCE)


def timings(**shares):
    """Make the rows of payment timings: month and percent by code."""
    return {
        code: PaymentTiming(code, tuple((m, Decimal(p)) for m, p in months), EVIDENCE)
        for code, months in shares.items()
    }
