"""Rows of one edition → `CostBook`: fourteen queries, none for a published edition seen before.

A published edition changes only when a release adds to it (`shipped`), so its book is kept in the
process under the fixed identity of the edition; a draft is read anew each time.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from ..costbook import CostBook
from ..costbook import TypicalAnswer as TypicalAnswerValue
from ..models import (
    Benchmark,
    CompanySize,
    Edition,
    ExchangeRate,
    IncidentType,
    Industry,
    IndustryFigure,
    Scale,
    Source,
    StatutoryAmount,
    TypicalAnswer,
    UnitCost,
)
from . import rows

MOST_KEPT = 16
EVERY_SIZE = ""
SizeCodes = dict[int | None, str]

_kept: dict[tuple[str, UUID], CostBook] = {}


class NoSuchEdition(LookupError):
    """There is no edition with this code; without a code, no published default."""

    def __init__(self, code: str | None) -> None:
        super().__init__(f"no edition {code!r}" if code else "no edition is the default")
        self.code = code


def default_code() -> str:
    """Return the code of the edition new estimates use. Raises: NoSuchEdition."""
    return _edition(None).code


def published_codes() -> tuple[str, ...]:
    """Return the codes of the editions an estimate may be made under, the default first."""
    return tuple(Edition.objects.published().values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """版: what a reader is told of an edition besides its figures."""

    code: str
    title_ja: str
    title_en: str
    published_on: date | None
    is_default: bool


def published_editions() -> tuple[EditionFacts, ...]:
    """Return every edition that an estimate may rest on, the default first, old ones too."""
    fields = ("code", "title_ja", "title_en", "published_on", "is_default")
    return tuple(EditionFacts(*row) for row in Edition.objects.fixed().values_list(*fields))


def load(edition_code: str | None = None) -> CostBook:
    """Return the cost book of an edition, of the default one without a code.

    Raises: NoSuchEdition.
    """
    edition = _edition(edition_code)
    if not edition.is_published:
        return read(edition)
    key = (edition.code, edition.identity)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = read(edition)
    return _kept[key]


def forget(edition: Edition) -> None:
    """Read a published edition anew next time: a release has added rows to it."""
    _kept.pop((edition.code, edition.identity), None)


def _edition(code: str | None) -> Edition:
    try:
        return Edition.objects.get(code=code) if code else Edition.objects.default()
    except Edition.DoesNotExist as missing:
        raise NoSuchEdition(code) from missing


def read(edition: Edition) -> CostBook:
    """Read every table of an edition. What is incomplete stays out; `problems` names it."""
    sources = {row.pk: rows.source(row) for row in Source.objects.filter(edition=edition)}
    sizes = {row.pk: row for row in CompanySize.objects.filter(edition=edition)}
    types = {row.pk: row for row in _sourced(IncidentType, edition)}
    units = _in_order(UnitCost, edition)
    scales = _sourced(Scale, edition).prefetch_related("brackets")
    laws = _sourced(StatutoryAmount, edition)
    rates = _in_order(ExchangeRate, edition)
    surveys = _sourced(Benchmark, edition).prefetch_related("values")
    size_codes: SizeCodes = {pk: row.code for pk, row in sizes.items()}
    return CostBook(
        edition=edition.code,
        sources={source.id: source for source in sources.values()},
        unit_costs={
            (row.code, size_codes.get(row.size_id, EVERY_SIZE)): rows.unit_cost(row, sources)
            for row in units
        },
        scales={row.code: rows.scale(row, sources) for row in scales if row.brackets.all()},
        statutory_amounts={row.code: rows.statutory_amount(row, sources) for row in laws},
        exchange_rates={row.currency: rows.exchange_rate(row, sources) for row in rates},
        sizes=tuple(rows.company_size(row) for row in sizes.values()),
        industries=_industries(edition, sources),
        incident_types={row.code: rows.incident_type(row, sources) for row in types.values()},
        typical_answers=_typical_answers(edition, sources, size_codes, types),
        benchmarks={row.code: rows.benchmark(row, sources) for row in surveys if row.values.all()},
    )


def _sourced(table: type[Any], edition: Edition) -> QuerySet[Any]:
    """Return the rows of a table that rest on a source of their own edition."""
    rows: QuerySet[Any] = table.objects.filter(edition=edition, source__edition=edition)
    return rows


def _in_order(table: type[Any], edition: Edition) -> QuerySet[Any]:
    """Return the sourced figures of a table whose low value is not above the typical one."""
    return _sourced(table, edition).filter(low__lte=F("typical"))


def _industries(edition: Edition, sources: rows.Sources) -> dict[str, rows.IndustryValue]:
    figures: dict[int, rows.IndustryFigures] = defaultdict(dict)
    for row in _in_order(IndustryFigure, edition):
        figures[row.industry_id][row.kind] = rows.industry_figure(row, sources)
    return {
        row.code: rows.industry(row, figures[row.pk])
        for row in Industry.objects.filter(edition=edition)
        if len(figures[row.pk]) == len(IndustryFigure.Kind)
    }


def _typical_answers(
    edition: Edition,
    sources: rows.Sources,
    sizes: SizeCodes,
    types: dict[int, IncidentType],
) -> dict[str, tuple[TypicalAnswerValue, ...]]:
    by_key: dict[str, list[TypicalAnswerValue]] = defaultdict(list)
    for row in _in_order(TypicalAnswer, edition):
        if row.incident_type_id and row.incident_type_id not in types:
            continue
        incident_type = types[row.incident_type_id].code if row.incident_type_id else ""
        value = rows.typical_answer(row, sources, incident_type, sizes.get(row.size_id, EVERY_SIZE))
        by_key[row.key].append(value)
    return {key: tuple(answers) for key, answers in by_key.items()}
