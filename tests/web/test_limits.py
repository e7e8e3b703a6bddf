"""One network does what costs time or room only so often; an office behind it does not wait."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import call_store
from estimator.call_store import NEW_ASSESSMENTS, REPORTS, TooManyCalls
from estimator.models import Assessment, CallCount
from tests.factories.assessments import TOKEN, AssessmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
NOW = datetime(2026, 11, 22, 9, 30, 40, tzinfo=UTC)
CREATE = "/a/"


def counted(limit, network="203.0.113.9/32", now=NOW) -> bool:
    try:
        call_store.count(limit, network, now=now)
    except TooManyCalls:
        return False
    return True


def test_so_many_and_no_more_until_the_window_ends(settings):
    settings.NEW_ASSESSMENTS_PER_HOUR = 2
    assert [counted(NEW_ASSESSMENTS) for _ in range(3)] == [True, True, False]
    with pytest.raises(TooManyCalls) as many:
        call_store.count(NEW_ASSESSMENTS, "203.0.113.9/32", now=NOW)
    assert many.value.seconds == 29 * 60 + 20
    assert counted(NEW_ASSESSMENTS, now=NOW + timedelta(seconds=many.value.seconds))


def test_each_network_and_each_kind_counts_alone(settings):
    settings.NEW_ASSESSMENTS_PER_HOUR = settings.REPORTS_PER_MINUTE = 1
    assert counted(NEW_ASSESSMENTS)
    assert counted(NEW_ASSESSMENTS, "203.0.113.10/32")
    assert counted(REPORTS)
    assert not counted(REPORTS)


@pytest.mark.postgres
def test_what_is_refused_writes_nothing(settings, django_assert_num_queries):
    settings.REPORTS_PER_MINUTE = 1
    counted(REPORTS)
    with django_assert_num_queries(1):
        assert not counted(REPORTS)


@pytest.mark.postgres
def test_a_count_holds_no_address_and_goes_with_its_window():
    counted(NEW_ASSESSMENTS, now=timezone.now())
    counted(REPORTS)
    assert "203.0.113.9" not in str(list(CallCount.objects.values()))
    CallCount.objects.filter(ends_at__lt=NOW + timedelta(minutes=2)).update(ends_at=NOW)
    CallCount.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    call_command("purge_expired")
    assert not CallCount.objects.exists()


def test_the_page_says_how_long_and_nothing_is_made(client, settings, visible):
    settings.NEW_ASSESSMENTS_PER_HOUR = 1
    assert client.post(CREATE).status_code == 302
    answer = client.post(CREATE)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "混み合いを防ぐため、あと" in visible(answer)
    assert Assessment.objects.count() == 1


def test_looking_is_never_counted(client, settings):
    settings.NEW_ASSESSMENTS_PER_HOUR = settings.NEW_LINKS_PER_HOUR = 0
    AssessmentFactory()
    for name in ("share", "ask"):
        assert client.get(reverse(name, args=[TOKEN])).status_code == 200
    assert client.get(reverse("first")).status_code == 200
    assert not CallCount.objects.exists()


def test_another_address_is_not_made_to_wait(settings):
    settings.NEW_ASSESSMENTS_PER_HOUR = 1
    addresses = ("203.0.113.9", "203.0.113.9", "203.0.113.10")
    answers = [Client().post(CREATE, REMOTE_ADDR=address) for address in addresses]
    assert [answer.status_code for answer in answers] == [302, 429, 302]


def test_an_office_of_a_hundred_behind_one_address_does_not_wait(settings):
    for limit in ("NEW_ASSESSMENTS_PER_HOUR", "NEW_LINKS_PER_HOUR"):
        assert getattr(settings, limit) >= 200
    assert settings.REPORTS_PER_MINUTE >= 60
