"""The pages of the figures: unit costs, scales with their brackets, law, exchange rates."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from ..models import ExchangeRate, Scale, ScaleBracket, StatutoryAmount, UnitCost
from ..models.figures import bracket_messages
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FIGURE,
    PLAIN_NUMBERS,
    EvidencedAdmin,
    Fieldset,
    FigureAdmin,
    FrozenInlineMixin,
    NotCheckedForAYear,
    number,
    titled,
)

NAMES: Fieldset = (
    _("名前"),
    {"fields": ("edition", ("code", "position"), ("name_ja", "name_en"))},
)


@admin.register(UnitCost)
class UnitCostAdmin(FigureAdmin):
    """単価."""

    list_display = (
        "name_ja",
        "code",
        "size_name",
        "values",
        "unit",
        *EVIDENCE_COLUMNS,
        "edition_code",
    )
    list_select_related = ("edition", "source", "size")
    list_filter = (
        "edition",
        "grade",
        NotCheckedForAYear,
        "unit",
        ("size__code", titled(_("従業員規模"))),
    )
    search_fields = ("name_ja", "name_en", "code", "source__code", "source__publisher")
    search_help_text = _("名称・コード・出典番号・発行者で探せます。")
    fieldsets = (
        (
            _("費目の単価"),
            {"fields": ("edition", ("code", "size", "position"), ("name_ja", "name_en"))},
        ),
        FIGURE,
        EVIDENCE,
    )

    @admin.display(description=_("規模"), ordering="size__position")
    def size_name(self, row: UnitCost) -> str:
        """Show the size class the row is for."""
        return row.size.name_ja if row.size else "—"


class BracketFormSet(BaseInlineFormSet):
    """The steps of one scale, checked together."""

    def clean(self) -> None:
        """Refuse steps that do not start at 0, do not rise or do not join."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        found = bracket_messages(form.instance for form in kept)
        if found:
            raise ValidationError(found)


class BracketInline(FrozenInlineMixin, admin.TabularInline):
    """段."""

    model = ScaleBracket
    formset = BracketFormSet
    fields = ("above", "rate", "addition", "by_negotiation")
    formfield_overrides = PLAIN_NUMBERS
    extra = 0


@admin.register(Scale)
class ScaleAdmin(EvidencedAdmin):
    """段階表."""

    list_display = ("name_ja", "code", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear, "unit")
    search_fields = ("name_ja", "name_en", "code", "source__code", "source__publisher")
    search_help_text = _("名称・コード・出典番号・発行者で探せます。")
    fieldsets = (NAMES, (_("表の読み方"), {"fields": (("unit", "inclusive"),)}), EVIDENCE)
    inlines = (BracketInline,)


@admin.register(StatutoryAmount)
class StatutoryAmountAdmin(EvidencedAdmin):
    """法定額."""

    list_display = ("name_ja", "code", "sum", "share", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear, "currency")
    search_fields = ("name_ja", "name_en", "code", "source__code", "source__publisher")
    search_help_text = _("名称・コード・出典番号・発行者で探せます。")
    fieldsets = (
        NAMES,
        (_("金額"), {"fields": (("amount", "currency"), "revenue_percent")}),
        EVIDENCE,
    )

    @admin.display(description=_("金額"), ordering="amount")
    def sum(self, row: StatutoryAmount) -> str:
        """Show the amount with its currency."""
        return f"{number(row.amount)} {row.currency}"

    @admin.display(description=_("売上高比"))
    def share(self, row: StatutoryAmount) -> str:
        """Show the share of sales, if the law names one."""
        return "—" if row.revenue_percent is None else f"{number(row.revenue_percent)}％"


@admin.register(ExchangeRate)
class ExchangeRateAdmin(FigureAdmin):
    """為替."""

    list_display = ("currency", "values", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear)
    search_fields = ("currency", "source__code", "source__publisher")
    search_help_text = _("通貨・出典番号・発行者で探せます。")
    fieldsets = ((_("通貨"), {"fields": ("edition", "currency")}), FIGURE, EVIDENCE)
