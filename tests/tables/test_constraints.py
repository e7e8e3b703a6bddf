"""Both databases hold every constraint of the models, under its name."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

Constraints = dict[str, dict[str, Any]]
Tables = list[tuple[type[models.Model], Constraints]]


@pytest.fixture
def tables() -> Tables:
    """Read of each table what the database itself would refuse."""
    every = apps.get_app_config("estimator").get_models()
    with connection.cursor() as cursor:
        ask = connection.introspection.get_constraints
        return [(model, ask(cursor, model._meta.db_table)) for model in every]


def kind(constraint: models.BaseConstraint) -> str:
    return "check" if isinstance(constraint, models.CheckConstraint) else "unique"


def test_each_constraint_is_there_by_name(tables):
    wanted = [(found, each) for model, found in tables for each in model._meta.constraints]
    assert len(wanted) > 20
    missing = [each.name for found, each in wanted if not found.get(each.name, {}).get(kind(each))]
    assert missing == []


def keys(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """List the columns that may not repeat, and those that point at another table."""
    for field in model._meta.local_concrete_fields:
        if field.unique:
            yield (field.column,)
        if isinstance(field, models.ForeignKey) and field.db_constraint:
            target = field.target_field
            yield (field.column, target.model._meta.db_table, target.column)


def keys_there(found: Constraints) -> Iterator[tuple[str, ...]]:
    for each in found.values():
        if each["unique"] or each["primary_key"]:
            yield tuple(each["columns"])
        if each["foreign_key"]:
            yield (*each["columns"], *each["foreign_key"])


def test_each_key_is_there(tables):
    missing = {model.__name__: set(keys(model)) - set(keys_there(found)) for model, found in tables}
    assert {name: lost for name, lost in missing.items() if lost} == {}
