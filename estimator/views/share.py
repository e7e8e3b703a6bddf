"""共有する: make a link that shows the result and changes nothing, see the links, stop one.

In: an opened assessment, for whom and for how long. Out: the page with the link just made, shown
this once, and the list of those made before.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import link_store, share_store
from ..call_store import NEW_LINKS
from ..presenters.mails import share_mails
from ..questionnaire.sharing import ShareForm
from .access import Opened, opens_assessment
from .limits import limited
from .link_rows import forget_fresh, fresh_link, hand_over, just_stopped, link_rows, stop_link
from .pages import page
from .save_state import save_state

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@limited(NEW_LINKS)
@opens_assessment
def share(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the links; make one."""
    if request.method != "POST":
        return forget_fresh(request, _page(request, opened, ShareForm()))
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, form)
    new = share_store.NewShare(**form.cleaned_data)
    try:
        token, _row = share_store.create(opened.assessment, new, now=timezone.now())
    except link_store.TooManyLinks:
        form.add_error(None, _("開けるリンクが多すぎます。使わないリンクを止めてください。"))
        return _page(request, opened, form)
    return hand_over(request, redirect("share", opened.token), token)


@require_POST
@opens_assessment
def stop(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:  # noqa: ARG001
    """Stop a link at once."""
    return stop_link(opened.assessment.share_links, number, reverse("share", args=[opened.token]))


@require_POST
@opens_assessment
def resume(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:  # noqa: ARG001
    """Let a stopped link open again."""
    link_store.restore(opened.assessment.share_links, number)
    return redirect("share", opened.token)


def _page(request: HttpRequest, opened: Opened, form: ShareForm) -> HttpResponse:
    rows = opened.assessment.share_links
    listed = link_rows(rows.select_related("assessment"), now=opened.at)
    context = {
        "title": _("共有する"),
        "form": form,
        "mistakes": form.mistakes(),
        "fresh": fresh_link(request, opened, rows=rows, page="shared", write=share_mails),
        "links": listed,
        "stopped": just_stopped(request, listed),
        "stop_page": "share_stop",
        "resume_page": "share_resume",
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    status = REFUSED if form.is_bound else 200
    return page(request, "estimator/share.html", context, status=status)
