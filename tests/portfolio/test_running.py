"""A portfolio is worked off by whoever is free; a worker that is killed loses nothing."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from estimator import portfolio
from estimator.models import Job, Portfolio, PortfolioChunk, Worker
from estimator.portfolio import running
from estimator.tasks import workers
from estimator.tasks.workers import LOST_AFTER

from .conftest import TERMS, results

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("editions"),
]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 3)


def killed_over_first() -> Job:
    """Let a worker claim the first job and be killed over it."""
    job = Job.objects.order_by("enqueued_at").first()
    job.claim("gone")
    Worker.objects.create(pk="gone", seen_at=timezone.now() - LOST_AFTER)
    return job


def test_chunks_are_queued_once_and_put_together_in_order(run, members):
    _code, out, _err = run(members(8), *TERMS)
    assert [row["line"] for row in results(out)] == list(range(1, 9))
    assert [row["id"] for row in results(out)] == [str(number) for number in range(8)]
    assert PortfolioChunk.objects.count() == Job.objects.count() == 3


def test_asked_again_nothing_is_estimated_again(run, members, monkeypatch):
    file = members(8)
    _code, first, _err = run(file, *TERMS)
    monkeypatch.setattr(running, "result_of", lambda *_row: pytest.fail("estimated again"))
    _code, second, _err = run(file, *TERMS)
    assert first == second
    assert Job.objects.count() == 3


def test_other_terms_are_another_portfolio(run, members):
    file = members(2)
    run(file, *TERMS)
    run(file, *TERMS, "--seed", "7")
    assert Portfolio.objects.count() == 2


def test_stopped_it_goes_on_where_it_was(run, members, monkeypatch):
    file = members(8)
    _code, whole, _err = run(file, *TERMS)
    PortfolioChunk.objects.filter(number__gt=0).update(results=None, task_id="")
    Job.objects.all().delete()
    estimated = []
    result_of = running.result_of
    monkeypatch.setattr(
        running, "result_of", lambda line, *row: estimated.append(line) or result_of(line, *row)
    )
    _code, out, _err = run(file, *TERMS)
    assert out == whole
    assert estimated == [4, 5, 6, 7, 8]


def test_told_to_stop_it_ends_after_the_chunk_and_goes_on_later(run, members, monkeypatch):
    file = members(8)
    result_of = running.result_of

    def stopped(line, *row):
        if line == 5:
            signal.raise_signal(signal.SIGTERM)
        return result_of(line, *row)

    monkeypatch.setattr(running, "result_of", stopped)
    code, out, err = run(file, *TERMS)
    assert (code, out) == (1, b"")
    assert "stopped; the same command with --as-of 2026-11-22 goes on" in err
    assert PortfolioChunk.objects.filter(results__isnull=False).count() == 2
    monkeypatch.setattr(running, "result_of", result_of)
    code, out, _err = run(file, *TERMS)
    assert (code, len(results(out))) == (0, 8)


def test_a_chunk_of_a_worker_that_was_killed_is_done_by_another(run, members, monkeypatch):
    file = members(8)
    _code, whole, _err = run(file, *TERMS)
    PortfolioChunk.objects.update(results=None, task_id="")
    Job.objects.all().delete()
    begin = portfolio.begin

    def begin_and_die(*given, **named):
        begun = begin(*given, **named)
        killed_over_first()
        return begun

    monkeypatch.setattr(portfolio, "begin", begin_and_die)
    _code, out, _err = run(file, *TERMS)
    assert out == whole
    assert Job.objects.count() == 3


def test_a_chunk_that_kills_every_worker_is_said_and_stops_no_other(run, members, monkeypatch):
    monkeypatch.setattr(running, "ATTEMPTS", 0)
    code, out, err = run(members(4), *TERMS)
    assert code == 1
    assert [row["problems"][0]["wrong"] for row in results(out)] == ["計算が途中で終わりました"] * 4
    assert "line 4: 計算が途中で終わりました" in err


def test_a_worker_of_another_release_leaves_it_alone(run, members, monkeypatch):
    monkeypatch.setattr(running, "_terms", lambda _options: TERMS_OF_ANOTHER)
    code, _out, _err = run(members(1), *TERMS)
    assert code == 1
    assert "GivenUp" in Job.objects.get().exception_class_path


TERMS_OF_ANOTHER = {"edition": "2026-11", "engine_version": "0.1"}


def test_a_chunk_is_written_once(run, members, monkeypatch):
    """A worker that was taken for dead and comes back changes nothing."""
    run(members(2), *TERMS)
    monkeypatch.setattr(running, "result_of", lambda *_row: pytest.fail("estimated again"))
    workers.retry(Job.objects.get())
    running.estimate_chunk.func(None, PortfolioChunk.objects.get().pk)


def test_it_is_kept_for_a_week(run, members):
    run(members(1), *TERMS)
    portfolio.purge(now=timezone.now() + timedelta(days=6))
    assert Portfolio.objects.exists()
    portfolio.purge(now=timezone.now() + timedelta(days=8))
    assert not Portfolio.objects.exists()
