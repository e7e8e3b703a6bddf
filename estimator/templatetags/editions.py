"""The tile of the admin's landing page: how many figures should be looked at again.

In: the edition in force. Out: its number of stale rows with the way to the list.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from .. import costbook_store

register = template.Library()


@register.inclusion_tag("admin/estimator/stale_tile.html")
def stale_tile() -> dict[str, Any]:
    """Count the rows to look at again in the edition in force, if there is one."""
    edition = costbook_store.default_edition()
    rows = costbook_store.stale_rows(edition, today=timezone.localdate()) if edition else ()
    return {
        "edition": edition,
        "count": len(rows),
        "overdue": sum(row.is_overdue for row in rows),
        "newer": sum(bool(row.newer) for row in rows),
    }
