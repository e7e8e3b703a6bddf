"""A report is drawn once, whoever asks for it, wherever it is drawn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from estimator.models import Drawing, Job, Report
from estimator.tasks import (
    Asked,
    drawers,
    drawing,
    drawn_once,
    finished_pdf,
    is_dead,
    latest,
    start,
)
from tests.factories.assessments import AssessmentFactory

from .conftest import PDF

HTML = "<p>報告書"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("editions", "in_database"),
]


def asked(assessment, html: str = HTML) -> Report:
    return start(Asked(assessment, "full", html, assessment.saved_at), html, seconds=0)


def test_a_worker_draws_what_was_asked_for(drawn, work):
    assessment = AssessmentFactory()
    assert asked(assessment).state == Report.State.RENDERING
    assert drawn == []
    work()
    assert drawn == [HTML]
    assert finished_pdf(assessment, now=timezone.now()) == PDF
    assert Drawing.objects.get().html == ""


@pytest.mark.parametrize(("times_away", "comes"), [(2, True), (3, False)])
def test_what_was_drawn_while_the_database_was_away_is_not_lost(monkeypatch, times_away, comes):
    lost = mock.Mock()
    monkeypatch.setattr(drawing, "connection", lost)
    monkeypatch.setattr(drawing, "BACK_WITHIN", (0, 0))
    tries = mock.Mock(side_effect=[*[OperationalError("away")] * times_away, "stored"])
    if comes:
        assert drawing._once_back(tries) == "stored"
    else:
        with pytest.raises(OperationalError):
            drawing._once_back(tries)
    assert lost.close.call_count == 2


def test_two_assessments_with_the_same_content_share_one_drawing(drawn, work):
    first, second = AssessmentFactory(), AssessmentFactory(token="other")
    asked(first)
    asked(second)
    work()
    assert drawn == [HTML]
    assert asked(second).state == Report.State.READY
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_the_same_moment_have_it_drawn_once():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer")
    assessments = [AssessmentFactory(token=f"t{n}") for n in range(8)]

    def ask(assessment):
        try:
            return asked(assessment).drawing_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, assessments))) == 1
    assert Job.objects.count() == 1


def test_a_drawing_goes_with_the_last_report_that_shows_it(drawn, work):
    first, second = AssessmentFactory(), AssessmentFactory(token="other")
    asked(first)
    asked(second)
    first.delete()
    assert Drawing.objects.exists()
    second.delete()
    assert not Drawing.objects.exists()
    work()
    assert drawn == []


def test_a_failed_drawing_is_on_record_and_begins_anew_when_asked(monkeypatch, work):
    def fails(html, *, tries):
        raise ValueError("a figure of the company")

    monkeypatch.setattr(drawers, "drawn", fails)
    assessment = AssessmentFactory()
    asked(assessment)
    work()
    report = latest(assessment, now=timezone.now())
    assert (report.state, report.drawing.error) == (Report.State.FAILED, "ValueError")
    assert "figure" not in Job.objects.get().traceback
    assert asked(assessment).state == Report.State.RENDERING
    assert Job.objects.count() == 2


def test_a_drawing_waits_in_the_queue_for_as_long_as_it_takes():
    report = asked(AssessmentFactory())
    assert not is_dead(report, now=timezone.now() + timedelta(hours=1))
    Job.objects.all().delete()
    assert is_dead(report, now=timezone.now() + timedelta(hours=1))


def test_what_belongs_to_nobody_goes_after_a_day(drawn, work):
    assert drawn_once(HTML, seconds=0) is None
    work()
    assert drawn_once(HTML, seconds=0) == PDF
    drawing.purge(now=timezone.now())
    assert Drawing.objects.exists()
    drawing.purge(now=timezone.now() + timedelta(days=1, seconds=1))
    assert not Drawing.objects.exists()


def test_whoever_deletes_waits_for_whoever_asks():
    """Hold that a drawing asked for within a transaction is not taken away before its end."""
    with transaction.atomic():
        found = drawing.ask(HTML, now=timezone.now())
        assert found.state == Drawing.State.RENDERING
        assert transaction.get_connection().in_atomic_block
