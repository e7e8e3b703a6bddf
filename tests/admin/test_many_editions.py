"""200 editions of 100 rows: every page opens with the queries that three need."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from estimator.costbook_store.checking import TABLES
from estimator.models import Edition, Source, UnitCost
from tests.factories import tables

pytestmark = pytest.mark.django_db

EDITIONS, ROWS = 200, 100
Count = Callable[[str], int]


def make_editions(first: int, last: int) -> None:
    """Make drafts of 100 unit costs each, no two of them alike."""
    span = range(first, last)
    editions = Edition.objects.bulk_create(tables.EditionFactory.build(code=f"e{n}") for n in span)
    sources = Source.objects.bulk_create(tables.SourceFactory.build(edition=e) for e in editions)
    UnitCost.objects.bulk_create(
        UnitCost(
            edition=source.edition, source=source, code=f"c{n}", name_ja="名", name_en="Name",
            low=1, typical=source.pk, high=source.pk + 1, unit="yen", grade="A",
            checked_on=tables.CHECKED_ON,
        )
        for source in sources
        for n in range(ROWS)
    )  # fmt: skip


@pytest.fixture
def queries(admin_client: Client) -> Count:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert admin_client.get(address).status_code == 200
        return len(made)

    return count


def pages() -> list[str]:
    """Address the first page, every list of the admin and every page of the last edition."""
    edition = Edition.objects.get(code="e1")
    steps = [f"admin:estimator_edition_{step}" for step in ("difference", "effect", "stale")]
    lists = [f"admin:estimator_{table._meta.model_name}_changelist" for table in (Edition, *TABLES)]
    return [
        reverse("admin:index"),
        *(reverse(step, args=[edition.pk]) + "?against=e0" for step in steps),
        *(reverse(name) for name in lists),
        reverse("admin:estimator_unitcost_changelist") + "?q=名&all=",
        reverse("admin:estimator_edition_change", args=[edition.pk]),
        reverse("admin:estimator_edition_publish", args=[edition.pk]),
        reverse("editions"),
    ]


def test_the_number_of_queries_does_not_grow(editions: None, queries: Count) -> None:
    make_editions(0, 3)
    for address in pages():
        queries(address)  # what Django looks up once a process
    few = {address: queries(address) for address in pages()}
    make_editions(3, EDITIONS)
    assert UnitCost.objects.count() > EDITIONS * ROWS
    assert {address: queries(address) for address in pages()} == few
    assert max(few.values()) < 120
