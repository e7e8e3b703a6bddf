"""今日確認した: the action of every list of figures that notes today as 最終確認日.

In the flow: ticked rows → a page that says what it will do and asks why → the rows, and a line of
the record for each. A row of a published edition among them keeps out all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .. import costbook_store
from ..models import PublishedIsReadOnly

NAME: Final = "checked_today"
MOST_SHOWN: Final = 100


class ReasonForm(forms.Form):
    """Why the rows are taken as checked."""

    reason = forms.CharField(
        label=_("変更の理由"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField", "autofocus": True}),
        help_text=_("何と照らし合わせたか。例: 2026年版の資料と同じ値。変更履歴に残ります。"),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of the action, and how the next page asks for them again."""

    rows: list[Any]
    is_whole_list: bool

    @property
    def keys(self) -> list[int]:
        """Return what the next page posts: one key stands for the whole filtered list."""
        return [row.pk for row in (self.rows[:1] if self.is_whole_list else self.rows)]

    @property
    def published(self) -> str:
        """Name the published editions among the rows, with the number of rows of each."""
        found = Counter(row.edition.code for row in self.rows if row.edition.is_published)
        count = gettext("%(code)s（%(count)d行）")
        return "、".join(count % {"code": code, "count": many} for code, many in found.items())


class CheckedTodayMixin:
    """A list of figures whose rows can be taken as checked today."""

    actions: Any = (NAME,)

    @admin.action(description=_("選んだ行を「今日確認した」にする"), permissions=["change"])
    def checked_today(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        """Show what it will do, then do it."""
        chosen = Chosen(list(rows), request.POST.get("select_across") == "1")
        if chosen.published:
            return _refused(request, chosen.published)
        form = ReasonForm(request.POST if "confirm" in request.POST else None)
        as_shown = request.POST.get("confirm") == str(len(chosen.rows))
        if as_shown and form.is_valid():
            return _note(self, request, chosen, form.cleaned_data["reason"])
        return _page(self, request, chosen, form)


def _refused(request: HttpRequest, editions: str) -> HttpResponse:
    text = gettext(
        "公開済みの版の行は変えられません: %(editions)s。どの行も変えていません。"
        "編集中の版で絞り込んでから選んでください。"
    )
    messages.error(request, text % {"editions": editions})
    return HttpResponseRedirect(request.get_full_path())


def _note(model_admin: Any, request: HttpRequest, chosen: Chosen, reason: str) -> HttpResponse:
    if not isinstance(request.user, User):
        raise PermissionDenied
    today = timezone.localdate()
    table, keys = model_admin.model, [row.pk for row in chosen.rows]
    try:
        count = costbook_store.checked(table, keys, on=today, by=request.user, reason=reason)
    except PublishedIsReadOnly as published:  # since the rows were looked at
        return _refused(request, published.edition)
    said = f"checked on {today}; {reason}"
    LogEntry.objects.log_actions(request.user.pk, chosen.rows, CHANGE, said)
    text = ngettext(
        "%(count)d行の最終確認日を%(day)sにしました。",
        "%(count)d行の最終確認日を%(day)sにしました。",
        count,
    )
    messages.success(request, text % {"count": count, "day": today.isoformat()})
    return HttpResponseRedirect(request.get_full_path())


def _page(
    model_admin: Any, request: HttpRequest, chosen: Chosen, form: ReasonForm
) -> TemplateResponse:
    """Ask, with the rows and the day they would get."""
    today = timezone.localdate()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("今日確認した"),
        "form": form,
        "action": NAME,
        "chosen": chosen,
        "count": len(chosen.rows),
        "unmoved": sum(row.checked_on == today for row in chosen.rows),
        "shown": chosen.rows[:MOST_SHOWN],
        "more": max(0, len(chosen.rows) - MOST_SHOWN),
        "today": today,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(
        request, "admin/estimator/row/checked_today.html", context, status=status
    )
