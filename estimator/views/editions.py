"""The editions (版) of the cost tables in public: the list, and what differs between any two.

In: published editions only; a draft is not found. Out: two pages that anyone may read and cite.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from .. import costbook_store
from ..costbook_store import Publication
from ..presenters.editions.difference import difference_view
from ..presenters.wording import Wording


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One line of the list."""

    code: str
    title: str
    published_on: str
    note: str
    is_default: bool
    older: str  # the code of the edition before it; empty for the first


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """List every published edition; two chosen ones lead to their difference."""
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    listed = costbook_store.publications()
    if {old, new} <= {found.code for found in listed}:
        return redirect("edition_difference", old=old, new=new)
    wording = Wording.in_force()
    older = [*(found.code for found in listed[1:]), ""]
    entries = [_entry(found, code, wording) for found, code in zip(listed, older, strict=False)]
    return render(request, "estimator/editions.html", {"editions": entries})


@require_safe
def edition_difference(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Show two published editions side by side, row by row."""
    try:
        found = costbook_store.difference(old, new)
    except costbook_store.NoSuchEdition as missing:
        raise Http404 from missing
    shown = difference_view(found, old=old, new=new, wording=Wording.in_force())
    return render(request, "estimator/edition_difference.html", {"difference": shown})


def _entry(found: Publication, older: str, wording: Wording) -> EditionEntry:
    day = found.published_on
    return EditionEntry(
        code=found.code,
        title=found.title_ja if wording.language == "ja" else found.title_en,
        published_on=wording.date(day) if day else "",
        note=found.note,
        is_default=found.is_default,
        older=older,
    )
