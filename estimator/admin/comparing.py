"""The pages 差分, 影響 and 確認が要る行 of an edition: what it changes, what has grown old.

In: an edition and, from the address, the one to compare it with. Out: pages to read; nothing
here is written. Whoever may look at editions may look at these.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import costbook_store
from ..models import Edition
from ..presenters.editions.difference import DifferenceView, difference_view
from ..presenters.editions.effect import effect_view
from ..presenters.wording import Wording
from .effect import outcomes

if TYPE_CHECKING:
    from .editions import EditionAdmin


def difference(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """差分: this edition beside another, row by row."""
    other = _other(request, edition)
    shown = side_by_side(other, edition)
    context = {**_choice(edition, other), "difference": shown, "title": _("差分")}
    return model_admin.page(request, "difference", edition, **context)


def side_by_side(other: Edition, edition: Edition) -> DifferenceView:
    """Word what an edition changes against another; drafts too."""
    found = costbook_store.difference(other.code, edition.code, with_drafts=True)
    return difference_view(found, old=other.code, new=edition.code, wording=Wording.in_force())


def effect(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """影響: what this edition does to every case, and all that stands in its way."""
    other = _other(request, edition)
    books = costbook_store.load(other.code), costbook_store.load(edition.code)
    found = outcomes(*books, as_of=timezone.localdate())
    refusals = costbook_store.refusals(edition, against=other)
    context = {
        **_choice(edition, other),
        "groups": effect_view(found, Wording.in_force()),
        "refusals": [(problem, row_address(problem)) for problem in refusals],
        "title": _("影響"),
    }
    return model_admin.page(request, "effect", edition, **context)


def stale(model_admin: EditionAdmin, request: HttpRequest, edition: Edition) -> HttpResponse:
    """確認が要る行: what to look at again."""
    _require_view(request)
    found = costbook_store.stale_rows(edition, today=timezone.localdate())
    rows = [(row, row_address(row)) for row in found]
    lists = [] if edition.is_published else _overdue_lists(edition, found)
    context = {"rows": rows, "lists": lists, "title": _("確認が要る行")}
    return model_admin.page(request, "stale", edition, **context)


def _overdue_lists(
    edition: Edition, rows: Iterable[costbook_store.StaleRow]
) -> list[tuple[Any, str]]:
    """Link to the list of each table with overdue rows, where they are noted as checked."""
    tables = dict.fromkeys(row.table for row in rows if row.is_overdue)
    wanted = urlencode({"edition__id__exact": edition.pk, "not_checked": "12_months"})
    return [
        (
            apps.get_model("estimator", table)._meta.verbose_name,  # noqa: SLF001
            f"{reverse(f'admin:estimator_{table}_changelist')}?{wanted}",
        )
        for table in tables
    ]


def row_address(problem: costbook_store.Problem | costbook_store.StaleRow) -> str:
    """Return the page where a row is put right; empty where no one table is to blame."""
    if not problem.table:
        return ""
    if problem.pk is None:
        return reverse(f"admin:estimator_{problem.table}_changelist")
    return reverse(f"admin:estimator_{problem.table}_change", args=[problem.pk])


def _choice(edition: Edition, other: Edition) -> dict[str, Any]:
    listed = Edition.objects.exclude(pk=edition.pk).values("code", "title_ja")
    editions = [{"code": row["code"], "title": row["title_ja"]} for row in listed]
    return {"other": other, "editions": editions}


def _other(request: HttpRequest, edition: Edition) -> Edition:
    """Return the edition to compare with: the one asked for, the default, the one before."""
    _require_view(request)
    asked = request.GET.get("against", "")
    others = Edition.objects.exclude(pk=edition.pk)
    found = others.filter(code=asked).first() if asked else others.first()
    if found is None:
        raise Http404
    return found


def _require_view(request: HttpRequest) -> None:
    if not request.user.has_perm("estimator.view_edition"):
        raise PermissionDenied
