"""The tables of an edition, listed once: which there are and what a row of each is known by.

In the flow: whatever goes through a whole edition (checking, copying, comparing, the record, the
spreadsheet) goes through this list.
"""

from collections.abc import Mapping
from typing import Any, Final

from ..models import (
    Benchmark,
    BenchmarkValue,
    CompanySize,
    ExchangeRate,
    IncidentType,
    Industry,
    IndustryFigure,
    Scale,
    ScaleBracket,
    Source,
    StatutoryAmount,
    TypicalAnswer,
    UnitCost,
)

# What is linked to stands before what links.
TABLES: tuple[type[Any], ...] = (
    Source,
    CompanySize,
    Industry,
    IndustryFigure,
    IncidentType,
    UnitCost,
    Scale,
    StatutoryAmount,
    ExchangeRate,
    TypicalAnswer,
    Benchmark,
)
# Rows that reach their edition through another: whole, then part.
PARTS: Mapping[type[Any], type[Any]] = {Scale: ScaleBracket, Benchmark: BenchmarkValue}
# Every one of them, wholes before parts.
EVERY: tuple[type[Any], ...] = (*TABLES, *PARTS.values())
# How a row is recognised within its edition; the first field says what it is about.
KEYS: Final = {
    "source": ("code",),
    "companysize": ("code",),
    "industry": ("code",),
    "industryfigure": ("industry", "kind"),
    "incidenttype": ("code",),
    "unitcost": ("code", "size"),
    "scale": ("code",),
    "scalebracket": ("scale", "above"),
    "statutoryamount": ("code",),
    "exchangerate": ("currency",),
    "benchmark": ("code",),
    "benchmarkvalue": ("benchmark", "position"),
    "typicalanswer": (
        "key", "option", "incident_type", "size", "severity", "given_key", "given_option",
    ),
}  # fmt: skip
