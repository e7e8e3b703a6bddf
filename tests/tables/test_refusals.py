"""Everything that stands in the way of publishing, all at once, each with the row to open."""

import pytest
from django.db import connection

from estimator import costbook_store
from estimator.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def current(editions: None) -> Edition:
    return Edition.objects.default()


@pytest.fixture
def draft(current: Edition) -> Edition:
    return costbook_store.copy_edition(current, "2027-05")


def test_a_copy_can_be_published(current: Edition, draft: Edition) -> None:
    assert costbook_store.refusals(draft, against=current) == []


def test_a_changed_unit_is_refused(current: Edition, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(unit="yen")
    (found,) = costbook_store.refusals(draft, against=current)
    assert "「円／台」から「円」" in found.what
    assert (found.table, found.pk) == ("unitcost", draft.unitcost_rows.get(code="pc_replace").pk)


def test_a_changed_currency_is_refused(current: Edition, draft: Edition) -> None:
    draft.statutoryamount_rows.filter(code="appi_fine_ceiling").update(currency="USD")
    assert "通貨が" in str(costbook_store.refusals(draft, against=current))


def test_a_source_of_another_edition_is_refused(current: Edition, draft: Edition) -> None:
    stranger = current.source_rows.first()
    draft.unitcost_rows.filter(code="pc_replace").update(source=stranger)
    found = costbook_store.refusals(draft, against=current)
    assert ["同じ版の行を選んでください。" in problem.what for problem in found] == [True]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL cannot be told to ignore a CHECK"
)
def test_a_low_above_the_typical_is_refused_though_the_database_let_it_in(
    current: Edition, draft: Edition
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        draft.unitcost_rows.filter(code="pc_replace").update(low=9_999_999)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert "下限以上にしてください。" in str(costbook_store.refusals(draft, against=current))


def test_all_are_named_at_once(current: Edition, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(unit="yen")
    draft.unitcost_rows.filter(code="containment").update(grade="E", note_ja="")
    draft.scale_rows.get(code="attorney_retainer").brackets.filter(above=0).update(addition=5)
    found = costbook_store.refusals(draft, against=current)
    assert [problem.table for problem in found] == ["unitcost", "scale", "unitcost"]
    assert all(problem.pk for problem in found)
