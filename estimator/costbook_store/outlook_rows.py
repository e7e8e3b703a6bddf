"""The rows behind the outlook → frozen values of the core: rates, timings, policies, measures.

In the flow: `loading` asks for each of them; eight queries in all. Other rows come ready-made by
their primary keys, as in `rows`.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from .. import costbook as core
from ..models import (
    IncidentRate,
    Measure,
    MeasureFigure,
    PaymentTiming,
    SamplePolicy,
    StandardText,
)
from .rows import Sources, evidence, figure, plain, plain_or_none
from .usable import Linked, in_order, sourced

MEASURE_FIGURES: Final = {
    MeasureFigure.Kind.COST_INITIAL.value: ("初期費用", "Initial cost"),
    MeasureFigure.Kind.COST_YEARLY.value: ("毎年の費用", "Yearly cost"),
    MeasureFigure.Kind.COST_YEARLY_PER_PERSON.value: (
        "毎年の費用（1人あたり）",
        "Yearly cost per person",
    ),
    MeasureFigure.Kind.RATE_FACTOR.value: ("頻度の倍率", "Factor on the frequency"),
    MeasureFigure.Kind.SEVERITY_FACTOR.value: ("損害額の倍率", "Factor on the damage"),
    MeasureFigure.Kind.COST_AFTER.value: ("事案の後に行う費用", "Cost when done after an incident"),
}


def incident_rates(linked: Linked) -> tuple[core.IncidentRate, ...]:
    """Read how often a year each type of incident happens."""
    found = []
    for row in in_order(IncidentRate, linked.edition).filter(incident_type__in=linked.types):
        of = linked.types[row.incident_type_id]
        names = (f"{of.name_ja}の発生頻度", f"Frequency of {of.name_en}")
        rate = figure(row, linked.sources, code="incident_rate", names=names)
        size, industry = linked.size_code(row), linked.industry_code(row)
        found.append(core.IncidentRate(of.code, size, industry, rate))
    return tuple(found)


def payment_timings(linked: Linked) -> dict[str, core.PaymentTiming]:
    """Read in which months costs are paid."""
    return {
        row.code: core.PaymentTiming(
            code=row.code,
            months=tuple((share.month, plain(share.percent)) for share in row.shares.all()),
            evidence=evidence(row, linked.sources),
        )
        for row in sourced(PaymentTiming, linked.edition).prefetch_related("shares")
    }


def sample_policies(linked: Linked) -> dict[str, core.SamplePolicy]:
    """Read the sample policies with their terms."""
    return {
        row.code: core.SamplePolicy(
            code=row.code,
            name_ja=row.name_ja,
            name_en=row.name_en,
            premium=figure(row, linked.sources, code="premium", names=("保険料", "Premium")),
            amounts={term.kind: plain(term.amount) for term in row.terms.all()},
            evidence=evidence(row, linked.sources),
        )
        for row in in_order(SamplePolicy, linked.edition).prefetch_related("terms")
    }


def measures(linked: Linked) -> dict[str, core.Measure]:
    """Read the measures with their figures."""
    figures: dict[int, dict[str, core.Figure]] = defaultdict(dict)
    for row in in_order(MeasureFigure, linked.edition):
        names = MEASURE_FIGURES[row.kind]
        figures[row.measure_id][row.kind] = figure(row, linked.sources, code=row.kind, names=names)
    return {
        row.code: _measure(row, figures[row.pk], linked.sources)
        for row in sourced(Measure, linked.edition)
    }


def _measure(row: Measure, figures: Mapping[str, core.Figure], sources: Sources) -> core.Measure:
    return core.Measure(
        code=row.code,
        name_ja=row.name_ja,
        name_en=row.name_en,
        summary_ja=row.summary_ja,
        summary_en=row.summary_en,
        package=row.package,
        incident_types=frozenset(row.incident_types),
        figures=figures,
        instructions=tuple(row.instructions),
        is_correlation=row.is_correlation,
        subsidy_percent=plain_or_none(row.subsidy_percent),
        subsidy_ceiling=plain_or_none(row.subsidy_ceiling),
        evidence=evidence(row, sources),
    )


def standard_texts(linked: Linked) -> dict[str, core.StandardText]:
    """Read the texts on schemes."""
    return {
        row.code: core.StandardText(
            code=row.code,
            title_ja=row.name_ja,
            title_en=row.name_en,
            text_ja=row.text_ja,
            text_en=row.text_en,
            verified=row.verified,
            evidence=evidence(row, linked.sources),
        )
        for row in sourced(StandardText, linked.edition)
    }
