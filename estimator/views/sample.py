"""What comes out, before a question is answered (見本): the example company's report.

In: the fictional company of the gallery and the edition in force. Out: the PDF, drawn once a day
for everybody; while it is being drawn a page that looks again by itself; the figures of the start
page. No assessment is stored.
"""

from __future__ import annotations

from typing import Final

from csp.constants import HEADER as POLICY
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import ENGINE_VERSION, costbook_store, tasks
from ..costbook import CostBook
from ..estimate import Estimate
from ..estimating import CANNOT_ESTIMATE
from ..outlook.outlook import Outlook
from ..presenters.report.pdf import Printed, content_hash, report_html
from ..presenters.sample_view import SampleView, sample_view
from ..presenters.wording import Wording
from ..questionnaire.cases import EXAMPLE, cases
from ..questionnaire.language import in_english
from .access import needs_edition
from .estimating import estimate_of, outlook_of

WAITS_SECONDS: Final = 1.0
LOOKS_AGAIN: Final = 2  # seconds between two looks at a drawing
KEPT_SECONDS: Final = 86_400  # the figures bear the day
# The browser's own viewer needs styles of its own to show a PDF, which holds no script of ours.
NOT_IN_A_FRAME: Final = "frame-ancestors 'none'"

Worked = tuple[Estimate, CostBook, Outlook]


@never_cache
@require_safe
@needs_edition
def as_pdf(request: HttpRequest) -> HttpResponse:
    """Show the example's report in the language in force."""
    try:
        pdf = _drawn(request)
    except (tasks.NotDrawn, *CANNOT_ESTIMATE):
        return render(request, "estimator/sample.html", {"failed": True}, status=503)
    if pdf is None:
        response = render(request, "estimator/sample.html", {"failed": False}, status=202)
        response["Refresh"] = f"{LOOKS_AGAIN}"
        return response
    name = content_disposition_header(as_attachment=False, filename=_("見本の報告書") + ".pdf")
    headers = {"Content-Disposition": name or "inline", POLICY: NOT_IN_A_FRAME}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def in_short() -> SampleView | None:
    """Return what the start page shows of it; None where this edition cannot estimate it."""
    wording = Wording.in_force()
    key = _key(wording.language)
    found: SampleView | None = cache.get(key)
    if found is None:
        try:
            made, costs, meaning = _worked()
        except CANNOT_ESTIMATE:
            return None
        found = sample_view(made, costs, wording, meaning)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _drawn(request: HttpRequest) -> bytes | None:
    """Return the PDF, None while it is under way; the HTML is written once a day and process."""
    site = request.build_absolute_uri("/").rstrip("/")
    key = _key(Wording.in_force().language, site)
    name: str | None = cache.get(key)
    if name and (pdf := tasks.pdf_of(name)):
        return pdf
    html = _html(site)
    cache.set(key, content_hash(html), KEPT_SECONDS)
    return tasks.drawn_once(html, seconds=WAITS_SECONDS)


def _key(*parts: str) -> str:
    """Name what the example comes to today; the cache ends with the process and its release."""
    edition, day = costbook_store.default_code(), timezone.localdate()
    return ":".join(("sample", edition, f"{day}", ENGINE_VERSION, *parts))


def _html(site: str) -> str:
    made, costs, meaning = _worked()
    printed = Printed(site=site)
    return report_html(made, costs, Wording.in_force(), meaning, printed=printed)


def _worked() -> Worked:
    """Estimate the example company. Raises: AnswersRefused; NotInEdition; NoSuchEdition."""
    costs = costbook_store.load(None)
    answers = next(case.answers for case in cases(in_english()) if case.kind == EXAMPLE)
    made = estimate_of(answers, costs)
    return made, costs, outlook_of(answers, made, costs)
