"""Which rows of an edition can be read at all (sourced by their own edition, in order), and links.

In the flow: between the tables and `loading`; what is left out here, `checking` names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from .. import costbook as core
from ..models import CompanySize, Edition, IncidentType, Industry, Source
from . import rows

EVERY = ""  # a blank condition holds for every size or industry


@dataclass(frozen=True, slots=True)
class Linked:
    """An edition and its rows that others link to, by their primary keys: read once."""

    edition: Edition
    sources: Mapping[int, core.Source]
    sizes: Mapping[int, CompanySize]
    industries: Mapping[int, Industry]
    types: Mapping[int, IncidentType]

    def size_code(self, row: Any) -> str:
        """Return the size class a row is for."""
        return self.sizes[row.size_id].code if row.size_id in self.sizes else EVERY

    def industry_code(self, row: Any) -> str:
        """Return the industry a row is for."""
        return (
            self.industries[row.industry_id].code if row.industry_id in self.industries else EVERY
        )


def read_linked(edition: Edition) -> Linked:
    """Read the sources, classes and incident types of an edition: four queries."""
    return Linked(
        edition,
        sources={row.pk: rows.source(row) for row in Source.objects.filter(edition=edition)},
        sizes={row.pk: row for row in CompanySize.objects.filter(edition=edition)},
        industries={row.pk: row for row in Industry.objects.filter(edition=edition)},
        types={row.pk: row for row in sourced(IncidentType, edition)},
    )


def sourced(table: type[Any], edition: Edition) -> QuerySet[Any]:
    """Return the rows of a table that rest on a source of their own edition."""
    rows: QuerySet[Any] = table.objects.filter(edition=edition, source__edition=edition)
    return rows


def in_order(table: type[Any], edition: Edition) -> QuerySet[Any]:
    """Return the sourced figures of a table whose low value is not above the typical one."""
    return sourced(table, edition).filter(low__lte=F("typical"))
