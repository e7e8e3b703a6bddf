"""The shipped editions in the database of a test: loaded once, then put back fast."""

from copy import copy
from typing import Any

from django.core.management import call_command
from django.db import models

from estimator.management.commands.load_editions import drafted
from estimator.models import (
    Benchmark,
    BenchmarkValue,
    CompanySize,
    Edition,
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

IN_ORDER: tuple[type[models.Model], ...] = (
    Edition,
    Source,
    CompanySize,
    Industry,
    IndustryFigure,
    IncidentType,
    UnitCost,
    Scale,
    ScaleBracket,
    StatutoryAmount,
    ExchangeRate,
    TypicalAnswer,
    Benchmark,
    BenchmarkValue,
    IncidentRate,
    PaymentTiming,
    PaymentShare,
    SamplePolicy,
    PolicyTerm,
    Measure,
    MeasureFigure,
    StandardText,
)
_rows: dict[type[models.Model], list[models.Model]] = {}
_published: dict[int, dict[str, Any]] = {}


def load_editions() -> None:
    """Fill the cost tables as `manage.py load_editions` does."""
    if Edition.objects.exists():
        return
    if _rows:
        for model, rows in _rows.items():
            model._base_manager.bulk_create([copy(row) for row in rows])
        _publish()
        return
    call_command("load_editions", verbosity=0)
    for model in IN_ORDER:
        _rows[model] = list(model._base_manager.all())
    for edition in _rows[Edition]:
        _published[edition.pk] = drafted(edition)


def _publish() -> None:
    """Do what the command does last: rows can be added to drafts only."""
    for pk, printed in _published.items():
        Edition.objects.filter(pk=pk).update(**printed)
