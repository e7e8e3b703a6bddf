"""A published edition stays as it is: whoever writes, and whichever way.

The model refuses by name; the database refuses what gets past the model. Both databases do.
"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from estimator import checks
from estimator.costbook_store.tables import EVERY
from estimator.models import Edition, PublishedIsReadOnly, Source, UnitCost, triggers
from estimator.models.edition_rows import ReadOnlyOncePublished
from tests.factories import tables
from tests.factories.guard import lifted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def row() -> UnitCost:
    """A figure of a published edition."""
    found = tables.UnitCostFactory(code="pc_replace")
    tables.published(found.edition)
    return UnitCost.objects.select_related("edition", "source").get(pk=found.pk)


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


Write = Callable[[UnitCost], object]
BULK_WRITES: dict[str, Write] = {
    "update": lambda row: UnitCost.objects.filter(pk=row.pk).update(low=0),
    "update of all": lambda _row: UnitCost.objects.update(low=0),
    "move here": lambda row: Source.objects.none().update(edition=row.edition),
    "bulk_update": lambda row: UnitCost.objects.bulk_update([row], ["low"]),
    "bulk_create": lambda row: UnitCost.objects.bulk_create([row]),
    "delete": lambda row: UnitCost.objects.filter(pk=row.pk).delete(),
    "through the edition": lambda row: row.edition.unitcost_rows.all().delete(),
    "rename the edition": lambda _row: Edition.objects.update(title_ja="別の名前"),
    "back to draft": lambda _row: Edition.objects.update(state="draft", published_on=None),
    "delete the edition": lambda _row: Edition.objects.all().delete(),
}


@pytest.mark.parametrize("write", BULK_WRITES)
def test_the_model_refuses_a_write_in_bulk(row: UnitCost, write: str) -> None:
    with pytest.raises(PublishedIsReadOnly):
        BULK_WRITES[write](row)


STATEMENTS = {
    "update": "UPDATE estimator_unitcost SET low = 0 WHERE id = %s",
    "delete": "DELETE FROM estimator_unitcost WHERE id = %s",
    "add": (
        "INSERT INTO estimator_source (edition_id, code, publisher, title, published, url)"
        " SELECT edition_id, 'X', '', '', '', '' FROM estimator_unitcost WHERE id = %s"
    ),
    "rename the edition": "UPDATE estimator_edition SET title_ja = '別' WHERE %s > 0",
    "redate the edition": "UPDATE estimator_edition SET published_on = '2020-01-01' WHERE %s > 0",
    "back to draft": "UPDATE estimator_edition SET state = 'draft', published_on = NULL"
    " WHERE %s > 0",
    "delete the edition": "DELETE FROM estimator_edition WHERE %s > 0",
}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_plain_sql(row: UnitCost, statement: str) -> None:
    with pytest.raises(IntegrityError, match="read-only"):
        sql(STATEMENTS[statement], row.pk)
    row.refresh_from_db()
    assert (row.low, row.edition.state) == (1, "published")


def test_the_database_refuses_to_move_a_row_in_or_out(row: UnitCost) -> None:
    draft = tables.UnitCostFactory()
    for pk, edition in ((draft.pk, row.edition), (row.pk, draft.edition)):
        with pytest.raises(IntegrityError, match="read-only"):
            sql("UPDATE estimator_unitcost SET edition_id = %s WHERE id = %s", edition.pk, pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE INTO is known to SQLite alone")
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
def test_replacing_a_row_is_refused(row: UnitCost, verb: str) -> None:
    draft = tables.UnitCostFactory()
    columns = [f.column for f in UnitCost._meta.concrete_fields if f.name != "id"]
    names = ", ".join(columns)
    with pytest.raises(IntegrityError, match="read-only"):
        sql(
            f"{verb} estimator_unitcost (id, {names})"
            f" SELECT %s, {names} FROM estimator_unitcost WHERE id = %s",
            row.pk,
            draft.pk,
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("model", EVERY)
def test_emptying_a_table_is_refused(row: UnitCost, model: type[models.Model]) -> None:
    with pytest.raises(IntegrityError, match="read-only"):
        sql(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {model._meta.db_table} CASCADE")


@pytest.fixture
def every_table(editions: None) -> None:
    """Put a row of a published edition into each table."""
    edition = tables.EditionFactory()
    tables.outlook_rows(edition)
    tables.published(edition)


@pytest.mark.parametrize("model", EVERY)
def test_every_table_refuses(every_table: None, model: type[models.Model]) -> None:
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="read-only"):
            sql(statement)


def test_no_table_of_an_edition_is_left_out_of_the_list() -> None:
    models_of_rows = apps.get_app_config("estimator").get_models()
    assert {m for m in models_of_rows if issubclass(m, ReadOnlyOncePublished)} == set(EVERY)


def test_a_draft_can_be_written_in_every_way(row: UnitCost) -> None:
    draft = tables.UnitCostFactory()
    UnitCost.objects.filter(pk=draft.pk).update(low=0)
    sql("UPDATE estimator_unitcost SET high = 9 WHERE id = %s", draft.pk)
    draft.refresh_from_db()
    assert (draft.low, draft.high) == (0, 9)
    sql("DELETE FROM estimator_unitcost WHERE id = %s", draft.pk)


def test_a_published_edition_may_be_superseded_and_come_back(row: UnitCost) -> None:
    edition = Edition.objects.filter(pk=row.edition.pk)
    edition.update(state="superseded")
    with pytest.raises(IntegrityError, match="read-only"):
        sql("UPDATE estimator_unitcost SET low = 0 WHERE id = %s", row.pk)
    edition.update(state="published", is_default=True)
    assert Edition.objects.default() == row.edition


def test_migrating_puts_back_what_is_missing() -> None:
    triggers.uninstall(connection)
    assert "published_fixed" in checks.check_published_rows_are_protected(None, ["default"])[0].msg
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    assert checks.check_published_rows_are_protected(None, databases=["default"]) == []


def test_a_test_can_lift_the_guard(row: UnitCost) -> None:
    with lifted():
        sql("UPDATE estimator_unitcost SET low = 0 WHERE id = %s", row.pk)
    with pytest.raises(IntegrityError, match="read-only"):
        sql("UPDATE estimator_unitcost SET low = 1 WHERE id = %s", row.pk)
