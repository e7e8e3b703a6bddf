"""Work in the background (裏の仕事): what waits, runs or failed; tried again, cancelled; by whom.

In the flow: stands in front of the task library's rows, in place of the library's own page. A job
names what it works on by a hash or a number; no answer and no figure can be seen from here.
"""

from typing import Any

import django_tasks_db.admin  # noqa: F401 - registers its page, which ours takes the place of
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ..models import Job, Worker
from ..tasks import workers

STATES = {
    TaskResultStatus.READY: gettext_lazy("待っている"),
    TaskResultStatus.RUNNING: gettext_lazy("実行中"),
    TaskResultStatus.FAILED: gettext_lazy("失敗"),
    TaskResultStatus.SUCCESSFUL: gettext_lazy("完了"),
}
KINDS = {
    "draw_report": gettext_lazy("報告書の描画"),
    "bring_in": gettext_lazy("単価表の取り込み"),
    "estimate_chunk": gettext_lazy("一括見積りの一束"),
}


class StateFilter(admin.SimpleListFilter):
    """Choose jobs by how far they are, in our words."""

    title = gettext_lazy("状態")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(code), name) for code, name in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        chosen = self.value()
        return queryset.filter(status=chosen) if chosen in STATES else queryset


class LookedAt(admin.ModelAdmin):
    """A list to look at: nothing is added, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Job)
class JobAdmin(LookedAt):
    """裏の仕事."""

    list_display = ("kind", "state", "enqueued", "started", "finished", "attempts", "error")
    list_filter = (StateFilter,)
    fields = ("kind", "state", "arguments", "enqueued", "started", "finished", "attempts", "error")
    readonly_fields = fields
    ordering = ("-enqueued_at",)
    actions = ("again", "cancel")
    actions_selection_counter = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Whoever may change a job does so by the actions of the list alone."""
        return self.fields

    @admin.display(description=gettext_lazy("仕事"))
    def kind(self, job: Job) -> str:
        return str(KINDS.get(job.task_name, job.task_name))

    @admin.display(description=gettext_lazy("状態"), ordering="status")
    def state(self, job: Job) -> str:
        return str(STATES[TaskResultStatus(job.status)])

    @admin.display(description=gettext_lazy("何について"))
    def arguments(self, job: Job) -> str:
        return ", ".join(map(str, job.args_kwargs["args"]))

    @admin.display(description=gettext_lazy("依頼"), ordering="enqueued_at")
    def enqueued(self, job: Job) -> Any:
        return job.enqueued_at

    @admin.display(description=gettext_lazy("開始"), ordering="started_at")
    def started(self, job: Job) -> Any:
        return job.started_at

    @admin.display(description=gettext_lazy("終了"), ordering="finished_at")
    def finished(self, job: Job) -> Any:
        return job.finished_at

    @admin.display(description=gettext_lazy("試した回数"))
    def attempts(self, job: Job) -> int:
        return len(job.worker_ids)

    @admin.display(description=gettext_lazy("エラー"))
    def error(self, job: Job) -> str:
        """Name the exception; "cancelled" for a job that was taken out of the queue."""
        return job.exception_class_path.rpartition(".")[2]

    @admin.action(
        description=gettext_lazy("もう一度実行する（失敗したものだけ）"), permissions=["change"]
    )
    def again(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Queue what failed again, with all its attempts."""
        done = sum(workers.retry(job) for job in jobs)
        messages.success(
            request, _("%(count)d件をもう一度待ち行列に入れました。") % {"count": done}
        )

    @admin.action(
        description=gettext_lazy("取り消す（待っているものだけ）"), permissions=["change"]
    )
    def cancel(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Take what nobody works on yet out of the queue."""
        now = timezone.now()
        done = sum(workers.cancel(job, now=now) for job in jobs)
        messages.success(request, _("%(count)d件を取り消しました。") % {"count": done})


@admin.register(Worker)
class WorkerAdmin(LookedAt):
    """作業プロセス."""

    list_display = ("worker_id", "seen_at", "is_alive")
    fields = ("worker_id", "seen_at")
    ordering = ("-seen_at",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("動いている"), boolean=True)
    def is_alive(self, worker: Worker) -> bool:
        return worker.seen_at > timezone.now() - workers.LOST_AFTER


admin.site.unregister(DBTaskResult)  # the library's page shows the same rows
