"""The first page of the admin: the edition in force, drafts, figures to check, recent changes.

In the flow: the admin's own list of tables stays below. A fixed number of queries, whatever the
number of editions.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ..costbook_store import a_year_before, record
from ..costbook_store.checking import TABLES
from ..models import Edition
from ..models.evidence import EvidencedRow
from ..models.vocabulary import State

MOST_RECENT: Final = 10
MOST_DRAFTS: Final = 10
OF_TABLES: Final = "estimator.view_edition"


@dataclass(frozen=True, slots=True)
class ToCheck:
    """The figures of one table that were not checked for a year."""

    table: str
    count: int
    address: str


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
        "to_check": _to_check(in_force) if in_force else [],
        "recent_changes": record.recent(MOST_RECENT),
    }


def _to_check(edition: Edition) -> list[ToCheck]:
    """Count the figures of an edition that were last checked a year ago or earlier."""
    until = a_year_before(timezone.localdate())
    found = []
    for table in (t for t in TABLES if issubclass(t, EvidencedRow)):
        count = table._default_manager.filter(edition=edition, checked_on__lte=until).count()  # noqa: SLF001
        name = table._meta.model_name  # noqa: SLF001
        query = f"edition__id__exact={edition.pk}&not_checked=12_months"
        address = f"{reverse(f'admin:estimator_{name}_changelist')}?{query}"
        found.append(ToCheck(str(table._meta.verbose_name), count, address))  # noqa: SLF001
    return [each for each in found if each.count]
