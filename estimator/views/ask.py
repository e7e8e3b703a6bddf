"""質問を頼む: hand sections of the questions to somebody who knows the answers, by a link.

In: an opened assessment, whom to ask, which sections. Out: the page with the link just made and the
requests made before; what came back is looked through in `reply`.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import hand_off_store, link_store
from ..call_store import NEW_LINKS
from ..presenters.mails import hand_off_mails
from ..questionnaire.sharing import HELPERS, HandOffForm
from ..questionnaire.steps import SECTIONS
from .access import Opened, opens_assessment
from .limits import limited
from .link_rows import forget_fresh, fresh_link, hand_over, just_stopped, link_rows, stop_link
from .pages import page
from .replies import decided, helper_name
from .save_state import save_state

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@limited(NEW_LINKS)
@opens_assessment
def ask(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the requests; make one."""
    if request.method != "POST":
        return forget_fresh(request, _page(request, opened, _prepared(request)))
    form = HandOffForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, form)
    typed = form.cleaned_data | {"sections": tuple(form.cleaned_data["sections"])}
    try:
        new = hand_off_store.NewHandOff(**typed)
        token, _row = hand_off_store.create(opened.assessment, new, now=timezone.now())
    except link_store.TooManyLinks:
        form.add_error(None, _("開けるリンクが多すぎます。使わないリンクを止めてください。"))
        return _page(request, opened, form)
    return hand_over(request, redirect("ask", opened.token), token)


@require_POST
@opens_assessment
def stop(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:  # noqa: ARG001
    """Stop a link at once; what came back stays."""
    return stop_link(opened.assessment.hand_offs, number, reverse("ask", args=[opened.token]))


@require_POST
@opens_assessment
def resume(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:  # noqa: ARG001
    """Let a stopped link open again."""
    link_store.restore(opened.assessment.hand_offs, number)
    return redirect("ask", opened.token)


def _prepared(request: HttpRequest) -> HandOffForm:
    """Begin with the one to ask and what such a person knows, where the address says so."""
    helper = request.GET.get("whom", "")
    if helper not in HELPERS:
        return HandOffForm()
    return HandOffForm(initial={"helper": helper, "sections": HELPERS[helper].sections})


def _page(request: HttpRequest, opened: Opened, form: HandOffForm) -> HttpResponse:
    rows = opened.assessment.hand_offs
    listed = link_rows(rows.select_related("assessment"), now=opened.at)
    requests, settled = [_request(row) for row in listed], request.GET.get("settled", "")
    context = {
        "title": _("質問の一部を頼む"),
        "form": form,
        "mistakes": form.mistakes(),
        "helpers": [{"code": code, "name": helper.name} for code, helper in HELPERS.items()],
        "fresh": fresh_link(request, opened, rows=rows, page="helping", write=hand_off_mails),
        "requests": requests,
        "settled": next((r for r in requests if r["is_settled"] and r["number"] == settled), None),
        "stopped": just_stopped(request, listed),
        "stop_page": "ask_stop",
        "resume_page": "ask_resume",
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    status = REFUSED if form.is_bound else 200
    return page(request, "estimator/ask.html", context, status=status)


def _request(listed: Any) -> dict[str, Any]:
    """Say what was asked of whom and what became of it."""
    row = listed.row
    titles = [str(section.title) for section in SECTIONS if section.slug in row.sections]
    return {
        "link": listed,
        "number": str(row.pk),
        "said": decided(row),
        "helper": helper_name(row),
        "sections": _("、").join(titles),
        "waits": row.waits,
        "is_settled": row.settled_at is not None,
        "taken": len(row.taken_keys),
    }
