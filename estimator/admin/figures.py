"""The pages of the figures: unit costs, law, exchange rates."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import ExchangeRate, StatutoryAmount, UnitCost
from ..models.vocabulary import Currency
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FIGURE,
    NAMES,
    SOURCE_WORDS,
    EvidencedAdmin,
    FigureAdmin,
    NotCheckedForAYear,
    number,
    titled,
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


@admin.register(StatutoryAmount)
class StatutoryAmountAdmin(EvidencedAdmin):
    """法定額."""

    list_display = ("name_ja", "code", "sum", "share", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear, "currency")
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
    search_fields = ("currency", *SOURCE_WORDS)
    search_help_text = _("通貨・出典（番号・発行者・題名）で探せます。")
    named_codes: ClassVar = {"currency": lambda: dict(Currency.choices)}
    fieldsets = ((_("通貨"), {"fields": ("edition", "currency")}), FIGURE, EVIDENCE)
