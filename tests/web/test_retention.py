"""What visitors leave: keys long and never stored, and nothing left once its time is over."""

import base64
import hashlib
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from estimator import (
    account_store,
    assessment_store,
    call_store,
    hand_off_store,
    price_list_store,
    share_store,
    sign_in_store,
)
from estimator.models import (
    Actual,
    Adviser,
    AdviserLogo,
    Assessment,
    ClosedLine,
    Edition,
    HandOff,
    Logo,
    Portfolio,
    PortfolioChunk,
    PriceList,
    ShareLink,
    TableImport,
    Worker,
)
from estimator.models.edition_rows import ReadOnlyOncePublished
from tests.factories.assessments import AssessmentFactory, finished_report

MOST_BITS = 8
NOW = timezone.now()
OF_AN_ACCOUNT = {Adviser, AdviserLogo}  # these go with the account
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def made() -> dict[type[Model], str]:
    """Make one thing of each kind that a key opens; return the keys."""
    key, assessment = assessment_store.create("2026-11", {}, now=NOW)
    share = share_store.NewShare("取引銀行", 7)
    ask = hand_off_store.NewHandOff("税理士", "other", ("finance",), 7)
    return {
        Assessment: key,
        PriceList: price_list_store.create("契約", {}, now=NOW)[0],
        ShareLink: share_store.create(assessment, share, now=NOW)[0],
        HandOff: hand_off_store.create(assessment, ask, now=NOW)[0],
    }


def visitor_tables() -> set[type[Model]]:
    """Return every table that holds something of a visitor."""
    models = set(apps.get_app_config("estimator").get_models()) - OF_AN_ACCOUNT - {Edition}
    return {
        model
        for model in models
        if not issubclass(model, ReadOnlyOncePublished) and not hasattr(model, "history_id")
    }


def test_a_key_has_192_bits_of_chance_and_only_its_digest_is_stored():
    keys = made()
    assert len(set(keys.values()) | set(made().values())) == 8
    for model, key in keys.items():
        assert len(base64.urlsafe_b64decode(key)) * MOST_BITS >= 192
        rows = list(model._base_manager.values())
        assert key not in str(rows)
        assert hashlib.sha256(key.encode()).hexdigest() in str(rows)


def test_the_key_of_an_account_has_as_many(django_user_model):
    row = AssessmentFactory()
    key = account_store.take(row, django_user_model.objects.create_user("agent"))
    assert len(base64.urlsafe_b64decode(key)) * MOST_BITS >= 192
    assert key not in str(Assessment.objects.values())


def test_every_kind_of_key_ends():
    made()
    for model in (Assessment, PriceList, ShareLink, HandOff):
        assert model.objects.get().expires_at > NOW


def fill() -> None:
    """Put a row into every table of visitors, all of it long past its time."""
    made()
    row = Assessment.objects.get()
    finished_report(row)
    Logo.objects.create(assessment=row, media_type="image/png", content=b"x", width=1, height=1)
    Actual.objects.create(assessment=row, form_key="x", code="x", yen=1, paid_on=NOW.date())
    ClosedLine.objects.create(assessment=row, code="x")
    long_ago = NOW - timedelta(days=500)
    sign_in_store.count("agent", "127.0.0.1/32", now=long_ago)
    call_store.count(call_store.REPORTS, "127.0.0.1/32", now=long_ago)
    in_the_background(long_ago)
    for model in (Assessment, PriceList):
        model.objects.update(saved_at=long_ago, expires_at=long_ago + timedelta(days=1))
    Session.objects.create(session_key="x", session_data="x", expire_date=long_ago)


def in_the_background(long_ago: datetime) -> None:
    """Leave a portfolio, a file of the staff, a job and a worker behind, all of them long done."""
    portfolio = Portfolio.objects.create(content_hash="x", terms={}, created=long_ago)
    PortfolioChunk.objects.create(portfolio=portfolio, number=0, rows=[])
    DBTaskResult.objects.create(args_kwargs={"args": [], "kwargs": {}}, finished_at=long_ago)
    Worker.objects.create(pk="x", seen_at=long_ago)
    person, draft = User.objects.create(username="x"), Edition.objects.first()
    TableImport.objects.create(edition=draft, by=person, asked=long_ago, content=b"x")


def test_nothing_of_a_visitor_outlasts_its_time():
    fill()
    empty = {model.__name__ for model in visitor_tables() if not model._base_manager.exists()}
    assert empty == set(), "a table is new: put a row into it here"
    call_command("purge_expired")
    left = {model.__name__ for model in visitor_tables() if model._base_manager.exists()}
    assert left == set()
    assert not Session.objects.exists()


def test_what_is_still_open_stays():
    keys = made()
    call_command("purge_expired")
    assert all(model.objects.exists() for model in keys)
