"""One row → one frozen value of the core, with its evidence.

In the flow: `loading` calls these for every row of an edition. Sources come ready-made by their
primary key, so that no row costs a query.
"""

from collections.abc import Mapping
from decimal import Decimal

from .. import costbook as core
from ..models import (
    Benchmark,
    CompanySize,
    ExchangeRate,
    IncidentRate,
    IncidentType,
    Industry,
    IndustryFigure,
    MeasureFigure,
    SamplePolicy,
    Scale,
    ScaleBracket,
    Source,
    StatutoryAmount,
    TypicalAnswer,
    UnitCost,
)
from ..models.evidence import EvidencedRow
from ..models.vocabulary import Severity

PERCENT = Decimal(100)

Sources = Mapping[int, core.Source]
IndustryFigures = dict[str, core.Figure]
IndustryValue = core.Industry


def plain(value: Decimal) -> Decimal:
    """Drop the zeros the database keeps after the decimal point."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def plain_or_none(value: Decimal | None) -> Decimal | None:
    """Drop the zeros of a value that may be open."""
    return None if value is None else plain(value)


def source(row: Source) -> core.Source:
    """Convert a source."""
    return core.Source(
        id=row.code,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
        url=row.url,
    )


def evidence(row: EvidencedRow, sources: Sources) -> core.Evidence:
    """Convert where a row stands and how far it was checked."""
    return core.Evidence(
        source=sources[row.source_id],
        place=row.place,
        grade=row.grade,
        note_ja=row.note_ja,
        note_en=row.note_en,
        in_force_from=row.in_force_from,
        checked_on=row.checked_on,
    )


FigureRow = (
    UnitCost
    | IndustryFigure
    | ExchangeRate
    | TypicalAnswer
    | IncidentRate
    | SamplePolicy
    | MeasureFigure
)


def figure(
    row: FigureRow, sources: Sources, *, code: str, names: tuple[str, str] = ("", "")
) -> core.Figure:
    """Convert low, typical and high with their evidence."""
    return core.Figure(
        code=code,
        name_ja=names[0],
        name_en=names[1],
        low=plain(row.low),
        typical=plain(row.typical),
        high=plain_or_none(row.high),
        unit=row.unit,
        evidence=(evidence(row, sources),),
        sampling_bound=plain_or_none(row.sampling_bound),
    )


def unit_cost(row: UnitCost, sources: Sources) -> core.Figure:
    """Convert a unit cost."""
    return figure(row, sources, code=row.code, names=(row.name_ja, row.name_en))


def exchange_rate(row: ExchangeRate, sources: Sources) -> core.Figure:
    """Convert an exchange rate."""
    names = (f"為替レート（{row.currency}）", f"Exchange rate ({row.currency})")
    return figure(row, sources, code=f"exchange_rate_{row.currency.lower()}", names=names)


INDUSTRY_FIGURES = {
    IndustryFigure.Kind.MARGINAL_PROFIT.value: (
        "marginal_profit_percent",
        ("限界利益率", "Marginal-profit ratio"),
    ),
    IndustryFigure.Kind.LABOUR_COST.value: (
        "labour_cost_per_month_yen",
        ("1人1か月の人件費", "Labour cost per person-month"),
    ),
}


def industry_figure(row: IndustryFigure, sources: Sources) -> core.Figure:
    """Convert a ratio of an industry."""
    code, names = INDUSTRY_FIGURES[row.kind]
    return figure(row, sources, code=code, names=names)


def industry(row: Industry, figures: IndustryFigures) -> core.Industry:
    """Convert an industry with both its ratios."""
    return core.Industry(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        marginal_profit=figures[IndustryFigure.Kind.MARGINAL_PROFIT],
        labour_cost=figures[IndustryFigure.Kind.LABOUR_COST],
        weight=plain(row.weight),
        makes_goods=row.makes_goods,
    )


def company_size(row: CompanySize) -> core.CompanySize:
    """Convert a size class."""
    return core.CompanySize(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        employees_from=row.employees_from,
        employees_to=row.employees_to,
        weight=plain(row.weight),
    )


def scale(row: Scale, sources: Sources) -> core.Scale:
    """Convert a scale with its brackets, prefetched in ascending order."""
    return core.Scale(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        unit=row.unit,
        brackets=tuple(bracket(step) for step in row.brackets.all()),
        evidence=evidence(row, sources),
        inclusive=row.inclusive,
    )


def bracket(step: ScaleBracket) -> core.Bracket:
    """Convert one step of a scale."""
    return core.Bracket(
        above=plain(step.above),
        rate=plain(step.rate / PERCENT),
        addition=plain(step.addition),
        by_negotiation=step.by_negotiation,
    )


def statutory_amount(row: StatutoryAmount, sources: Sources) -> core.StatutoryAmount:
    """Convert an amount fixed by law."""
    return core.StatutoryAmount(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        amount=plain(row.amount),
        currency=row.currency,
        revenue_percent=plain_or_none(row.revenue_percent),
        evidence=evidence(row, sources),
    )


def benchmark(row: Benchmark, sources: Sources) -> core.Benchmark:
    """Convert a published distribution with its values, prefetched in their order."""
    values = (
        core.BenchmarkValue(one.label_ja, one.label_en, plain(one.value))
        for one in row.values.all()
    )
    return core.Benchmark(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        unit=row.unit,
        population_ja=row.population_ja,
        population_en=row.population_en,
        sample_size=row.sample_size,
        values=tuple(values),
        evidence=evidence(row, sources),
    )


def incident_type(row: IncidentType, sources: Sources) -> core.IncidentType:
    """Convert an incident type; its severity shares become weights that add up to 1."""
    return core.IncidentType(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        summary_ja=row.summary_ja,
        summary_en=row.summary_en,
        topics=frozenset(row.topics),
        wrongful_purpose=row.wrongful_purpose,
        severities=(
            (Severity.MINOR.value, row.minor_percent / PERCENT),
            (Severity.MODERATE.value, row.moderate_percent / PERCENT),
            (Severity.MAJOR.value, row.major_percent / PERCENT),
        ),
        severity_evidence=evidence(row, sources),
    )


def typical_answer(
    row: TypicalAnswer, sources: Sources, incident_type: str, size: str
) -> core.TypicalAnswer:
    """Convert what わからない is taken as."""
    return core.TypicalAnswer(
        key=row.key,
        option=row.option,
        incident_type=incident_type,
        size=size,
        severity=row.severity,
        given=(row.given_key, row.given_option) if row.given_key else None,
        figure=figure(row, sources, code=row.key),
    )
