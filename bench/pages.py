"""Time what a visitor waits for: whole requests through Django, in processor time.

The first request draws; the next ones find the draws in the cache. Nothing stays in the database.
"""

import statistics
import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from estimator.models import Drawing, Report

ROUNDS = 7
EXAMPLE = "/examples/example-manufacturer-50/"
BARS = (("result/", 400, 150), ("overview/", 250, 150))  # ms: first request, later ones
AGAIN = 20  # ms: a report that was asked for before, from the click to the file
PDF_BYTES = 300_000


def main() -> None:
    """Make the example's assessment, time its pages, and take it back."""
    with transaction.atomic():
        client = Client(SERVER_NAME="localhost")
        address = client.post(EXAMPLE, follow=True).request["PATH_INFO"]
        assessment = address.split("result/")[0]
        for page, first, later in BARS:
            _print(client, assessment + page, first, later)
        _print_report(client, assessment)
        transaction.set_rollback(True)


def _print(client: Client, address: str, first: int, later: int) -> None:
    def again() -> None:
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} does not answer")

    def anew() -> None:
        cache.clear()
        again()

    name = address.split("/")[-2]
    print(f"{name} page, first request: {_median(anew):.0f} ms (bar {first})")
    print(f"{name} page, from the cache: {_median(again):.0f} ms (bar {later})")


@override_settings(REPORT_TASKS="default")  # a row in a queue that nobody works on
def _print_report(client: Client, assessment: str) -> None:
    def again() -> None:
        if client.post(assessment + "report/").url != assessment + "report.pdf":
            raise SystemExit("the report is made anew")
        client.get(assessment + "report.pdf")

    client.post(assessment + "report/")
    drawing = Report.objects.latest("created").drawing
    drawing.state, drawing.pdf = Drawing.State.READY, bytes(PDF_BYTES)
    drawing.save()
    print(f"the same report again: {_median(again):.1f} ms (bar {AGAIN})")


def _median(request: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        request()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)
