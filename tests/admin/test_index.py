"""The first page: the edition in force, drafts, what to check, what changed, in few queries."""

import pytest
from django.test import Client

from estimator import costbook_store
from estimator.models import Edition
from tests.factories import people, tables

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
QUERIES = 70


def page_of(client: Client) -> str:
    return client.get(INDEX).content.decode()


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_it_shows_the_edition_in_force_and_the_drafts(current: Edition) -> None:
    analyst = people.analyst()
    costbook_store.copy_edition(current, "2027-05", titles=("2027年の単価", "2027"), by=analyst)
    page = page_of(signed_in(analyst))
    assert "2026年11月の単価（2026-11）" in page
    assert "2027年の単価（2027-05）" in page
    assert analyst.username in page


def test_the_latest_changes_are_shown(admin_client: Client, draft: Edition) -> None:
    row = draft.unitcost_rows.get(code="call_center_seat_month")
    row.typical, row._change_reason = 1_800_000, "2027年の相場"
    row.save()
    page = page_of(admin_client)
    assert "1,700,000 → 1,800,000" in page
    assert "2027年の相場" in page


def test_without_an_edition_in_force_it_says_so(admin_client: Client) -> None:
    assert "公開済みの版がありません。見積りはできません。" in page_of(admin_client)


def test_who_may_not_see_the_tables_sees_none_of_it(current: Edition) -> None:
    assert "いまの既定" not in page_of(signed_in(people.PersonFactory()))


def test_the_queries_do_not_grow_with_the_editions(
    admin_client: Client, current: Edition, django_assert_max_num_queries: object
) -> None:
    for _number in range(30):
        tables.UnitCostFactory()
    with django_assert_max_num_queries(QUERIES):
        page_of(admin_client)
