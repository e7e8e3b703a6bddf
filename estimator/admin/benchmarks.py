"""The pages of the published distributions (公表された分布), each with its values."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Benchmark, BenchmarkValue
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    NAMES,
    PLAIN_NUMBERS,
    EvidencedAdmin,
    FrozenInlineMixin,
    NotCheckedForAYear,
)


class ValueInline(FrozenInlineMixin, admin.TabularInline):
    """分布の値."""

    model = BenchmarkValue
    fields = ("position", "label_ja", "label_en", "value")
    formfield_overrides = PLAIN_NUMBERS
    extra = 0


@admin.register(Benchmark)
class BenchmarkAdmin(EvidencedAdmin):
    """公表された分布."""

    list_display = ("name_ja", "code", "unit", "sample_size", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear, "unit")
    fieldsets = (
        NAMES,
        (_("調査"), {"fields": (("unit", "sample_size"), "population_ja", "population_en")}),
        EVIDENCE,
    )
    inlines = (ValueInline,)
