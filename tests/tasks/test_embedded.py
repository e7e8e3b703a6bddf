"""Embedded: reports are drawn beside the process that was asked, with nothing to start."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from estimator.models import Drawing, Job
from estimator.tasks import NotDrawn, drawers, drawing, drawn, embedded

HTML = "<html lang=ja><title>x</title><p>x"
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_is_drawn_without_a_queue(monkeypatch):
    monkeypatch.setattr(drawers, "drawn", lambda html, **_named: html.encode())
    assert drawn(HTML, seconds=5) == HTML.encode()
    assert not Job.objects.exists()
    assert not Drawing.objects.exists()


def test_it_is_tried_once(monkeypatch):
    tried = []

    def fails(html, *, tries):
        tried.append(tries)
        raise ValueError

    monkeypatch.setattr(drawers, "drawn", fails)
    with pytest.raises(NotDrawn):
        drawn(HTML, seconds=5)
    assert tried == [1]


def test_a_drawing_that_takes_too_long_is_no_longer_waited_for(monkeypatch):
    monkeypatch.setattr(drawers, "drawn", lambda *_given, **_named: time.sleep(0.2) or b"late")
    with pytest.raises(NotDrawn) as failed:
        drawn(HTML, seconds=0.01)
    assert failed.value.too_slow


def test_a_drawing_of_a_process_that_ended_is_dead_after_a_minute():
    now = timezone.now()
    lost = Drawing(content_hash="a", asked=now, task_id="gone")
    assert not drawing.is_dead(lost, now=now + timedelta(seconds=60))
    assert drawing.is_dead(lost, now=now + timedelta(seconds=61))


@pytest.mark.parametrize(("seconds", "is_done"), [(10, True), (0.01, False)])
def test_a_process_that_ends_waits_for_what_is_under_way(monkeypatch, seconds, is_done):
    under_way = embedded._threads.submit(time.sleep, 0.3)
    monkeypatch.setitem(embedded._under_way, "a task", under_way)
    embedded.finish(seconds)
    assert under_way.done() is is_done
