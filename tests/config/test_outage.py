"""A database that is away: 503 with a page that needs none, and no traceback."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.factories.assessments import TOKEN


@pytest.fixture
def away(client, monkeypatch):
    def fail(*_given, **_named):
        raise OperationalError("database or disk is full")

    client.raise_request_exception = False
    monkeypatch.setattr("estimator.assessment_store.load", fail)
    return client


def test_a_page_without_its_database_says_when_to_come_back(away):
    answer = away.get(reverse("step", args=[TOKEN, "sales"]))
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "送ったばかりの回答は保存されていません" in page
    assert "エラー番号 503" in page
    assert "disk is full" not in page


@pytest.mark.django_db
def test_another_mistake_stays_one_of_ours(away, monkeypatch):
    def broken(*_given, **_named):
        raise ValueError

    monkeypatch.setattr("estimator.assessment_store.load", broken)
    assert away.get(reverse("step", args=[TOKEN, "sales"])).status_code == 500
