"""The pages of what an estimate means: rates, payment timings, policies, measures and texts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import (
    IncidentRate,
    IncidentType,
    Measure,
    MeasureFigure,
    PaymentShare,
    PaymentTiming,
    PolicyTerm,
    SamplePolicy,
    StandardText,
)
from ..models.measures import INSTRUCTIONS
from ..models.rates import share_messages
from ..models.vocabulary import State
from .record import ReasonedForm
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FIGURE,
    NAMES,
    PLAIN_NUMBERS,
    SOURCE_WORDS,
    EvidencedAdmin,
    FigureAdmin,
    FrozenInlineMixin,
    NotCheckedForAYear,
    number,
    titled,
)


@admin.register(IncidentRate)
class IncidentRateAdmin(FigureAdmin):
    """発生頻度."""

    list_display = (
        "type_name", "size_name", "industry_name", "values", "unit", *EVIDENCE_COLUMNS,
        "edition_code",
    )  # fmt: skip
    list_select_related = ("edition", "source", "incident_type", "size", "industry")
    list_filter = (
        "edition",
        "grade",
        NotCheckedForAYear,
        ("incident_type__code", titled(_("事案の種類"))),
        ("size__code", titled(_("従業員規模"))),
    )
    search_fields = ("incident_type__name_ja", "incident_type__code", "note_ja", *SOURCE_WORDS)
    search_help_text = _("事案の名称・注記・出典（番号・発行者・題名）で探せます。")
    fieldsets = (
        (_("事案"), {"fields": ("edition", "incident_type")}),
        (_("どんな会社（空はすべて）"), {"fields": (("size", "industry"),)}),
        FIGURE,
        EVIDENCE,
    )

    @admin.display(description=_("事案の種類"), ordering="incident_type__position")
    def type_name(self, row: IncidentRate) -> str:
        """Show the type by its name."""
        return row.incident_type.name_ja

    @admin.display(description=_("従業員規模"), ordering="size__position")
    def size_name(self, row: IncidentRate) -> str:
        """Show the size class."""
        return row.size.name_ja if row.size else str(_("すべて"))

    @admin.display(description=_("業種"), ordering="industry__position")
    def industry_name(self, row: IncidentRate) -> str:
        """Show the industry."""
        return row.industry.name_ja if row.industry else str(_("すべて"))


class ShareFormSet(BaseInlineFormSet):
    """The months of one timing, checked together."""

    def clean(self) -> None:
        """Refuse months that do not add up to the whole."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        found = share_messages(form.instance for form in kept)
        if found:
            raise ValidationError(found)


class ShareInline(FrozenInlineMixin, admin.TabularInline):
    """支払いの割合."""

    model = PaymentShare
    formset = ShareFormSet
    fields = ("month", "percent")
    formfield_overrides = PLAIN_NUMBERS
    extra = 0


@admin.register(PaymentTiming)
class PaymentTimingAdmin(EvidencedAdmin):
    """支払いの時期."""

    list_display = ("name_ja", "code", "months", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear)
    fieldsets = (NAMES, EVIDENCE)
    inlines = (ShareInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Fetch the months of all listed rows at once."""
        return super().get_queryset(request).prefetch_related("shares")

    @admin.display(description=_("月と割合（％）"))
    def months(self, row: PaymentTiming) -> str:
        """Show each month with its share."""
        parts = (f"{share.month}: {number(share.percent)}" for share in row.shares.all())
        return "／".join(parts)


class TermInline(FrozenInlineMixin, admin.TabularInline):
    """保険の条件."""

    model = PolicyTerm
    fields = ("kind", "amount")
    formfield_overrides = PLAIN_NUMBERS
    extra = 0


@admin.register(SamplePolicy)
class SamplePolicyAdmin(FigureAdmin):
    """保険の代表例."""

    list_display = ("name_ja", "code", "values", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear)
    fieldsets = (NAMES, (_("保険料"), FIGURE[1]), EVIDENCE)
    inlines = (TermInline,)


class MeasureForm(ReasonedForm):
    """The form of a measure: types of the edition and instructions are ticked, not typed."""

    incident_types = forms.MultipleChoiceField(
        label=_("効く事案"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一つも選ばなければ、どの種類にも効きます。"),
    )
    instructions = forms.TypedMultipleChoiceField(
        label=_("指示の番号"),
        required=False,
        coerce=int,
        choices=[(each, str(each)) for each in INSTRUCTIONS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("経営ガイドライン Ver3.0 の重要10項目のうち、満たす指示の番号です。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("incident_types")
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = _type_choices(self.instance)


def _type_choices(measure: Measure) -> list[tuple[str, str]]:
    """Offer the types of the measure's edition, of any draft for a new one, and what is stored."""
    types = IncidentType.objects.order_by("position")
    if measure.edition_id:
        types = types.filter(edition=measure.edition_id)
    else:
        types = types.filter(edition__state=State.DRAFT)
    names = dict(types.values_list("code", "name_ja"))
    stored = measure.incident_types if isinstance(measure.incident_types, list) else []
    return list({**{str(code): str(code) for code in stored}, **names}.items())


@admin.register(Measure)
class MeasureAdmin(EvidencedAdmin):
    """対策."""

    form = MeasureForm
    list_display = (
        "name_ja", "code", "package", "is_correlation", *EVIDENCE_COLUMNS, "edition_code",
    )  # fmt: skip
    list_filter = ("edition", "package", "grade", NotCheckedForAYear)
    fieldsets = (
        NAMES,
        (_("説明"), {"fields": ("summary_ja", "summary_en")}),
        (_("組み合わせと効き方"), {"fields": (("package", "is_correlation"), "incident_types")}),
        (_("経営ガイドライン"), {"fields": ("instructions",)}),
        (_("補助金"), {"fields": (("subsidy_percent", "subsidy_ceiling"),)}),
        EVIDENCE,
    )


@admin.register(MeasureFigure)
class MeasureFigureAdmin(FigureAdmin):
    """対策の数値: each with its own evidence, so each on its own page."""

    list_display = ("measure_name", "kind", "values", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_select_related = ("edition", "source", "measure__edition")
    list_filter = ("edition", "kind", "grade", NotCheckedForAYear)
    search_fields = ("measure__name_ja", "measure__code", *SOURCE_WORDS)
    search_help_text = _("対策・出典（番号・発行者・題名）で探せます。")
    fieldsets = ((_("対策"), {"fields": ("edition", ("measure", "kind"))}), FIGURE, EVIDENCE)

    @admin.display(description=_("対策"), ordering="measure__position")
    def measure_name(self, row: MeasureFigure) -> str:
        """Show the measure's name."""
        return row.measure.name_ja


@admin.register(StandardText)
class StandardTextAdmin(EvidencedAdmin):
    """制度の説明."""

    list_display = ("name_ja", "code", "verified", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "verified", "grade", NotCheckedForAYear)
    search_fields = ("name_ja", "name_en", "code", "text_ja", *SOURCE_WORDS)
    search_help_text = _("名称・本文・コード・出典（番号・発行者・題名）で探せます。")
    fieldsets = (NAMES, (_("本文"), {"fields": ("text_ja", "text_en", "verified")}), EVIDENCE)
