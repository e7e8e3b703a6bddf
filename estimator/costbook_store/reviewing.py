"""今日確認した: rows held against their sources today, many at once.

In the flow: the action of every list of figures in the admin. Only 最終確認日 moves; the record
gets a line for each row, with who and why. Today is handed in.
"""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_update_with_history

from ..models import Edition, PublishedIsReadOnly
from ..models.evidence import EvidencedRow


@transaction.atomic
def checked(
    table: type[EvidencedRow], keys: Sequence[int], *, on: date, by: User, reason: str
) -> int:
    """Note the day on rows of drafts; return how many had another day until now.

    One row of a published edition keeps out all the others. Raises: PublishedIsReadOnly.
    """
    rows = table._default_manager.filter(pk__in=keys)  # noqa: SLF001 - Django's own name
    # Held, so that none of them is published meanwhile.
    editions = Edition.objects.select_for_update().filter(pk__in=rows.values("edition"))
    for edition in editions.order_by("pk"):
        if edition.is_published:
            raise PublishedIsReadOnly(edition.code)
    moved = list(rows.exclude(checked_on=on).select_for_update().order_by("pk"))
    for row in moved:
        row.checked_on = on
    bulk_update_with_history(
        moved, table, ["checked_on"], default_user=by, default_change_reason=reason
    )
    return len(moved)
