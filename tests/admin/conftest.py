"""Who visits the admin, and a draft to work on."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from estimator import costbook_store
from estimator.costbook_store.workbook import limits
from estimator.models import Edition
from tests.tasks.conftest import in_database, in_one_transaction, lost, work

__all__ = ["in_database", "in_one_transaction", "lost", "work"]  # fixtures that are found here


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Spare every test the half second that a real password hash takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def current(editions: None) -> Edition:
    """The edition new estimates use."""
    return Edition.objects.default()


@pytest.fixture
def draft(current: Edition) -> Edition:
    """A copy of it to edit."""
    return costbook_store.copy_edition(current, "2027-05")


@pytest.fixture
def blank(db: None) -> Edition:
    """A draft without a row."""
    return Edition.objects.create(code="blank", title_ja="空", title_en="Blank")


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every file to a worker."""
    monkeypatch.setattr(limits, "SMALL_ROWS", 0)


@pytest.fixture
def analyst(current: Edition) -> Client:
    """Someone who edits the tables but may neither copy nor publish an edition."""
    user = User.objects.create_user("analyst", password="x", is_staff=True)
    codes = ("change_unitcost", "view_unitcost", "view_edition", "change_edition")
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(user)
    return client
