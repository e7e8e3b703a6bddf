"""Answers in and out: tokens, revisions, stale saves, the last day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from estimator import assessment_store
from estimator.assessment_store import (
    ExpiredAssessment,
    StaleSave,
    StepSave,
    UnknownAssessment,
)
from estimator.models import Assessment
from tests.factories.assessments import TOKEN, AssessmentFactory, expired

NOW = timezone.now()
SALES = ("annual_revenue_yen",)


def sales(yen, revision):
    return StepSave("sales", SALES, {"annual_revenue_yen": yen}, revision)


def test_a_token_is_long_opaque_and_never_stored(editions):
    token, row = assessment_store.create("2026-11", {"company_name": "甲"}, now=NOW)
    assert len(token) >= 32
    assert token not in str(Assessment.objects.values().get(pk=row.pk))


def test_a_token_opens_its_assessment_only(assessment):
    assert assessment_store.load(TOKEN, now=NOW).pk == assessment.pk
    with pytest.raises(UnknownAssessment):
        assessment_store.load(TOKEN.upper(), now=NOW)


def test_it_lasts_90_days_from_the_last_save(assessment):
    later = timezone.now() + timedelta(days=89)
    saved = assessment_store.save(assessment, sales(10, 0), now=later)
    assert saved.expires_at == later + timedelta(days=90)


def test_an_expired_one_is_told_apart_from_an_unknown_one(editions):
    expired()
    with pytest.raises(ExpiredAssessment):
        assessment_store.load(TOKEN, now=timezone.now())


def test_a_save_counts_the_revision_up_and_notes_the_step(assessment):
    row = assessment_store.save(assessment, sales(10, 0), now=NOW)
    assert (row.revision, row.saved_at_revision) == (1, {"sales": 1})
    assert row.answers == {"annual_revenue_yen": 10}


def test_the_answers_before_the_last_save_are_known_until_something_else_is_saved(assessment):
    row = assessment_store.save(assessment, sales(10, 0), now=NOW)
    row = assessment_store.save(row, sales(20, 1), now=NOW)
    assert assessment_store.before_last_change(row) == {"annual_revenue_yen": 10}
    row = assessment_store.change(row, lambda _answers: {"own_quotes": []}, now=NOW)
    assert assessment_store.before_last_change(row) is None


def test_an_absent_value_is_taken_out(assessment):
    assessment_store.save(assessment, sales(10, 0), now=NOW)
    row = assessment_store.save(assessment, StepSave("sales", SALES, {}, 1), now=NOW)
    assert row.answers == {}


def test_another_step_saved_meanwhile_is_no_conflict(assessment):
    assessment_store.save(assessment, sales(10, 0), now=NOW)
    other = StepSave("case", ("case_name",), {"case_name": "A"}, 0)
    row = assessment_store.save(assessment, other, now=NOW)
    assert row.answers == {"annual_revenue_yen": 10, "case_name": "A"}


def test_the_same_step_saved_meanwhile_tells_both_values(assessment):
    assessment_store.save(assessment, sales(10, 0), now=NOW)
    with pytest.raises(StaleSave) as stale:
        assessment_store.save(assessment, sales(20, 0), now=NOW)
    assert stale.value.saved == {"annual_revenue_yen": 10}
    assert stale.value.mine == {"annual_revenue_yen": 20}
    assert stale.value.revision == 1


def test_the_same_values_twice_are_no_conflict(assessment):
    assessment_store.save(assessment, sales(10, 0), now=NOW)
    assert assessment_store.save(assessment, sales(10, 0), now=NOW).revision == 2


def test_a_save_after_a_deletion_is_refused(assessment):
    stored = Assessment.objects.get(pk=assessment.pk)
    assessment_store.delete(assessment)
    with pytest.raises(UnknownAssessment):
        assessment_store.save(stored, sales(10, 0), now=NOW)


def test_a_copy_has_its_own_token_and_the_same_edition(assessment):
    token, row = assessment_store.copy(assessment, now=NOW)
    assert token != TOKEN
    assert row.edition_id == assessment.edition_id
    assert row.pk != assessment.pk


def test_a_list_leaves_out_what_is_gone(assessment):
    expired(token="old")
    found = assessment_store.load_all(["old", TOKEN, "forged"], now=timezone.now())
    assert [token for token, _row in found] == [TOKEN]


def test_an_estimate_of_older_answers_is_not_kept(assessment):
    before = Assessment.objects.get(pk=assessment.pk)
    assessment_store.save(assessment, sales(10, 0), now=NOW)
    assessment_store.keep_estimate(before, {"lines": []}, engine_version="1")
    assert not Assessment.objects.get(pk=assessment.pk).estimate_is_current


def test_purging_deletes_what_is_past_its_last_day(editions, capsys):
    expired(token="old")
    kept = AssessmentFactory()
    call_command("purge_expired")
    assert list(Assessment.objects.all()) == [kept]
    assert "1" in capsys.readouterr().out
