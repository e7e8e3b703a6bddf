"""What Prometheus reads at ``/metrics``: requests by route and status, and how long they took.

In the flow: counted by `observing`; each worker of gunicorn counts in a file of its own, whichever
answers adds the files up. A worker that follows another takes its number and its file
(config/gunicorn.py), or they would become more with each one. Off, and answered like an address
that does not exist, unless ``METRICS_TOKEN`` is set and sent as ``Authorization: Bearer``.
"""

import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, values
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's name for it
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

if FOLDER in os.environ:
    values.ValueClass = values.MultiProcessValue(lambda: os.environ.get("WORKER_NUMBER", "0"))

REQUESTS = Counter("songai_requests", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "songai_request_seconds", "Time to the answer.", ["method", "route"], buckets=BOUNDS
)


def count(method: str, route: str, *, status: int, seconds: float) -> None:
    """Count one request."""
    REQUESTS.labels(method, route, status).inc()
    SECONDS.labels(method, route).observe(seconds)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all counters of this machine's web processes."""
    if not _is_known(request):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _is_known(request: HttpRequest) -> bool:
    wanted, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    return bool(wanted) and constant_time_compare(given, f"Bearer {wanted}")


def _registry() -> CollectorRegistry:
    if FOLDER not in os.environ:  # one process, such as the development server
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
