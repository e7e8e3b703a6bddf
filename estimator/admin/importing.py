"""A file on its way into a draft (単価表の取り込み): tried, looked at, confirmed, brought in.

In the flow: the spreadsheet page hands a file in and looks how far it is. A small file is worked on
at once; any other by a task, in a process that serves no visitor (docs/adr/0006). What is confirmed
goes in whole in one transaction, with its line in the staff's log, or not at all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django_tasks import TaskContext, task

from ..models import Edition, PublishedIsReadOnly, TableImport
from ..tasks import embedded, workers
from . import trial

if TYPE_CHECKING:
    from ..costbook_store import workbook
else:  # the libraries of spreadsheets take half a second, which no other page needs to wait for
    workbook = SimpleLazyObject(lambda: import_module("estimator.costbook_store.workbook"))

KEPT_FOR: Final = timedelta(days=1)
QUEUE: Final = "imports"
SOONER: Final = 5  # somebody waits: before the chunks of a portfolio, after a visitor's report
State = TableImport.State


class GivenUp(Exception):
    """The file is not worked on any more."""


# --- asking ---------------------------------------------------------------------------------------


def latest(edition: Edition, by: User, *, now: datetime) -> TableImport | None:
    """Return the file of a person for an edition, without its bytes."""
    rows = TableImport.objects.filter(edition=edition, by=by, asked__gt=now - KEPT_FOR)
    return rows.select_related("job").defer("content").first()


def begin(edition: Edition, by: User, wanted: dict[str, Any], *, now: datetime) -> TableImport:
    """Take a file in, in place of the one before, and try it: now, or by a task.

    `wanted` is what the form gave. Raises: workbook.Refused.
    """
    content = wanted["file"].read()
    # A removal may concern every row of the draft, however short the file is.
    at_once = workbook.is_small(content) and not wanted["remove_missing"]
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a button may be pressed twice
        forget(TableImport.objects.filter(edition=edition, by=by).first())
        waiting = TableImport.objects.create(
            edition=edition,
            by=by,
            asked=now,
            name=wanted["file"].name,
            content=content,
            table=wanted["table"],
            reason=wanted["reason"],
            remove_missing=wanted["remove_missing"],
            language=translation.get_language(),
        )
        if not at_once:
            queue(waiting)
    if at_once:
        _work(waiting)
    return waiting


def confirm(waiting: TableImport) -> None:
    """Bring in what was shown: now, if that was tried at once, or by a task."""
    is_queued = waiting.job_id is not None
    with transaction.atomic():
        rows = TableImport.objects.filter(pk=waiting.pk, state=State.TRIED)
        if not rows.update(state=State.IMPORTING):  # pressed twice
            return
        waiting.state = State.IMPORTING
        if is_queued:
            queue(waiting)
    if not is_queued:
        _work(waiting)


def queue(waiting: TableImport) -> None:
    """Have a task work on the file; also again, after one that nobody finishes."""
    with transaction.atomic():
        waiting.job_id = bring_in.enqueue(waiting.pk).id
        waiting.save(update_fields=["job"])
        embedded.work_off(QUEUE)


def has_stopped(waiting: TableImport, *, now: datetime) -> bool:
    """Tell whether nobody is going to finish what is under way."""
    if not waiting.is_under_way:
        return False
    return waiting.job is None or workers.has_stopped(waiting.job, now=now)


def cancel(waiting: TableImport, *, now: datetime) -> bool:
    """Forget a file; False if it is being brought in at this moment."""
    is_taken_out = waiting.job is not None and workers.cancel(waiting.job, now=now)
    if waiting.state == State.IMPORTING and not is_taken_out and not has_stopped(waiting, now=now):
        return False
    forget(waiting)
    return True


def forget(waiting: TableImport | None) -> None:
    """Delete a file; a task that tries it finds nothing to do, or nobody to tell."""
    if waiting is not None:
        waiting.delete()


def purge(*, now: datetime) -> None:
    """Delete what was handed in a day ago."""
    TableImport.objects.filter(asked__lte=now - KEPT_FOR).delete()


# --- the task -------------------------------------------------------------------------------------


@task(takes_context=True, queue_name=QUEUE, priority=SOONER)
def bring_in(context: TaskContext, pk: int) -> None:
    """Try or bring in a file, unless that was done or nobody wants it any more.

    Raises: GivenUp.
    """
    waiting = TableImport.objects.filter(pk=pk).first()
    if waiting is None or not waiting.is_under_way:
        return
    if context.attempt > workers.ATTEMPTS:
        raise GivenUp("a worker died over it each time")
    _work(waiting)


def _work(waiting: TableImport) -> None:
    """Do the next step; the state that it starts from is named, so that it is done once."""
    with translation.override(waiting.language):
        if waiting.state == State.TRYING:
            found, rows = _tried(waiting), TableImport.objects.filter(pk=waiting.pk)
            if rows.filter(state=State.TRYING).update(state=State.TRIED, found=found):
                waiting.state, waiting.found = State.TRIED, found
        else:
            with transaction.atomic():
                held = TableImport.objects.select_for_update(no_key=True)
                if held.filter(pk=waiting.pk, state=State.IMPORTING).first() is None:
                    return
                _bring_in(waiting)


def _tried(waiting: TableImport) -> trial.Found:
    try:
        outcome = _run(waiting, is_trial=True)
    except workbook.Refused as refused:
        return trial.refused([refused.what])
    except PublishedIsReadOnly:
        return trial.refused([published()])
    tables = {sheet.title: sheet.name for sheet in workbook.sheets()}
    return trial.found_by(outcome, waiting.by, tables)


def _bring_in(waiting: TableImport) -> None:
    """Import, put it on record, and keep how many rows it was; or what stood in the way."""
    try:
        outcome = _run(waiting, is_trial=False)
    except PublishedIsReadOnly:
        _save(waiting, State.TRIED, trial.refused([published()]))
        return
    if outcome.problems or outcome.fingerprint != waiting.found["fingerprint"]:
        said = gettext("試した後に版が変わったため、取り込みませんでした。もう一度試してください。")
        _save(waiting, State.TRIED, trial.refused([said]))
        return
    count = len(outcome.changes)
    note = gettext("取り込んだ：%(name)s（行数 %(count)d、理由 %(reason)s）") % {
        "name": waiting.name,
        "count": count,
        "reason": waiting.reason,
    }
    LogEntry.objects.log_actions(waiting.by_id, [waiting.edition], CHANGE, note, single_object=True)
    waiting.content = b""
    _save(waiting, State.IMPORTED, {"rows": count})


def _save(waiting: TableImport, state: str, found: trial.Found) -> None:
    waiting.state, waiting.found = state, found
    waiting.save(update_fields=["state", "found", "content"])


def published() -> str:
    """Say that the draft is none any more."""
    return gettext("この版は公開されたため、取り込みませんでした。")


def _run(waiting: TableImport, *, is_trial: bool) -> workbook.Outcome:
    reading = workbook.read(bytes(waiting.content), csv_table=waiting.table)
    terms = workbook.Terms(
        remove_missing=waiting.remove_missing,
        reason=waiting.reason,
        expected="" if is_trial else waiting.found["fingerprint"],
        by=waiting.by,
    )
    return workbook.import_sheets(waiting.edition, reading, trial=is_trial, terms=terms)
