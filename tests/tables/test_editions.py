"""One default edition; a published one cannot change; a draft goes with all its rows."""

import pytest
from django.db import IntegrityError

from estimator.models import Edition, PublishedIsReadOnly, Source, UnitCost
from tests.factories import tables

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_default_is_the_published_edition_marked_so() -> None:
    tables.published(tables.EditionFactory(code="old"))
    tables.published(tables.EditionFactory(code="new"), default=True)
    tables.EditionFactory(code="draft")
    assert Edition.objects.default().code == "new"
    assert set(Edition.objects.published().values_list("code", flat=True)) == {"old", "new"}


def test_without_a_default_the_look_up_raises() -> None:
    tables.published(tables.EditionFactory())
    with pytest.raises(Edition.DoesNotExist):
        Edition.objects.default()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"is_default": True}, "edition_default_is_published"),
        ({"state": "published"}, "edition_published_has_date"),
        ({"state": "superseded"}, "edition_published_has_date"),
        ({"published_on": "2026-11-21"}, "edition_published_has_date"),
    ],
)
def test_the_database_keeps_the_state_straight(values: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        tables.EditionFactory(**values)


def test_the_database_keeps_one_default() -> None:
    tables.published(tables.EditionFactory(), default=True)
    other = tables.published(tables.EditionFactory())
    with pytest.raises(IntegrityError):
        Edition.objects.filter(pk=other.pk).update(is_default=True)


@pytest.fixture
def row() -> UnitCost:
    """A figure of a published edition."""
    found = tables.UnitCostFactory()
    tables.published(found.edition)
    return UnitCost.objects.select_related("edition", "source").get(pk=found.pk)


def test_a_published_figure_cannot_be_changed(row: UnitCost) -> None:
    row.low = 0
    with pytest.raises(PublishedIsReadOnly):
        row.save()


def test_a_published_figure_cannot_be_moved_to_a_draft(row: UnitCost) -> None:
    row.edition = tables.EditionFactory()
    with pytest.raises(PublishedIsReadOnly):
        row.save()


def test_nothing_can_be_added_to_a_published_edition(row: UnitCost) -> None:
    with pytest.raises(PublishedIsReadOnly):
        tables.SourceFactory(edition=row.edition)


def test_nothing_of_a_published_edition_can_be_deleted(row: UnitCost) -> None:
    for victim in (row, row.edition):
        with pytest.raises(PublishedIsReadOnly):
            victim.delete()
    with pytest.raises(PublishedIsReadOnly):
        Edition.objects.all().delete()


def test_a_published_edition_cannot_be_renamed(row: UnitCost) -> None:
    row.edition.title_ja = "別の名前"
    with pytest.raises(PublishedIsReadOnly):
        row.edition.save()


def test_the_steps_of_a_published_scale_cannot_be_changed() -> None:
    bracket = tables.ScaleBracketFactory()
    tables.published(bracket.scale.edition)
    bracket.refresh_from_db()
    with pytest.raises(PublishedIsReadOnly):
        bracket.save()


def test_a_draft_is_deleted_with_all_its_rows() -> None:
    row = tables.UnitCostFactory()
    row.edition.delete()
    assert not UnitCost.objects.exists()
    assert not Source.objects.exists()
