"""What was really paid, in and out: nothing is lost, nothing counts twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from estimator import actual_store, assessment_store
from estimator.assessment_store import KEPT_FOR
from estimator.models import Actual
from estimator.outlook.actuals import Payment
from tests.factories.assessments import AssessmentFactory

NOW = timezone.now()
PAID = Payment("forensics", 1_200_000, date(2026, 11, 20), "A社", "請求書12", has_receipt=True)


def add(assessment, payment=PAID, key="a"):
    actual_store.add(assessment, payment, form_key=key, now=NOW)
    return actual_store.payments(assessment)[-1]


def test_a_payment_comes_back_as_it_was_recorded(assessment):
    kept = add(assessment)
    assert replace(kept, number=0) == PAID
    assert actual_store.payment(assessment, kept.number) == kept


def test_the_same_form_sent_twice_counts_once(assessment):
    add(assessment)
    add(assessment)
    assert len(actual_store.payments(assessment)) == 1


def test_the_same_form_filled_in_anew_is_a_payment_of_its_own(assessment):
    add(assessment)
    add(assessment, replace(PAID, yen=5))
    add(assessment, key="b")
    assert sorted(p.yen for p in actual_store.payments(assessment)) == [5, 1_200_000, 1_200_000]


def test_a_record_leaves_answers_revision_and_estimate_alone(assessment):
    assessment_store.keep_estimate(assessment, {"as_of": "2026-11-21"}, engine_version="x")
    add(assessment)
    row = assessment_store.load("a-token-of-a-test", now=NOW)
    assert row.estimate_is_current
    assert (row.answers, row.revision) == (assessment.answers, assessment.revision)


def test_a_record_keeps_the_assessment_for_90_more_days(assessment):
    later = NOW + timedelta(days=80)
    actual_store.add(assessment, PAID, form_key="a", now=later)
    assessment.refresh_from_db()
    assert assessment.expires_at == later + KEPT_FOR


def test_a_deleted_assessment_takes_no_payment(assessment):
    assessment_store.delete(type(assessment).objects.get(pk=assessment.pk))
    with pytest.raises(assessment_store.UnknownAssessment):
        add(assessment)


def test_a_change_of_what_was_seen_is_saved(assessment):
    kept = add(assessment)
    mine = replace(kept, yen=900)
    actual_store.change(assessment, mine, seen=actual_store.mark_of(kept), now=NOW)
    actual_store.change(assessment, mine, seen=actual_store.mark_of(kept), now=NOW)  # sent twice
    assert actual_store.payments(assessment) == (mine,)


def test_a_change_of_something_else_is_refused_with_what_is_saved(assessment):
    kept = add(assessment)
    theirs, mine = replace(kept, yen=900), replace(kept, yen=800)
    actual_store.change(assessment, theirs, seen=actual_store.mark_of(kept), now=NOW)
    with pytest.raises(actual_store.ChangedMeanwhile) as refused:
        actual_store.change(assessment, mine, seen=actual_store.mark_of(kept), now=NOW)
    assert refused.value.saved == theirs
    assert actual_store.payments(assessment) == (theirs,)


def test_a_removed_payment_can_be_brought_back(assessment):
    kept = add(assessment)
    actual_store.remove(assessment, kept.number, now=NOW)
    assert actual_store.payments(assessment) == ()
    assert actual_store.removed(assessment, kept.number) == kept
    assert actual_store.restore(assessment, kept.number, now=NOW)
    assert actual_store.payments(assessment) == (kept,)


def test_a_removed_payment_is_gone_for_good_after_a_while(assessment):
    kept = add(assessment)
    actual_store.remove(assessment, kept.number, now=NOW - actual_store.KEPT_FOR_UNDO)
    call_command("purge_expired")
    assert not Actual.objects.exists()
    assert not actual_store.restore(assessment, kept.number, now=NOW)


def test_a_payment_of_another_assessment_cannot_be_reached(assessment):
    kept = add(assessment)
    other = AssessmentFactory(token="another")
    with pytest.raises(actual_store.UnknownPayment):
        actual_store.payment(other, kept.number)
    actual_store.remove(other, kept.number, now=NOW)
    assert actual_store.payments(assessment) == (kept,)


def test_a_line_is_closed_and_opened_again(assessment):
    actual_store.close(assessment, "forensics", now=NOW)
    actual_store.close(assessment, "forensics", now=NOW)
    assert actual_store.closed_lines(assessment) == {"forensics"}
    actual_store.reopen(assessment, "forensics", now=NOW)
    assert actual_store.closed_lines(assessment) == frozenset()


def test_there_is_an_end_to_the_list(assessment, monkeypatch):
    monkeypatch.setattr(actual_store, "MOST", 1)
    add(assessment)
    with pytest.raises(actual_store.TooManyPayments):
        add(assessment, key="b")


def test_the_database_refuses_an_amount_of_nothing(assessment):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(assessment, replace(PAID, yen=0))


def test_a_copy_begins_without_payments(assessment):
    add(assessment)
    _token, row = assessment_store.copy(assessment, now=NOW)
    assert actual_store.payments(row) == ()
