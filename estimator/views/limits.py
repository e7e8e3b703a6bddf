"""Let one network do what costs time or room only so often.

In: a request. Out: the view's answer, or a bare 429 with the seconds to wait, which
`config.refusals` turns into a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from config.callers import network_of

from .. import call_store
from ..call_store import Limit, TooManyCalls

View = Callable[..., HttpResponse]
TOO_MANY = 429


def limited(limit: Limit, *methods: str) -> Callable[[View], View]:
    """Count the requests with these methods; POST alone when none is named."""
    counted = frozenset(methods or ("POST",))

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in counted:
                try:
                    call_store.count(limit, network_of(request), now=timezone.now())
                except TooManyCalls as many:
                    headers = {"Retry-After": str(many.seconds), "Cache-Control": "no-store"}
                    return HttpResponse(status=TOO_MANY, headers=headers)
            return view(request, *args, **kwargs)

        return answered

    return decorate
