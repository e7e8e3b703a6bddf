"""What stands around a `migrate`: the triggers step aside, come back, and the groups are there.

In the flow: connected by `apps`. Safe to repeat, like `migrate` itself.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from . import groups, triggers

OUR_TABLES = "estimator"


def before_migrate(*, plan: list[Any], using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Take the triggers away before tables of ours change: SQLite makes such tables anew."""
    if any(migration.app_label == OUR_TABLES for migration, _backwards in plan):
        triggers.uninstall(connections[using])


def after_migrate(*, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put back the triggers and the groups."""
    connection = connections[using]
    triggers.install(connection)
    if "auth_group" in connection.introspection.table_names():
        groups.make_groups()
