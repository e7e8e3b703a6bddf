"""裏の仕事: dead jobs are seen, tried again and cancelled; nothing of a company is."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus

from estimator.models import Drawing, Job, Worker
from estimator.tasks import drawing

pytestmark = [pytest.mark.django_db]

JOBS = reverse("admin:estimator_job_changelist")
SECRET = "みほん精機株式会社"


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def job(settings) -> Job:
    """Queue a drawing."""
    settings.REPORT_TASKS = "default"
    drawing.ask(f"<p>{SECRET}", now=timezone.now())
    return Job.objects.get()


def act(client: Client, action: str) -> str:
    chosen = [str(pk) for pk in Job.objects.values_list("pk", flat=True)]
    posted = {"action": action, "_selected_action": chosen}
    return client.post(JOBS, posted, follow=True).content.decode()


def test_a_job_is_seen_without_what_it_draws(desk, job):
    job.set_failed(drawing.NotDrawn(too_slow=False))
    page = desk.get(JOBS).content.decode()
    one = desk.get(reverse("admin:estimator_job_change", args=[job.pk])).content.decode()
    for text in (page, one):
        assert "報告書の描画" in text
        assert "失敗" in text
        assert "NotDrawn" in text
        assert SECRET not in text
    assert Drawing.objects.get().pk in one


def test_a_failed_job_is_tried_again(desk, job):
    job.claim("worker")
    job.set_failed(drawing.NotDrawn(too_slow=False))
    assert "1件をもう一度待ち行列に入れました。" in act(desk, "again")
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == (TaskResultStatus.READY, [])


def test_a_waiting_job_is_cancelled(desk, job):
    assert "1件を取り消しました。" in act(desk, "cancel")
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert "cancelled" in desk.get(JOBS).content.decode()


def test_jobs_are_chosen_by_state(desk, job):
    assert desk.get(JOBS, {"status": "READY"}).context["cl"].result_count == 1
    assert desk.get(JOBS, {"status": "FAILED"}).context["cl"].result_count == 0


def test_nothing_is_changed_by_hand(desk, job):
    page = reverse("admin:estimator_job_change", args=[job.pk])
    desk.post(page, {"status": "SUCCESSFUL"})
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert desk.get(reverse("admin:estimator_job_delete", args=[job.pk])).status_code == 403


def test_without_the_right_nothing_is_seen(client):
    client.force_login(User.objects.create_user("somebody", is_staff=True))
    assert client.get(JOBS).status_code == 403


def test_workers_are_listed(desk):
    Worker.objects.create(pk="alive", seen_at=timezone.now())
    page = desk.get(reverse("admin:estimator_worker_changelist")).content.decode()
    assert "alive" in page


def test_the_page_of_the_library_is_not_shown(desk):
    assert "Task Result" not in desk.get(reverse("admin:index")).content.decode()
