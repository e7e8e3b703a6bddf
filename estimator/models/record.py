"""The record of changes (変更履歴): who changed which figure, from what to what, when and why.

In the flow: every save and deletion of an edition or one of its rows adds a line, by
django-simple-history; the database refuses to change a line (`triggers`). A bulk write and plain
SQL leave no line: the admin and the import do neither without naming it themselves.
"""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class RecordOfChanges(HistoricalRecords):
    """One table of record per table of figures; a person named in it cannot be deleted."""

    def _get_history_user_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super()._get_history_user_fields()
        # SET_NULL would change the record. An account that is no longer used is made inactive.
        fields["history_user"].remote_field.on_delete = models.PROTECT
        return fields

    def _get_history_change_reason_field(self) -> "models.TextField[str | None, str | None]":
        return models.TextField(null=True)
