"""The site that the hostile requests meet: somebody's estimates, links, lists, accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from estimator.assessment_store import digest
from estimator.models import Assessment, CallCount, HandOff, PriceList, ShareLink, SignInTries
from estimator.models.edition_rows import ReadOnlyOncePublished
from tests.factories.assessments import AssessmentFactory, expired
from tests.hostile import table

COUNTERS = (CallCount, SignInTries)  # what a refusal itself writes
NOTED = {"wrong_tries", "blocked_until", "last_opened", "last_login"}  # and notes in a row
WEEK = timedelta(days=7)


@pytest.fixture
def site(editions, settings) -> dict[str, Client]:
    """Fill the site and return a browser for each kind of sender."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = AssessmentFactory()
    other = AssessmentFactory(token=table.OTHER, answers={"company_name": table.SECRET_COMPANY})
    expired(token=table.EXPIRED)
    _links(own, other)
    _price_list()
    return _people(other)


def _links(own: Assessment, other: Assessment) -> None:
    now = timezone.now()
    term = {"created": now, "expires_at": now + WEEK, "recipient": "取引銀行"}
    open_, locked, stopped = (
        {"token_digest": digest(token), **term}
        for token in (table.SHARE, table.LOCKED, table.STOPPED)
    )
    ShareLink.objects.create(assessment=own, **open_)
    passphrase = make_password("long enough")
    ShareLink.objects.create(assessment=other, passphrase=passphrase, **locked)
    ShareLink.objects.create(assessment=other, revoked_at=now, **stopped)
    HandOff.objects.create(
        assessment=own,
        token_digest=digest(table.HAND_OFF),
        helper="other",
        sections=["finance"],
        **term,
    )


def _price_list() -> None:
    now = timezone.now()
    PriceList.objects.create(
        token_digest=digest(table.PRICES),
        label="契約",
        created=now,
        saved_at=now,
        expires_at=now + WEEK,
    )


def _people(other: Assessment) -> dict[str, Client]:
    """Make an adviser, who owns nothing, and one of the staff, who may only look."""
    User.objects.create_superuser("root", password="long enough to be one")
    adviser = User.objects.create_user("adviser", password="long enough to be one")
    staff = User.objects.create_user("staff", password="long enough to be one", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_edition"))
    Assessment.objects.filter(pk=other.pk).update(owner=User.objects.get(username="root"))
    return {table.VISITOR: Client(), table.ADVISER: _in(adviser), table.STAFF: _in(staff)}


def _in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def rows_of_the_site() -> Callable[[], dict[str, Any]]:
    """Return a function that reads every row that a visitor or staff could change."""

    def kept(model: type[Model]) -> bool:
        is_figure = issubclass(model, ReadOnlyOncePublished) or hasattr(model, "history_id")
        return not is_figure and model not in COUNTERS

    models = [*filter(kept, apps.get_app_config("estimator").get_models()), User, LogEntry]

    def read() -> dict[str, Any]:
        return {model._meta.label: _rows(model) for model in models}

    return read


def _rows(model: type[Model]) -> list[tuple[Any, ...]]:
    columns = [f.attname for f in model._meta.concrete_fields if f.name not in NOTED]
    return list(model._base_manager.order_by("pk").values_list(*columns))
