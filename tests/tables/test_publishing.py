"""A draft is published by a second person with a summary; what it replaces is superseded."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import ProtectedError

from estimator import costbook_store
from estimator.costbook_store.tables import PARTS
from estimator.models import Edition, UnitCost
from tests.factories import people, tables

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def current(editions: None) -> Edition:
    return Edition.objects.default()


@pytest.fixture
def analyst() -> User:
    return people.analyst()


@pytest.fixture
def publisher() -> User:
    return people.publisher()


@pytest.fixture
def draft(current: Edition, analyst: User) -> Edition:
    return costbook_store.copy_edition(current, "2027-05", by=analyst)


def test_a_published_draft_becomes_the_default(draft: Edition, publisher: User) -> None:
    costbook_store.publish(draft, by=publisher, summary=" 単価を改定 ", on=date(2027, 5, 1))
    assert Edition.objects.default() == draft
    assert (draft.is_published, draft.published_on) == (True, date(2027, 5, 1))
    assert (draft.summary, draft.published_by) == ("単価を改定", publisher)
    assert costbook_store.default_code() == "2027-05"


def test_what_it_replaces_is_superseded_and_still_opens(
    current: Edition, draft: Edition, publisher: User
) -> None:
    before = costbook_store.load(current.code)
    costbook_store.publish(draft, by=publisher, summary="改定")
    current.refresh_from_db()
    assert (current.state, current.is_default) == ("superseded", False)
    assert costbook_store.load("2026-11") == before
    assert costbook_store.published_codes() == ("2027-05", "jnsa-2021")


def test_the_drafter_cannot_publish(current: Edition, draft: Edition, analyst: User) -> None:
    with pytest.raises(costbook_store.NeedsSecondPerson):
        costbook_store.publish(draft, by=analyst, summary="改定")
    assert Edition.objects.default() == current


def test_nor_can_who_changed_a_figure(draft: Edition, publisher: User) -> None:
    row = draft.unitcost_rows.get(code="pc_replace")
    row.note_ja, row._history_user = "見直し", publisher
    row.save()
    with pytest.raises(costbook_store.NeedsSecondPerson):
        costbook_store.publish(draft, by=publisher, summary="改定")


@pytest.mark.parametrize("part", PARTS.values())
def test_nor_can_who_changed_a_part_of_a_row(draft: Edition, publisher: User, part: type) -> None:
    tables.outlook_rows(draft)
    step = part.objects.filter(**{part.edition_path: draft}).last()
    step._history_user = publisher
    step.save()
    assert costbook_store.worked_on(draft, publisher)


def test_the_database_wants_two_people_too(draft: Edition, analyst: User) -> None:
    with pytest.raises(IntegrityError, match="edition_published_by_another"):
        Edition.objects.filter(pk=draft.pk).update(published_by=analyst)


def test_who_published_cannot_be_deleted(draft: Edition, publisher: User) -> None:
    costbook_store.publish(draft, by=publisher, summary="改定")
    with pytest.raises(ProtectedError):
        publisher.delete()


def test_a_summary_is_needed(draft: Edition, publisher: User) -> None:
    with pytest.raises(costbook_store.NeedsSummary):
        costbook_store.publish(draft, by=publisher, summary="  ")


def test_a_faulty_draft_is_not_published_and_everything_wrong_is_named(
    current: Edition, draft: Edition, publisher: User
) -> None:
    UnitCost.objects.filter(edition=draft, code="ramp_up_lost_share").delete()
    draft.typicalanswer_rows.filter(key="employees").delete()
    with pytest.raises(costbook_store.CannotPublish) as refused:
        costbook_store.publish(draft, by=publisher, summary="改定")
    named = " ".join(str(problem) for problem in refused.value.problems)
    assert "ramp_up_lost_share" in named
    assert "employees" in named
    assert Edition.objects.default() == current


def test_an_edition_is_published_once(current: Edition, publisher: User) -> None:
    with pytest.raises(costbook_store.CannotPublish):
        costbook_store.publish(current, by=publisher, summary="改定")


def test_an_older_edition_can_be_made_the_default_again(current: Edition) -> None:
    old = Edition.objects.get(code="jnsa-2021")
    costbook_store.make_default(old)
    assert Edition.objects.default() == old
    current.refresh_from_db()
    assert current.state == "published"
    with pytest.raises(costbook_store.NotPublished):
        costbook_store.make_default(tables.EditionFactory())


def test_a_superseded_edition_comes_back_in_place_of_the_new_one(
    current: Edition, draft: Edition, publisher: User
) -> None:
    costbook_store.publish(draft, by=publisher, summary="改定")
    costbook_store.make_default(current)
    draft.refresh_from_db()
    assert (current.state, current.is_default) == ("published", True)
    assert (draft.state, draft.is_default) == ("superseded", False)


def test_every_step_of_an_edition_is_on_record(draft: Edition, publisher: User) -> None:
    costbook_store.publish(draft, by=publisher, summary="改定")
    states = list(draft.history.order_by("history_id").values_list("state", flat=True))
    assert (states[0], states[-1]) == ("draft", "published")
    assert "改定" in draft.history.values_list("history_change_reason", flat=True)
