"""Requests that no page can answer: refused early with a page of their own, and quietly.

In the flow: the innermost middleware, in front of whatever reads the form. Without it Django would
raise while the form is read, once more while the error page is made, and fill the log.
"""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

ANSWERS_ITSELF = "/api/v1/"  # the HTTP API refuses in JSON, with limits of its own
PAGES = frozenset({400, 403, 404, 405, 410, 413, 422, 429, 500, 503})  # templates/<status>.html
KEPT_HEADERS = frozenset({"Allow", "Cache-Control", "Retry-After"})
LONG = 120  # seconds; a longer wait is told in minutes
Handler = Callable[[HttpRequest], HttpResponse]


def clear_refusals(get_response: Handler) -> Handler:
    """Answer a form that cannot be read, one beyond the limit and a bare refusal with a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ANSWERS_ITSELF):
            return get_response(request)
        if _size(request) > _most(request):
            return _page(_without_form(request), 413)
        if not _is_utf_8(request) or not _length(request).isdecimal():
            return _page(_without_form(request), 400)
        response = get_response(request)
        return _with_page(request, response) if _is_bare(response) else response

    return middleware


def _is_bare(response: HttpResponse) -> bool:
    """Tell whether this refusal is a status without a word, as Django's own 405 is."""
    return response.status_code in PAGES and not response.streaming and not response.content


def _with_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put the page of its status into a refusal; what its headers say stays."""
    page = _page(request, response.status_code, **_wait(response.get("Retry-After", "")))
    for name in KEPT_HEADERS & response.headers.keys():
        page.headers[name] = response.headers[name]
    return page


def _page(request: HttpRequest, status: int, **wait: int) -> HttpResponse:
    context = {"most": _most(request) // 1024, **wait}
    return render(request, f"{status}.html", context, status=status)


def _wait(seconds: str) -> dict[str, int]:
    """Tell a wait in minutes, a short one in seconds."""
    if not seconds.isdigit():
        return {}
    left = int(seconds)
    return {"seconds": left} if left < LONG else {"minutes": -(-left // 60)}


def _most(request: HttpRequest) -> int:
    """Return how many bytes may be sent: those who keep the cost tables send workbooks."""
    user = getattr(request, "user", None)
    if user is not None and user.is_staff and request.content_type == "multipart/form-data":
        return int(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _without_form(request: HttpRequest) -> HttpRequest:
    """Leave nothing to be read: the page and the check of the form's origin would read it again."""
    request.encoding = "utf-8"
    request.POST = QueryDict()
    return request


def _size(request: HttpRequest) -> int:
    length = _length(request)
    return int(length) if length.isdecimal() else 0


def _length(request: HttpRequest) -> str:
    """Return the length that was said; most servers let nothing but digits through."""
    return str(request.META.get("CONTENT_LENGTH") or "0")


def _is_utf_8(request: HttpRequest) -> bool:
    """Tell whether a form says UTF-8 or nothing; whatever else it is, is no form of ours."""
    try:
        return codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name == "utf-8"
    except LookupError:
        return False
