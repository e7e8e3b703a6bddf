"""Rows of one edition → `CostBook`: twenty-two queries, none for a published edition seen before.

A published edition changes only when a release adds to it (`shipped`), which gives it another
identity; so its book is kept in the process under the identity. A draft is read anew each time.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ..costbook import CostBook
from ..costbook import TypicalAnswer as TypicalAnswerValue
from ..models import (
    Benchmark,
    Edition,
    ExchangeRate,
    IndustryFigure,
    Scale,
    StatutoryAmount,
    TypicalAnswer,
    UnitCost,
)
from . import outlook_rows, rows
from .usable import Linked, in_order, read_linked, sourced

MOST_KEPT = 16

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


def _edition(code: str | None) -> Edition:
    try:
        return Edition.objects.get(code=code) if code else Edition.objects.default()
    except Edition.DoesNotExist as missing:
        raise NoSuchEdition(code) from missing


def read(edition: Edition) -> CostBook:
    """Read every table of an edition. What is incomplete stays out; `problems` names it."""
    linked = read_linked(edition)
    return replace(
        _figures(linked),
        incident_rates=outlook_rows.incident_rates(linked),
        payment_timings=outlook_rows.payment_timings(linked),
        sample_policies=outlook_rows.sample_policies(linked),
        measures=outlook_rows.measures(linked),
        standard_texts=outlook_rows.standard_texts(linked),
    )


def _figures(linked: Linked) -> CostBook:
    edition, sources = linked.edition, linked.sources
    units = in_order(UnitCost, edition)
    scales = sourced(Scale, edition).prefetch_related("brackets")
    laws = sourced(StatutoryAmount, edition)
    rates = in_order(ExchangeRate, edition)
    surveys = sourced(Benchmark, edition).prefetch_related("values")
    return CostBook(
        edition=edition.code,
        sources={source.id: source for source in sources.values()},
        unit_costs={
            (row.code, linked.size_code(row)): rows.unit_cost(row, sources) for row in units
        },
        scales={row.code: rows.scale(row, sources) for row in scales if row.brackets.all()},
        statutory_amounts={row.code: rows.statutory_amount(row, sources) for row in laws},
        exchange_rates={row.currency: rows.exchange_rate(row, sources) for row in rates},
        sizes=tuple(rows.company_size(row) for row in linked.sizes.values()),
        industries=_industries(linked),
        incident_types={
            row.code: rows.incident_type(row, sources) for row in linked.types.values()
        },
        typical_answers=_typical_answers(linked),
        benchmarks={row.code: rows.benchmark(row, sources) for row in surveys if row.values.all()},
    )


def _industries(linked: Linked) -> dict[str, rows.IndustryValue]:
    figures: dict[int, rows.IndustryFigures] = defaultdict(dict)
    for row in in_order(IndustryFigure, linked.edition):
        figures[row.industry_id][row.kind] = rows.industry_figure(row, linked.sources)
    return {
        row.code: rows.industry(row, figures[row.pk])
        for row in linked.industries.values()
        if len(figures[row.pk]) == len(IndustryFigure.Kind)
    }


def _typical_answers(linked: Linked) -> dict[str, tuple[TypicalAnswerValue, ...]]:
    by_key: dict[str, list[TypicalAnswerValue]] = defaultdict(list)
    for row in in_order(TypicalAnswer, linked.edition):
        if row.incident_type_id and row.incident_type_id not in linked.types:
            continue
        incident_type = linked.types[row.incident_type_id].code if row.incident_type_id else ""
        size = linked.size_code(row)
        by_key[row.key].append(rows.typical_answer(row, linked.sources, incident_type, size))
    return {key: tuple(answers) for key, answers in by_key.items()}
