"""What the pages of all cost tables share: lists, filters, read-only once published.

In the flow: the base of every `ModelAdmin` here. A row of a published edition can be looked at,
never changed; a link can only go to rows of the same edition.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import DecimalField, ForeignKey, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..costbook_store import a_year_before
from ..models import Edition
from ..models.edition_rows import ReadOnlyOncePublished
from ..models.vocabulary import State
from .checked_today import CheckedTodayMixin
from .record import ReasonedMixin

Fieldset = tuple[Any, Any]  # a title and its options

EVIDENCE: Fieldset = (
    _("根拠"),
    {
        "fields": (
            ("source", "place"),
            ("grade", "in_force_from", "checked_on"),
            "note_ja",
            "note_en",
        )
    },
)
NAMES: Fieldset = (
    _("名前"),
    {"fields": ("edition", ("code", "position"), ("name_ja", "name_en"))},
)
FIGURE: Fieldset = (_("数値"), {"fields": (("low", "typical", "high"), ("unit", "sampling_bound"))})
LONGEST_CHOICE = 48
EVIDENCE_COLUMNS = ("in_force_from", "source_code", "grade_letter", "checked_on")


class NotCheckedForAYear(admin.SimpleListFilter):
    """12か月以上未確認: figures whose source should be looked at again."""

    title = _("最終確認")
    parameter_name = "not_checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("12_months", _("12か月以上未確認"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "12_months":
            return queryset
        return queryset.filter(checked_on__lte=a_year_before(timezone.localdate()))


def number(value: Decimal | None) -> str:
    """Write a figure as an analyst reads it, without the zeros of the database."""
    return "～" if value is None else f"{value.normalize():,f}"


class PlainNumberInput(forms.NumberInput):
    """A box for an exact number, without the zeros the database keeps."""

    def format_value(self, value: Any) -> str | None:
        """Write 3000000 for 3000000.0000."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return super().format_value(value)


PLAIN_NUMBERS: dict[Any, Any] = {DecimalField: {"widget": PlainNumberInput}}


def titled(title: Any) -> type[admin.AllValuesFieldListFilter]:
    """Make a filter over the values of a linked row, under a title of our own."""

    class TitledFilter(admin.AllValuesFieldListFilter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

    return TitledFilter


class RowAdmin(ReasonedMixin, admin.ModelAdmin):
    """A table of one edition: read-only once that is published."""

    list_per_page = 100
    save_on_top = True
    formfield_overrides = PLAIN_NUMBERS

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse a change to a row of a published edition."""
        return super().has_change_permission(request, obj) and not is_published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete a row of a published edition."""
        return super().has_delete_permission(request, obj) and not is_published(obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new row in the draft being worked on."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        drafts = Edition.objects.filter(state=State.DRAFT).values_list("pk", flat=True)[:2]
        if "edition" not in initial and len(drafts) == 1:
            initial["edition"] = drafts[0]
        return initial

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        """Offer drafts, and only rows of the draft that is being edited."""
        related = db_field.related_model
        if related is Edition:
            kwargs["queryset"] = Edition.objects.filter(state=State.DRAFT)
        elif isinstance(related, type) and issubclass(related, ReadOnlyOncePublished):
            kwargs["queryset"] = self._rows_to_link(related, request)
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.label_from_instance = lambda row: Truncator(str(row)).chars(LONGEST_CHOICE)
        return field

    def _rows_to_link(self, table: type[Model], request: HttpRequest) -> QuerySet[Any]:
        rows = table._default_manager.filter(edition__state=State.DRAFT)  # noqa: SLF001
        edition = self._edition_of(request)
        if edition is not None:
            rows = rows.filter(edition=edition)
        return rows.select_related("edition")

    def _edition_of(self, request: HttpRequest) -> Any:
        """Return the edition in question: of the row, as posted, as linked to."""
        match = request.resolver_match
        row = match.kwargs.get("object_id") if match else None
        if row and str(row).isdigit():
            return self.model.objects.filter(pk=row).values_list("edition", flat=True).first()
        chosen = request.POST.get("edition") or request.GET.get("edition", "")
        return int(chosen) if chosen.isdigit() else None


SOURCE_WORDS = ("source__code", "source__publisher", "source__title")


class EvidencedAdmin(CheckedTodayMixin, RowAdmin):
    """A table whose rows carry evidence."""

    list_select_related: ClassVar[tuple[str, ...]] = ("edition", "source")
    search_fields: ClassVar[tuple[str, ...]] = ("name_ja", "name_en", "code", *SOURCE_WORDS)
    search_help_text = _("名称・コード・出典（番号・発行者・題名）で探せます。")
    named_codes: ClassVar[dict[str, Callable[[], Mapping[str, Any]]]] = {}
    """Columns that hold a code whose Japanese name is not in the database: how to name each."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find a row by the name of its code, too."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        named = Q()
        for column, names in self.named_codes.items():
            codes = [code for code, name in names().items() if search_term in str(name)]
            named |= Q(**{f"{column}__in": codes})
        return (found | queryset.filter(named) if search_term and named else found), may_repeat

    @admin.display(description=_("出典"), ordering="source__code")
    def source_code(self, row: Any) -> str:
        """Show the number of the source, which the search box finds."""
        return str(row.source.code)

    @admin.display(description=_("確度"), ordering="grade")
    def grade_letter(self, row: Any) -> str:
        """Show the grade by its letter; the filter beside the list explains the letters."""
        return str(row.grade)

    @admin.display(description=_("版"), ordering="edition__code")
    def edition_code(self, row: Any) -> str:
        """Show the code of the edition."""
        return str(row.edition.code)


class FigureAdmin(EvidencedAdmin):
    """A table of figures."""

    @admin.display(description=_("下限／中心／上限"), ordering="typical")
    def values(self, row: Any) -> str:
        """Show the three values in one column."""
        return f"{number(row.low)}／{number(row.typical)}／{number(row.high)}"


class FrozenInlineMixin:
    """An inline table that follows the edition of its parent."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_published(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_published(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_published(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]


def is_published(row: Any) -> bool:
    """Tell whether a row, or an edition itself, can no longer change."""
    if isinstance(row, Edition):
        return row.is_published
    edition = row.owning_edition() if isinstance(row, ReadOnlyOncePublished) else None
    return edition is not None and edition.is_published
