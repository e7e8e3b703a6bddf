"""What is known of each request afterwards: one line in the log, and two metrics.

In the flow: the outermost middleware. Of the address only the name of its route is kept: the path
holds a token, the query what was typed.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config import metrics
from config.logs import request_id

log = logging.getLogger("songai.requests")

OUR_OWN_ID: Final = 8  # random bytes
ID_OF_THE_PROXY: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
Handler = Callable[[HttpRequest], HttpResponse]


def observe(get_response: Handler) -> Handler:
    """Give each request a name, and say afterwards what it was and how long it took."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id.set(_id_of(request))  # until the next one: Django tells of a 404 after all this
        began = time.perf_counter()
        response = get_response(request)
        response.headers["X-Request-ID"] = request_id.get()
        _tell(request, response.status_code, time.perf_counter() - began)
        return response

    return middleware


def _id_of(request: HttpRequest) -> str:
    """Take the name that our proxy gave the request, else make one."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if ID_OF_THE_PROXY.fullmatch(given) else secrets.token_hex(OUR_OWN_ID)


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    route = _route(request)
    fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
    log.info("%s %s %d %d ms", *fields.values(), extra={"fields": fields})
    if settings.METRICS_TOKEN:
        metrics.count(str(method), route, status=status, seconds=seconds)


def _route(request: HttpRequest) -> str:
    """Return the name of the route: a fixed set of words, whatever is asked for."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"
