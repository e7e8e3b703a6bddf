"""The two groups (グループ) that keep the cost tables: analyst drafts, publisher publishes.

In the flow: put right after every `migrate`, once Django has made the permissions. What the
administrator adds to a group stays; what is ours comes back. For other rights: another group.
"""

from typing import Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Model

from .edition_rows import ReadOnlyOncePublished
from .editions import Edition

ANALYST: Final = "analyst"
PUBLISHER: Final = "publisher"


def make_groups() -> None:
    """Make both groups, and give them the permissions that they lack."""
    tables = _tables()
    everything = [f"{verb}_{table}" for table in tables for verb in ("add", "change", "delete")]
    looking = [f"view_{table}" for table in tables]
    _grant(ANALYST, [*everything, *looking])
    _grant(PUBLISHER, [*looking, "publish_edition"])


def _tables() -> list[str]:
    models: list[type[Model]] = list(apps.get_app_config("estimator").get_models())
    kept = [m for m in models if m is Edition or issubclass(m, ReadOnlyOncePublished)]
    return [str(model._meta.model_name) for model in kept]  # noqa: SLF001


def _grant(name: str, codes: list[str]) -> None:
    group, _made = Group.objects.get_or_create(name=name)
    wanted = Permission.objects.filter(content_type__app_label="estimator", codename__in=codes)
    group.permissions.add(*wanted)
