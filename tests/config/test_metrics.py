"""Prometheus reads the counters with its token; nobody else finds the page."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project

TOKEN = "a-token-for-prometheus"


def scraped(client, token: str) -> str:
    answer = client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("wanted", ["", TOKEN])
@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}あ"]
)
def test_without_the_token_there_is_no_such_page(client, settings, wanted, given):
    settings.METRICS_TOKEN = wanted
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404


def test_a_request_is_counted_under_its_route(client, settings):
    settings.METRICS_TOKEN = TOKEN
    line = 'songai_requests_total{method="GET",route="healthz",status="200"}'
    scraped(client, TOKEN)  # another test may have counted
    before = scraped(client, TOKEN)
    client.get("/healthz")
    after = scraped(client, TOKEN)
    number = {
        name: float(text.partition(line)[2].split()[0]) if line in text else 0.0
        for name, text in (("before", before), ("after", after))
    }
    assert number["after"] == number["before"] + 1
    assert 'songai_request_seconds_bucket{le="0.1",method="GET",route="healthz"}' in after


ANSWER = """
import os, django; django.setup()
from config import metrics
for number in ("1", "2", "1"):
    os.environ["WORKER_NUMBER"] = number
    metrics.count("GET", "start", status=200, seconds=0.02)
print(sorted(os.listdir(os.environ["PROMETHEUS_MULTIPROC_DIR"])))
print(metrics.generate_latest(metrics._registry()).decode())
"""


def test_the_workers_of_a_machine_are_added_up_and_a_number_keeps_its_file(tmp_path):
    told = {"DJANGO_SETTINGS_MODULE": "config.settings", "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    printed = subprocess.run(
        [sys.executable, "-c", ANSWER],
        cwd=project.BASE_DIR,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = "['counter_1.db', 'counter_2.db', 'histogram_1.db', 'histogram_2.db']"
    assert printed.startswith(files)
    assert 'songai_requests_total{method="GET",route="start",status="200"} 3.0' in printed
