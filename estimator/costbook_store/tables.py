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
    IncidentRate,
    IncidentType,
    Industry,
    IndustryFigure,
    Measure,
    MeasureFigure,
    PaymentShare,
    PaymentTiming,
    PolicyTerm,
    SamplePolicy,
    Scale,
    ScaleBracket,
    Source,
    StandardText,
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
    IncidentRate,
    PaymentTiming,
    SamplePolicy,
    Measure,
    MeasureFigure,
    StandardText,
)
# Rows that reach their edition through another: whole, then part.
PARTS: Mapping[type[Any], type[Any]] = {
    Scale: ScaleBracket,
    Benchmark: BenchmarkValue,
    PaymentTiming: PaymentShare,
    SamplePolicy: PolicyTerm,
}
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
    "incidentrate": ("incident_type", "size", "industry"),
    "paymenttiming": ("code",),
    "paymentshare": ("timing", "month"),
    "samplepolicy": ("code",),
    "policyterm": ("policy", "kind"),
    "measure": ("code",),
    "measurefigure": ("measure", "kind"),
    "standardtext": ("code",),
    "typicalanswer": (
        "key", "option", "incident_type", "size", "severity", "given_key", "given_option",
    ),
}  # fmt: skip
