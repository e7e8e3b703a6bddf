"""届いた回答: look through what a helper answered, take over what one wants, undo it.

In: the number of a request whose answers came back. Out: the differences; after the decision the
assessment with the chosen answers. Nothing is overwritten unseen: 409 when something changed since.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import hand_off_store
from ..hand_off_store import ChangedMeanwhile, Decision, NothingWaits
from ..models import HandOff
from ..presenters.reply_view import Reply, ReplyRow, reply_rows
from ..presenters.wording import Wording
from . import estimating, own_list
from .access import Opened, opens_assessment
from .pages import page
from .replies import helper_name
from .save_state import save_state

REFUSED, CHANGED = 422, 409
NONE = object()  # no answer; わからない is None


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def reply(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """Show what differs, or take the decision."""
    row = opened.assessment.hand_offs.filter(pk=number).first()
    if row is None:
        raise Http404
    row.assessment = opened.assessment
    if not row.waits:
        return redirect("ask", opened.token)
    if request.method == "POST":
        return _decide(request, opened, row)
    return _page(request, opened, row)


@require_POST
@opens_assessment
def undo(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """Put the answers from before back; those changed since stay."""
    try:
        left = hand_off_store.undo(opened.assessment, number, now=timezone.now())
    except NothingWaits:
        return redirect("ask", opened.token)
    said = _("届いた回答を使う前に戻しました。もう一度選べます。")
    if left:
        kept = _("あとから変えた%(count)d件は、そのまま残しました。") % {"count": left}
        said = _("%(first)s%(second)s") % {"first": said, "second": kept}
    messages.success(request, said)
    response = redirect("reply", opened.token, number)
    own_list.renew(request, response, opened.token)
    return response


def _decide(request: HttpRequest, opened: Opened, row: HandOff) -> HttpResponse:
    rows = _rows(opened, row)
    keys = _chosen(request, rows)
    if not keys and "chosen" in request.POST:
        return _page(request, opened, row, status=REFUSED, nothing_chosen=True)
    mark = request.POST.get("mark", "")
    decided = Decision(keys, mark)
    try:
        hand_off_store.settle(opened.assessment, row.pk, decided, now=timezone.now())
    except ChangedMeanwhile:
        return _page(request, opened, row, status=CHANGED, is_stale=True)
    except NothingWaits:
        return redirect("ask", opened.token)
    response = redirect("ask", opened.token)
    response["Location"] += f"?settled={row.pk}"
    own_list.renew(request, response, opened.token)
    return response


def _chosen(request: HttpRequest, rows: list[ReplyRow]) -> frozenset[str]:
    """Read which answers are taken: all, those ticked, or none."""
    shown = {row.key for row in rows}
    if "all" in request.POST:
        return frozenset(shown)
    ticked = request.POST.getlist("take") if "chosen" in request.POST else []
    return frozenset(shown.intersection(ticked))


def _rows(opened: Opened, row: HandOff) -> list[ReplyRow]:
    came = Reply(seen=row.seen, now=opened.answers, theirs=row.draft, keys=row.handled)
    return reply_rows(came, opened.costs)


def _move(opened: Opened, row: HandOff, keys: frozenset[str]) -> estimating.Move | None:
    """Say how far the headline moves when these answers are taken over."""
    kept = {key: value for key, value in opened.answers.items() if key not in keys}
    taken = {key: value for key, value in row.draft.items() if key in keys}
    return estimating.moved(opened.answers, kept | taken, opened.costs)


def _page(
    request: HttpRequest, opened: Opened, row: HandOff, *, status: int = 200, **more: Any
) -> HttpResponse:
    rows, wording = _rows(opened, row), Wording.in_force()
    move = _move(opened, row, frozenset(found.key for found in rows))
    context = {
        "title": _("%(helper)sから回答が届きました") % {"helper": helper_name(row)},
        "rows": rows,
        "same": sum(row.draft[key] == opened.answers.get(key, NONE) for key in row.draft),
        "conflicts": sum(found.is_conflict for found in rows),
        "moves": wording.difference(move.yen) if move and move.yen else "",
        "recipient": row.recipient,
        "helper": helper_name(row),
        "mark": hand_off_store.reply_mark(row),
        "number": row.pk,
        "token": opened.token,
        "save_state": save_state(request, opened),
    }
    return page(request, "estimator/reply.html", context | more, status=status)
