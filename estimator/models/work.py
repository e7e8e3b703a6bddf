"""Work in the background (裏の仕事): the jobs of the task library, and who works on them.

In the flow: jobs are written by `django_tasks_db`; `tasks.workers` says which workers are alive.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

WORKER_LENGTH = 64


class Job(DBTaskResult):
    """仕事: the library's own rows, under a name of ours in the admin."""

    class Meta:
        proxy = True
        verbose_name = _("裏の仕事")
        verbose_name_plural = _("裏の仕事")

    def __str__(self) -> str:
        """Name the row by what is done and for which."""
        return f"{self.task_name} {self.id}"


class Worker(models.Model):
    """作業プロセス: a process that works on jobs, and when it was last seen alive."""

    worker_id = models.CharField(
        _("名前"),
        primary_key=True,
        max_length=WORKER_LENGTH,
        help_text=_("プロセスごとに違います。"),
    )
    seen_at = models.DateTimeField(
        _("最後に動いていた日時"), db_index=True, help_text=_("数秒ごとに書き直されます。")
    )

    class Meta:
        verbose_name = _("作業プロセス")
        verbose_name_plural = _("作業プロセス")

    def __str__(self) -> str:
        """Name the process."""
        return self.worker_id
