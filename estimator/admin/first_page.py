"""The first page of the admin: the edition in force, drafts, figures to check, recent changes.

In the flow: the admin's own list of tables stays below. A fixed number of queries, whatever the
number of editions.
"""

from typing import Any, Final

from django.http import HttpRequest

from ..costbook_store import record
from ..models import Edition
from ..models.vocabulary import State

MOST_RECENT: Final = 10
MOST_DRAFTS: Final = 10
OF_TABLES: Final = "estimator.view_edition"


def context(request: HttpRequest) -> dict[str, Any]:
    """Gather where the cost tables stand, for whoever may see them."""
    return _where_things_stand() if request.user.has_perm(OF_TABLES) else {}


def _where_things_stand() -> dict[str, Any]:
    in_force = Edition.objects.filter(is_default=True).select_related("published_by").first()
    drafts = Edition.objects.filter(state=State.DRAFT).select_related("drafted_by")
    return {
        "shows_tables": True,
        "in_force": in_force,
        "drafts": drafts.order_by("-pk")[:MOST_DRAFTS],
        "recent_changes": record.recent(MOST_RECENT),
    }
