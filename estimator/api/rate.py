"""How often one address may ask for an estimate.

In the flow: counted before the body is read, in Django's cache (`api_calls`), a minute at a time.
Each worker process has a memory of its own: until a shared cache is configured an address gets at
most the limit times the number of workers.
"""

from __future__ import annotations

import time
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.callers import network_of

from . import problem_details as problems
from .problem_details import Refusal

SECONDS: Final = 60


def count(request: HttpRequest) -> None:
    """Count one call. Raises: Refusal with the seconds left of this minute."""
    window, passed = divmod(int(time.time()), SECONDS)
    most = settings.API_ESTIMATES_PER_MINUTE
    if _calls(f"{network_of(request)}:{window}") > most:
        detail = _("1分に%(most)d回までです。") % {"most": most}
        left = str(SECONDS - passed)
        raise Refusal(problems.TOO_MANY, detail, headers={"Retry-After": left})


def _calls(key: str) -> int:
    calls = caches["api_calls"]
    calls.add(key, 0, timeout=2 * SECONDS)
    try:
        return calls.incr(key)
    except ValueError:  # pushed out between the two
        return 1
