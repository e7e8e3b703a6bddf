"""How often one address may ask for an estimate: counted before the body is read.

In: a request. Out: nothing, or a refusal with the seconds left of this minute.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from config.callers import network_of

from .. import call_store
from . import problem_details as problems
from .problem_details import Refusal


def count(request: HttpRequest) -> None:
    """Count one call. Raises: Refusal."""
    try:
        call_store.count(call_store.API_ESTIMATES, network_of(request), now=timezone.now())
    except call_store.TooManyCalls as many:
        detail = _("1分に%(most)d回までです。") % {"most": many.limit.most}
        headers = {"Retry-After": str(many.seconds)}
        raise Refusal(problems.TOO_MANY, detail, headers=headers) from many
