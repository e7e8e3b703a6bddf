"""Chunks of rows, worked off by whoever is free (一括見積りの計算).

In the flow: rows in, a row of `PortfolioChunk` and a job for every fifty; a worker estimates a
chunk and writes its results once. The same file under the same terms is the same portfolio:
asked for again, what is done stays done and what was lost is queued again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_tasks import TaskContext, TaskResultStatus, task

from .. import ENGINE_VERSION, costbook_store
from ..contract import Options
from ..models import Job, Portfolio, PortfolioChunk
from ..tasks.workers import ATTEMPTS
from .estimating import Result, result_of
from .reading import Row

CHUNK: Final = 50  # rows: a second or two of work, so that nobody waits long for a report
KEPT_FOR: Final = timedelta(days=7)
QUEUE: Final = "portfolio"
UNDER_WAY: Final = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class GivenUp(Exception):
    """The chunk cannot be estimated here."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many chunks there are, are done, and are queued or being worked on."""

    chunks: int
    done: int
    under_way: int


def begin(rows: Sequence[Row], options: Options, *, now: datetime) -> Portfolio:
    """Keep the rows and queue what is not done yet, unless it is queued already."""
    terms = _terms(options)
    with transaction.atomic():
        portfolio, is_new = Portfolio.objects.get_or_create(
            content_hash=_name(rows, terms), defaults={"terms": terms, "created": now}
        )
        if is_new:
            PortfolioChunk.objects.bulk_create(_chunks(portfolio, rows), batch_size=20)
    with transaction.atomic():
        Portfolio.objects.select_for_update().get(pk=portfolio.pk)  # two that begin it at once
        for chunk in _lost(portfolio):
            chunk.task_id = estimate_chunk.enqueue(chunk.pk).id
            chunk.save(update_fields=["task_id"])
    return portfolio


def _terms(options: Options) -> dict[str, Any]:
    return {
        "edition": options.costs.edition,
        "as_of": options.as_of.isoformat(),
        "seed": options.seed,
        "samples": options.samples,
        "engine_version": ENGINE_VERSION,
    }


def _name(rows: Sequence[Row], terms: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([terms, rows], sort_keys=True).encode()).hexdigest()


def _chunks(portfolio: Portfolio, rows: Sequence[Row]) -> Iterator[PortfolioChunk]:
    for number, first in enumerate(range(0, len(rows), CHUNK)):
        part = list(rows[first : first + CHUNK])
        yield PortfolioChunk(portfolio=portfolio, number=number, rows=part)


def _lost(portfolio: Portfolio) -> list[PortfolioChunk]:
    """Return the chunks that are neither done nor queued: new, given up or cancelled."""
    waiting = portfolio.chunks.filter(results__isnull=True)
    queued = {str(pk) for pk in _jobs(portfolio).values_list("pk", flat=True)}
    return [chunk for chunk in waiting.only("pk", "task_id") if chunk.task_id not in queued]


def _jobs(portfolio: Portfolio) -> QuerySet[Job]:
    """Return the jobs of a portfolio that somebody works on or will."""
    waiting = portfolio.chunks.filter(results__isnull=True).exclude(task_id="")
    ids = list(waiting.values_list("task_id", flat=True))
    return Job.objects.filter(pk__in=ids, status__in=UNDER_WAY)


def progress(portfolio: Portfolio) -> Progress:
    """Count the chunks."""
    done = portfolio.chunks.filter(results__isnull=False).count()
    return Progress(portfolio.chunks.count(), done, _jobs(portfolio).count())


def results_of(portfolio: Portfolio) -> Iterator[Result]:
    """Yield the results in the order of the file, also of rows that could not be estimated."""
    for chunk in portfolio.chunks.order_by("number").iterator(chunk_size=20):
        yield from chunk.results if chunk.results is not None else _given_up(chunk)


def _given_up(chunk: PortfolioChunk) -> Iterator[Result]:
    again = _("もう一度同じ命令を実行する。理由は管理画面の「裏の仕事」にあります")
    problem = {"path": "", "wrong": _("計算が途中で終わりました"), "allowed": again}
    for line, _row in chunk.rows:
        yield {"line": line, "id": "", "problems": [problem]}


def forget(rows: Sequence[Row], options: Options) -> bool:
    """Delete rows and results of a file; a job that is still queued finds nothing to do."""
    gone, _by_model = Portfolio.objects.filter(content_hash=_name(rows, _terms(options))).delete()
    return gone > 0


def purge(*, now: datetime) -> None:
    """Delete what was begun a week ago."""
    Portfolio.objects.filter(created__lt=now - KEPT_FOR).delete()


# --- the task -------------------------------------------------------------------------------------


@task(takes_context=True, queue_name=QUEUE)
def estimate_chunk(context: TaskContext, pk: int) -> None:
    """Estimate the rows of a chunk, unless that was done or nobody wants it any more.

    Raises: GivenUp.
    """
    chunks = PortfolioChunk.objects.filter(pk=pk, results__isnull=True)
    chunk = chunks.select_related("portfolio").first()
    if chunk is None:
        return
    if context.attempt > ATTEMPTS:
        raise GivenUp("a worker died over it each time")
    options = _options(chunk.portfolio.terms)
    chunks.update(results=[result_of(line, text, options) for line, text in chunk.rows])


def _options(terms: dict[str, Any]) -> Options:
    if terms["engine_version"] != ENGINE_VERSION:
        raise GivenUp(f"begun with engine {terms['engine_version']}, this is {ENGINE_VERSION}")
    costs, as_of = costbook_store.load(terms["edition"]), date.fromisoformat(terms["as_of"])
    return Options(costs, as_of, terms["seed"], terms["samples"])
