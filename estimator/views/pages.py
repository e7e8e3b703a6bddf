"""Answer with a page, or with its region alone where htmx asks for it; read what every form sends.

In: a template and its context. Out: the whole page, or the partial `main` of the same template.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

HIGHEST_REVISION_DIGITS = 9


class HtmxRequest(HttpRequest):
    """A request with what django-htmx adds to it."""

    htmx: HtmxDetails


def revision_of(request: HttpRequest) -> int:
    """Read the revision that a form was opened at; nonsense counts as older than everything."""
    text = request.POST.get("revision", "")
    fits = text.isascii() and text.isdigit() and len(text) <= HIGHEST_REVISION_DIGITS
    return int(text) if fits else 0


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render the page; to htmx only its region `main`, without an address for a refusal."""
    swapped = bool(getattr(request, "htmx", False))
    name = f"{template}#main" if swapped else template
    response = render(request, name, context, status=status)
    if swapped and status >= 400:  # noqa: PLR2004 - the first status of a refusal
        response["HX-Push-Url"] = "false"
    patch_vary_headers(response, ("HX-Request",))
    return response
