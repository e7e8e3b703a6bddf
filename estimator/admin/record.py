"""The record of changes on the page of a row, and the reason that a change asks for.

In the flow: mixed into the pages of all tables. The record is read only, here and in the database.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..costbook_store import record

REASON = "change_reason"


class ReasonedForm(forms.ModelForm):
    """A change is saved with its reason; a new row needs none."""

    change_reason = forms.CharField(
        label=_("変更の理由"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("なぜ変えるか。例: 2026年版の公表値に更新。変更履歴に残り、後から直せません。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if REASON in self.fields:
            self.fields[REASON].required = bool(self.instance.pk)


class RecordedMixin:
    """A page that ends with the record of its row."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Add the record to what the page shows of a row that is there."""
        fieldsets = list(super().get_fieldsets(request, obj))  # type: ignore[misc]
        if obj is not None:
            fieldsets.append((_("変更履歴"), {"fields": ("change_record",)}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Name the record among what cannot be typed."""
        return (*super().get_readonly_fields(request, obj), "change_record")  # type: ignore[misc]

    def change_record(self, row: Any) -> SafeString:
        """Show who changed what, from what to what, when and why."""
        return render_to_string("admin/estimator/record.html", {"entries": record.of_row(row)})

    change_record.short_description = _("だれが・いつ・何を・なぜ")  # type: ignore[attr-defined]


class ReasonedMixin(RecordedMixin):
    """A page that asks why before it saves a change."""

    form: Any = ReasonedForm

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Ask for the reason where something can be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            fieldsets.insert(-1, (_("保存"), {"fields": (REASON,)}))
        return fieldsets

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Hand the reason to the record."""
        obj._change_reason = form.cleaned_data.get(REASON, "")  # noqa: SLF001 - the library's name
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Hand it to the rows inside the page, too."""
        for inner in formset.forms:
            inner.instance._change_reason = form.cleaned_data.get(REASON, "")  # noqa: SLF001
        super().save_formset(request, form, formset, change)  # type: ignore[misc]
