"""The migrations lead there and back again, on both databases.

All of them there and back takes half a minute: here the newest go back, of the others every step
says that it could.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from estimator.models import triggers

NEWEST = 2


@pytest.fixture(scope="module")
def ours() -> list[tuple[str, str]]:
    """List our migrations, the first one first."""
    graph = MigrationLoader(None).graph
    plan = graph.forwards_plan(graph.leaf_nodes("estimator")[0])
    return [step for step in plan if step[0] == "estimator"]


def test_every_step_can_be_taken_back(ours):
    loader = MigrationLoader(None)
    steps = [(name, op) for app, name in ours for op in loader.get_migration(app, name).operations]
    assert len(steps) > len(ours)
    assert [f"{name}: {op.describe()}" for name, op in steps if not op.reversible] == []


def shape() -> dict[str, set[str]]:
    """Name every table with what it holds."""
    with connection.cursor() as cursor:
        ask = connection.introspection
        names = [name for name in ask.table_names(cursor) if name.startswith("estimator_")]
        return {
            name: {column.name for column in ask.get_table_description(cursor, name)}
            | set(ask.get_constraints(cursor, name))
            for name in names
        }


@pytest.fixture
def brought_up_to_date() -> Iterator[None]:
    """Leave the database as the other tests expect it, whatever happens here."""
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_newest_lead_back_and_there(ours, brought_up_to_date):
    before = shape()
    call_command("migrate", *ours[-NEWEST - 1], verbosity=0)
    assert shape() != before
    call_command("migrate", verbosity=0)
    assert shape() == before
    assert triggers.missing(connection) == []
