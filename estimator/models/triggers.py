"""The triggers by which the database itself keeps published rows as they are.

In the flow: put back after every `migrate`, since SQLite drops a table's triggers when Django
remakes the table; `checks` says so when one is missing. Both databases get the same conditions. A
refusal is an IntegrityError. A superuser of the database can drop a trigger: docs/operations.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError
from simple_history.models import HistoricalChanges

from .edition_rows import ReadOnlyOncePublished
from .editions import MOVABLE, Edition
from .vocabulary import State

# Changes with what the triggers do, so that those of an older version are replaced.
PREFIX: Final = "published_fixed_v1_"
FAMILY: Final = "published_fixed_"
REFUSAL: Final = "published edition or its record is read-only"
EVENTS: Final = ("insert", "update", "delete")
SEEN: Final = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One refusal: before an event on a table, when a condition holds."""

    table: str
    event: str
    condition: str
    editions: str = ""
    """SQL of the editions concerned, which PostgreSQL locks before it looks at their state."""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table.removeprefix('estimator_')}_{self.event}"


def wanted(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """List the triggers of every table that is there."""
    there = set(connection.introspection.table_names())
    if Edition._meta.db_table not in there:
        return []
    found: list[Trigger] = []
    for model in apps.get_app_config("estimator").get_models():
        if model._meta.db_table in there:
            found += _of_model(model)
    # SQLite knows no TRUNCATE.
    return [t for t in found if t.event != "truncate" or connection.vendor == "postgresql"]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Name the triggers that should be there and are not."""
    present = installed(connection)
    return [each.name for each in wanted(connection) if each.name not in present]


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of our triggers that are there and switched on."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if name.startswith(FAMILY)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing; drop those of an older version."""
    triggers = wanted(connection)
    names = {trigger.name for trigger in triggers}
    present = installed(connection)
    with connection.cursor() as cursor:
        for name in present - names:
            cursor.execute(_drop(connection, name))
        for trigger in triggers:
            if trigger.name not in present:
                for statement in _create(connection, trigger):
                    cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Drop them all: before tables change shape, and before a test empties its database."""
    with connection.cursor() as cursor:
        for name in installed(connection):
            cursor.execute(_drop(connection, name))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let published rows be written for a moment of a transaction.

    What fails inside is taken back with the transaction, and the triggers come back with it.
    Raises: TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("triggers are lifted inside a transaction only")
    connection.check_constraints()  # PostgreSQL alters no table with checks still to do
    uninstall(connection)
    yield
    connection.check_constraints()
    install(connection)


# --- what is refused ------------------------------------------------------------------------------


def _of_model(model: type[models.Model]) -> Iterator[Trigger]:
    table = model._meta.db_table
    if model is Edition:
        yield from _of_editions(table)
    elif issubclass(model, HistoricalChanges):
        for event in ("update", "delete"):
            yield Trigger(table, event, "TRUE")
        yield Trigger(table, "truncate", f"EXISTS (SELECT 1 FROM {table})")
    elif issubclass(model, ReadOnlyOncePublished):
        yield from _of_rows(model, table)


def _of_rows(model: type[ReadOnlyOncePublished], table: str) -> Iterator[Trigger]:
    for event in EVENTS:
        editions = _editions(model, SEEN[event])
        condition = _is_fixed(editions)
        if event != "delete":  # INSERT OR REPLACE would delete the row that holds the same key
            condition = f"{condition} OR {_is_fixed(_editions_of_key(model, table))}"
        yield Trigger(table, event, condition, editions)
    fixed = f"SELECT id FROM {Edition._meta.db_table}"
    yield Trigger(table, "truncate", _is_fixed(fixed))


def _editions(model: type[ReadOnlyOncePublished], records: tuple[str, ...]) -> str:
    """Write the SQL of the editions that the old and the new row belong to."""
    first, *rest = model.edition_path.split("__")
    values = ", ".join(f"{record}.{first}_id" for record in records)
    if not rest:
        return values
    owner = model._meta.get_field(first).related_model._meta.db_table  # type: ignore[union-attr]
    return f"SELECT edition_id FROM {owner} WHERE id IN ({values})"


def _editions_of_key(model: type[ReadOnlyOncePublished], table: str) -> str:
    first, *rest = model.edition_path.split("__")
    ids = f"SELECT {first}_id FROM {table} WHERE id = NEW.id"
    if not rest:
        return ids
    owner = model._meta.get_field(first).related_model._meta.db_table  # type: ignore[union-attr]
    return f"SELECT edition_id FROM {owner} WHERE id IN ({ids})"


def _is_fixed(editions: str) -> str:
    table = Edition._meta.db_table
    return f"EXISTS (SELECT 1 FROM {table} WHERE id IN ({editions}) AND state <> '{State.DRAFT}')"


def _of_editions(table: str) -> Iterator[Trigger]:
    """An edition moves between published and superseded and takes the default, nothing else."""
    draft = f"'{State.DRAFT}'"
    columns = [f.column for f in Edition._meta.concrete_fields if f.name not in MOVABLE]
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE state <> {draft} AND "
    same_key = f"{taken} (id = NEW.id OR code = NEW.code OR identity = NEW.identity))"
    yield Trigger(table, "insert", same_key)
    yield Trigger(table, "update", f"OLD.state <> {draft} AND (NEW.state = {draft} OR {differs})")
    yield Trigger(table, "delete", f"OLD.state <> {draft}")
    yield Trigger(table, "truncate", f"EXISTS (SELECT 1 FROM {table} WHERE state <> {draft})")


# --- how each database says it --------------------------------------------------------------------


def _create(connection: BaseDatabaseWrapper, trigger: Trigger) -> list[str]:
    if connection.vendor == "postgresql":
        return _create_postgresql(trigger)
    condition = trigger.condition.replace("IS DISTINCT FROM", "IS NOT")
    statement = (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event.upper()} ON {trigger.table}"
        f" FOR EACH ROW WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {trigger.table}'); END"
    )
    return [statement]


def _create_postgresql(trigger: Trigger) -> list[str]:
    # The lock waits for someone who is publishing; the look after it sees what they did.
    lock = (
        f"PERFORM 1 FROM {Edition._meta.db_table} WHERE id IN ({trigger.editions}) FOR SHARE;"
        if trigger.editions
        else ""
    )
    result = "OLD" if trigger.event == "delete" else "NEW"
    level = "STATEMENT" if trigger.event == "truncate" else "ROW"
    body = (
        f"BEGIN {lock} IF {trigger.condition} THEN RAISE EXCEPTION USING"
        f" ERRCODE = 'restrict_violation', MESSAGE = '{REFUSAL}: {trigger.table}'; END IF;"
        f" RETURN {'NULL' if level == 'STATEMENT' else result}; END"
    )
    function = (
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $body$ {body} $body$"
    )
    call = (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event.upper()} ON {trigger.table}"
        f" FOR EACH {level} EXECUTE FUNCTION {trigger.name}()"
    )
    return [function, call]


def _drop(connection: BaseDatabaseWrapper, name: str) -> str:
    if connection.vendor == "postgresql":
        return f"DROP FUNCTION IF EXISTS {name}() CASCADE"
    return f"DROP TRIGGER IF EXISTS {name}"
