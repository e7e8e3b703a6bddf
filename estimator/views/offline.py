"""What a browser shows while there is no network: a page, and the service worker that keeps it.

In: nothing of the visitor. Out: the page in both languages, without script; the worker's script,
which changes whenever the page or its style sheets do, so that browsers fetch them anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SHEET: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@cache_control(no_cache=True)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    """Say that there is no network."""
    return HttpResponse(_page())


@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Hand out the service worker; its place at the root lets it answer for every page."""
    page = _page()
    kept = {
        "name": f"offline-{hashlib.sha256(page.encode()).hexdigest()[:16]}",
        "page": reverse("offline"),
        "sheets": SHEET.findall(page),
    }
    script = f"const OFFLINE = {json.dumps(kept)};\n{_script()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _page() -> str:
    """Write the page as a browser keeps it: in Japanese with the English below, whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("estimator/offline.html")


@cache
def _script() -> str:
    return (Path(settings.BASE_DIR) / "static" / "js" / "offline.js").read_text("utf-8")
