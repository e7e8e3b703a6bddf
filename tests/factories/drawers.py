"""Drawings that wait until a test finishes them, in place of the processes that draw."""

from contextlib import suppress
from unittest import mock

from django_tasks import TaskContext, TaskResult

from estimator.models import Drawing
from estimator.tasks import NotDrawn, drawers, embedded


class Waiting:
    """A drawing that was asked for: the test says what comes out."""

    def __init__(self, result: TaskResult) -> None:
        self.result = result
        self.html = Drawing.objects.get(pk=result.args[0]).html

    def set_result(self, pdf: bytes) -> None:
        self._run(return_value=pdf)

    def set_exception(self, error: Exception) -> None:
        self._run(side_effect=error)

    def _run(self, **outcome: object) -> None:
        context = TaskContext(task_result=self.result)
        with mock.patch.object(drawers, "drawn", **outcome), suppress(NotDrawn):
            self.result.task.call(context, *self.result.args)


class Drawers:
    """Everything that was asked for; with an outcome each is finished at once."""

    def __init__(self, monkeypatch, outcome: bytes | Exception | None = None) -> None:
        self.jobs: list[Waiting] = []
        self.outcome = outcome
        monkeypatch.setattr(embedded.EmbeddedBackend, "enqueue", self._enqueue)

    @property
    def html(self) -> list[str]:
        """What was to be drawn, in order."""
        return [job.html for job in self.jobs]

    def _enqueue(self, task, args, kwargs) -> TaskResult:
        job = Waiting(embedded.result_of(task, args, kwargs))
        self.jobs.append(job)
        if isinstance(self.outcome, Exception):
            job.set_exception(self.outcome)
        elif self.outcome is not None:
            job.set_result(self.outcome)
        return job.result
