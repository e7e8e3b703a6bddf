"""The import-export resource of each table: finds a row by its key, checks it, saves what differs.

In the flow: `importing` feeds it one sheet after another inside one transaction; `writing` exports
through it. A row that says what is stored already is left alone, so that no history is written.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory

from ...models import Edition
from .tables import SheetOf, field_of, sheets
from .values import is_blank

Key = tuple[Any, ...]


@dataclass
class Links:
    """A draft, why and by whom it is changed, and its rows that others link to, read once."""

    edition: Edition
    reason: str = ""
    by: User | None = None
    found: dict[type[Any], dict[str, Any]] = field(default_factory=dict)

    def of(self, table: type[Any]) -> dict[str, Any]:
        """Return the rows of a table by their codes."""
        if table not in self.found:
            rows = table.objects.filter(edition=self.edition)
            self.found[table] = {row.code: row for row in rows}
            for row in self.found[table].values():
                row.edition = self.edition
        return self.found[table]

    def sign(self, row: Any) -> None:
        """Tell the history why a row changes and who changes it, by the library's names."""
        row._change_reason = self.reason  # noqa: SLF001
        if self.by is not None:
            row._history_user = self.by  # noqa: SLF001

    def forget(self, table: type[Any]) -> None:
        """Read a table anew next time: its rows have changed."""
        self.found.pop(table, None)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an import does to one row; each cell is (column, before, after)."""

    sheet: str
    row: str
    kind: str  # added, changed, removed
    cells: tuple[tuple[str, Any, Any], ...] = ()


class ByKey(BaseInstanceLoader):
    """Finds the stored row for a row of the sheet among all rows of the edition."""

    def __init__(self, resource: Any, dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        resource.stored = {resource.key_of(row): row for row in resource.stored_rows()}

    def get_instance(self, row: dict[str, Any]) -> Any:
        """Return the stored row; none for a new one or an unreadable key."""
        return self.resource.stored.get(self.resource.key_in(row))


class EditionResource(ModelResource):
    """Rows of one table of one draft."""

    sheet: SheetOf

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.edition, self.links = links.edition, links
        self.stored: dict[Key, Any] = {}
        self.seen: dict[Key, int] = {}
        self.changes: list[RowChange] = []
        self.before: dict[str, Any] = {}

    # --- which row is meant ---------------------------------------------------------------------

    def stored_rows(self) -> list[Any]:
        """Read all rows of the edition."""
        return list(self.sheet.rows(self.edition))

    def key_of(self, instance: Any) -> Key:
        """Return what a stored row is recognised by."""
        return tuple(self.fields[name].export(instance) for name in self.get_import_id_fields())

    def key_in(self, row: dict[str, Any]) -> Key | None:
        """Return what a row of the sheet is recognised by; nothing if that cannot be read."""
        try:
            return tuple(self._key_value(name, row) for name in self.get_import_id_fields())
        except ValueError:
            return None

    def _key_value(self, name: str, row: dict[str, Any]) -> Any:
        widget = self.fields[name].widget
        return widget.render(widget.clean(row[name], links=self.links))

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Refuse a row that the sheet has already given."""
        key, number = self.key_in(row), kwargs["row_number"]
        if key is None:
            return
        earlier = self.seen.setdefault(key, number)
        if earlier != number:
            raise ValidationError({NON_FIELD_ERRORS: [Duplicate(earlier)]})

    # --- what is stored -------------------------------------------------------------------------

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001 - the library's signature
        """Put a new row into the draft; remember what an old one says."""
        if "edition" in {f.name for f in instance._meta.fields}:  # noqa: SLF001
            instance.edition = self.edition
        self.before = {} if new else self.written(instance)

    def written(self, instance: Any) -> dict[str, Any]:
        """Return every column as it is written."""
        return {name: self.fields[name].export(instance) for name in self.fields}

    def import_field(self, field: Any, instance: Any, row: Any, *args: Any, **kwargs: Any) -> None:
        """Leave the default where a new row says nothing."""
        own = instance._meta.get_field(field.attribute)  # noqa: SLF001
        if is_blank(row.get(field.column_name)) and own.has_default():
            if field.column_name in row:
                setattr(instance, field.attribute, own.get_default())
            return
        super().import_field(field, instance, row, *args, **kwargs)

    def skip_row(
        self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """Leave a row alone that says what is stored."""
        return not import_validation_errors and bool(self.before) and (
            self.before == self.written(instance)
        )  # fmt: skip

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: Any = None
    ) -> None:
        """Apply the rules of the row; the database keeps the rest, see `do_instance_save`."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        linked = [
            f.name
            for f in instance._meta.fields  # noqa: SLF001
            if isinstance(f, models.ForeignKey) and getattr(instance, f.attname)
        ]
        checked = [*linked, *errors]
        for rules in (lambda: instance.clean_fields(exclude=checked), instance.clean):
            try:
                rules()
            except ValidationError as refusal:
                errors = {**refusal.update_error_dict({}), **errors}
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:  # noqa: FBT001
        """Save one row; what the database refuses becomes a problem of that row."""
        self.links.sign(instance)
        try:
            with transaction.atomic():
                instance.save(force_insert=is_create)
        except IntegrityError as refusal:
            raise ValidationError({NON_FIELD_ERRORS: [self._rule_broken(refusal)]}) from refusal
        after = self.written(instance)
        cells = tuple(
            (str(self.sheet.column(name).heading), self.before.get(name), value)  # type: ignore[union-attr]
            for name, value in after.items()
            if self.before.get(name) != value and (self.before or value not in (None, ""))
        )
        kind = "changed" if self.before else "added"
        self.changes.append(RowChange(self.sheet.title, self.label(instance), kind, cells))

    def _rule_broken(self, refusal: IntegrityError) -> str:
        for rule in self.sheet.table._meta.constraints:  # noqa: SLF001
            if rule.name in str(refusal):
                return str(rule.violation_error_message)
        return _("データベースの決まりに合わないため保存できません。")

    def label(self, instance: Any) -> str:
        """Name a row by its key and, if it has one, its Japanese name."""
        shown = [str(part) for part in self.key_of(instance) if part not in (None, "")]
        name = getattr(instance, "name_ja", "")
        return "・".join([name, *shown] if name else shown)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Read links to this table anew; no sequence is touched, for no key is imported."""
        self.links.forget(self.sheet.table)


class Duplicate(ValidationError):
    """The same row stands twice in a sheet; `earlier` counts from the first row of figures."""

    def __init__(self, earlier: int) -> None:
        super().__init__(_("同じ行がすでにあります。一つにしてください。"), code="duplicate")
        self.earlier = earlier


@cache
def resource_class(name: str) -> type[EditionResource]:
    """Make the resource of a table."""
    sheet = next(sheet for sheet in sheets() if sheet.name == name)
    names = [column.name for column in sheet.columns]
    made: type[EditionResource] = modelresource_factory(
        sheet.table,
        resource_class=EditionResource,
        meta_options={
            "fields": names,
            "import_id_fields": [column.name for column in sheet.columns if column.is_key],
            "instance_loader_class": ByKey,
            "skip_diff": True,
            "use_transactions": False,  # one transaction for the workbook, held by `importing`
            "clean_model_instances": True,
        },
        custom_fields={column.name: field_of(column) for column in sheet.columns},
    )
    made.sheet = sheet
    return made
