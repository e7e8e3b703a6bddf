"""Which sheets a workbook has: one for each table of an edition, and the columns of each.

In the flow: the one description that reading, writing and the template share. A sheet is called
as its table is in Japanese; the key columns say which row is meant.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import models
from django.utils import translation
from import_export.fields import Field
from import_export.widgets import Widget

from ...models.evidence import EvidencedRow
from ..tables import KEYS, PARTS, TABLES
from . import values

BY_CODE: Final = ("grade", "currency")
MAY_BE_DATES: Final = ("published",)
LISTS_OF_NUMBERS: Final = ("instructions",)
EVIDENCE: Final = tuple(field.name for field in EvidencedRow._meta.fields)  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Japanese heading and the field it fills."""

    heading: str
    field: Any
    is_key: bool

    @property
    def name(self) -> str:
        """The name of the field."""
        return str(self.field.name)

    @property
    def must_be_filled(self) -> bool:
        """Tell whether a new row needs a value here."""
        return not self.field.blank and not self.field.has_default()


@dataclass(frozen=True, slots=True)
class SheetOf:
    """One table as a sheet."""

    table: Any
    title: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The name of the table in addresses and as another name of the sheet."""
        return str(self.table._meta.model_name)  # noqa: SLF001

    @property
    def label(self) -> Any:
        """The title in the reader's language."""
        return self.table._meta.verbose_name  # noqa: SLF001

    def column(self, name: str) -> Column | None:
        """Return the column of a field."""
        return next((column for column in self.columns if column.name == name), None)

    def rows(self, edition: Any) -> Any:
        """Return the rows of an edition with what they link to, in the order of the table."""
        links = [c.name for c in self.columns if isinstance(c.field, models.ForeignKey)]
        query = {self.table.edition_path: edition}
        return self.table.objects.filter(**query).select_related(*links).order_by("pk")


@cache
def sheets() -> tuple[SheetOf, ...]:
    """Return every sheet, what is linked to before what links."""
    tables: list[Any] = list(TABLES)
    for whole, part in PARTS.items():
        tables.insert(tables.index(whole) + 1, part)
    with translation.override("ja"):
        return tuple(_sheet(table) for table in tables)


def _sheet(table: Any) -> SheetOf:
    keys = KEYS[table._meta.model_name]  # noqa: SLF001
    fields = {f.name: f for f in table._meta.fields if f.name not in ("id", "edition")}  # noqa: SLF001
    middle = [name for name in fields if name not in keys and name not in EVIDENCE]
    ordered = [*keys, *middle, *(name for name in EVIDENCE if name in fields)]
    columns = (Column(str(fields[n].verbose_name), fields[n], n in keys) for n in ordered)
    return SheetOf(table, str(table._meta.verbose_name), tuple(columns))  # noqa: SLF001


def sheet_named(name: str) -> SheetOf | None:
    """Find a sheet by its title or by the name of its table."""
    wanted = values.narrow(name).lower()
    return next((s for s in sheets() if wanted in (values.narrow(s.title), s.name)), None)


def field_of(column: Column) -> Field:
    """Return how import-export reads and writes a column."""
    return Field(
        attribute=column.name,
        column_name=column.name,
        widget=widget_of(column.field),
    )


def widget_of(field: Any) -> Widget:
    """Choose the kind of column for a field of a table."""
    if field.choices:
        return values.Choice(field.choices, by_code=field.name in BY_CODE)
    if isinstance(field, models.ForeignKey):
        return values.Link(field.related_model)
    if isinstance(field, models.DecimalField):
        return values.Number(places=field.decimal_places)
    kinds: dict[type[Any], Widget] = {
        models.IntegerField: values.Number(places=0),
        models.DateField: values.Day(),
        models.BooleanField: values.YesNo(),
        models.JSONField: values.Numbers() if field.name in LISTS_OF_NUMBERS else values.Words(),
    }
    for kind, widget in kinds.items():
        if isinstance(field, kind):
            return widget
    return values.Text(dates=field.name in MAY_BE_DATES)
