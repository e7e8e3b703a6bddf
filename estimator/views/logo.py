"""The logo of the report: send it in, see it as it will be printed, take it away.

In: an opened assessment, a file. Out: the page with the logo as it is stored; the same page with
status 422 and what is wrong, when the file cannot be used.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import logo_store
from ..questionnaire.logo import Logo, LogoRefused
from ..questionnaire.logo.reading import LARGEST, read_logo
from .access import Opened, opens_assessment
from .pages import page
from .save_state import save_state

FIELD = "file"
REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def logo(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the logo, and keep the one that is sent."""
    if request.method != "POST":
        return _shown(request, opened)
    try:
        logo_store.keep(opened.assessment, sent(request), now=timezone.now())
    except LogoRefused as refused:
        return _shown(request, opened, error=str(refused))
    return redirect("logo", opened.token)


@require_POST
@opens_assessment
def remove(request: HttpRequest, opened: Opened) -> HttpResponse:  # noqa: ARG001
    """Print the report without a logo again."""
    logo_store.remove(opened.assessment, now=timezone.now())
    return redirect("logo", opened.token)


def sent(request: HttpRequest) -> Logo:
    """Return the file as a logo. Raises: LogoRefused."""
    file = request.FILES.get(FIELD)
    if file is None:
        raise LogoRefused(_("ファイルを選んでください。PNG、JPEG、SVG で 200 KB までです。"))
    return read_logo(file.read(LARGEST + 1))


def _shown(request: HttpRequest, opened: Opened, *, error: str = "") -> HttpResponse:
    own = logo_store.logo_of(opened.assessment)
    context = {
        "logo": own,
        "by_account": own is None and logo_store.printed_logo(opened.assessment) is not None,
        "error": error,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/logo.html", context, status=REFUSED if error else 200)
