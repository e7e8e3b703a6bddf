"""What a load balancer is told, and when it is sent elsewhere."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from config import health

NAMES = ["database", "migrations", "edition", "worker"]


def answered(client) -> tuple[int, list[str]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.content.decode().splitlines()


def test_a_process_is_up_whether_or_not_the_database_is(client):
    assert client.get("/healthz").content == b"ok\n"  # no mark: a question to it would fail


@pytest.mark.django_db
def test_a_site_that_can_serve_is_ready(client, editions):
    assert answered(client) == (200, [f"{name}: ok" for name in NAMES])


@pytest.mark.django_db
def test_without_an_edition_it_is_not_ready(client):
    status, lines = answered(client)
    assert status == 503
    assert lines[-1] == "edition: no published edition is the default"


@pytest.mark.django_db
def test_while_nobody_draws_reports_it_is_not_ready(client, editions, settings):
    settings.REPORT_TASKS = "default"
    status, lines = answered(client)
    assert (status, lines[-1]) == (503, "worker: none is alive")


@pytest.mark.django_db
def test_before_it_is_migrated_it_is_not_ready(client, editions):
    newest = dict(health._newest())["estimator"]
    MigrationRecorder.Migration.objects.filter(app="estimator", name=newest).delete()
    assert answered(client) == (503, ["database: ok", f"migrations: estimator.{newest}"])


def test_without_the_database_it_is_not_ready_and_names_no_host(client, monkeypatch):
    def database() -> str:
        raise OperationalError('connection to server at "db.internal" failed')

    monkeypatch.setattr(health, "CHECKS", (database, health.edition))
    assert answered(client) == (503, ["database: OperationalError"])


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_it_is_asked_by_http_from_inside(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.METRICS_TOKEN = ""
    if path == "/readyz":
        settings.ROOT_URLCONF = "config.urls"
    assert client.post(path).status_code in (404, 405)  # whatever it is, no redirect
