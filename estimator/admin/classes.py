"""The pages of the classes a company falls into: size and industry."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import CompanySize, Industry, IndustryFigure
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FIGURE,
    SOURCE_WORDS,
    EvidencedAdmin,
    FigureAdmin,
    NotCheckedForAYear,
    number,
)


@admin.register(CompanySize)
class CompanySizeAdmin(EvidencedAdmin):
    """従業員規模."""

    list_display = (
        "name_ja", "code", "employees_from", "employees_to", "percent", *EVIDENCE_COLUMNS,
        "edition_code",
    )  # fmt: skip
    list_filter = ("edition", "grade", NotCheckedForAYear)
    fieldsets = (
        (_("規模"), {"fields": ("edition", ("code", "position"), ("name_ja", "name_en"))}),
        (_("範囲と割合"), {"fields": (("employees_from", "employees_to"), "weight")}),
        EVIDENCE,
    )

    @admin.display(description=_("割合（％）"), ordering="weight")
    def percent(self, row: CompanySize) -> str:
        """Show the weight without the zeros of the database."""
        return number(row.weight)


@admin.register(Industry)
class IndustryAdmin(EvidencedAdmin):
    """業種."""

    list_display = (
        "name_ja", "code", "percent", "makes_goods", "margin", "labour", *EVIDENCE_COLUMNS,
        "edition_code",
    )  # fmt: skip
    list_filter = ("edition", "grade", NotCheckedForAYear)
    fieldsets = (
        (_("業種"), {"fields": ("edition", ("code", "position"), ("name_ja", "name_en"))}),
        (_("割合と性質"), {"fields": (("weight", "makes_goods"),)}),
        EVIDENCE,
    )

    def get_queryset(self, request: Any) -> Any:
        """Fetch the ratios of all listed industries at once."""
        return super().get_queryset(request).prefetch_related("figures")

    @admin.display(description=_("割合（％）"), ordering="weight")
    def percent(self, row: Industry) -> str:
        """Show the weight without the zeros of the database."""
        return number(row.weight)

    @admin.display(description=_("限界利益率（％）"))
    def margin(self, row: Industry) -> str:
        """Show the marginal-profit ratio."""
        return _values(row, IndustryFigure.Kind.MARGINAL_PROFIT)

    @admin.display(description=_("人件費（円／人月）"))
    def labour(self, row: Industry) -> str:
        """Show the labour cost."""
        return _values(row, IndustryFigure.Kind.LABOUR_COST)


def _values(industry: Industry, kind: str) -> str:
    for row in industry.figures.all():
        if row.kind == kind:
            return f"{number(row.low)}／{number(row.typical)}／{number(row.high)}"
    return "—"


@admin.register(IndustryFigure)
class IndustryFigureAdmin(FigureAdmin):
    """業種の数値: each with its own evidence, so each on its own page."""

    list_display = ("industry_name", "kind", "values", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_select_related = ("edition", "source", "industry__edition")
    list_filter = ("edition", "kind", "grade", NotCheckedForAYear)
    search_fields = ("industry__name_ja", "industry__code", "kind", *SOURCE_WORDS)
    search_help_text = _("業種・種別・出典（番号・発行者・題名）で探せます。")
    named_codes: ClassVar = {"kind": lambda: dict(IndustryFigure.Kind.choices)}
    fieldsets = ((_("業種"), {"fields": ("edition", ("industry", "kind"))}), FIGURE, EVIDENCE)

    @admin.display(description=_("業種"), ordering="industry__position")
    def industry_name(self, row: IndustryFigure) -> str:
        """Show the industry's name."""
        return row.industry.name_ja
