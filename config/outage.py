"""While the database cannot be reached, or its disk is full: 503, not a mistake of ours.

In the flow: Django calls this where nobody caught an exception, in a view or in a middleware. Out:
a page that needs no database; htmx leaves the page with what was typed where it is, and app.js says
so. Nothing was saved.
"""

import sys
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

AGAIN_SECONDS: Final = 5


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database was the reason, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = loader.get_template("outage.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN_SECONDS)})
    return defaults.server_error(request)
