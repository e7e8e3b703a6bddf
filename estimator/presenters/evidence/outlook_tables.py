"""The rows behind the outlook as plain tables: rates, timings, policies, measures, texts.

In the flow: part of `figure_tables`, for JSON and XLSX. A row with several parts is one row a part.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...costbook import CostBook
from .plain_tables import EVIDENCE, FIGURE, NAMES, Cell, Table, evidence_cells, figure_cells


def outlook_tables(costs: CostBook) -> tuple[Table, ...]:
    """Return the tables that the outlook alone reads."""
    return (
        Table("incident_rates", ("incident_type", "size", "industry", *FIGURE, *EVIDENCE), tuple(
            (row.incident_type, row.size or None, row.industry or None, *figure_cells(row.figure))
            for row in costs.incident_rates)),
        Table("payment_timings", ("code", "month", "percent", *EVIDENCE), tuple(
            (row.code, month, percent, *evidence_cells(row.evidence))
            for row in costs.payment_timings.values() for month, percent in row.months)),
        Table("sample_policies", ("code", *NAMES, *FIGURE, *EVIDENCE), tuple(
            (row.code, row.name_ja, row.name_en, *figure_cells(row.premium))
            for row in costs.sample_policies.values())),
        Table("policy_terms", ("policy", "kind", "amount"), tuple(
            (row.code, kind, amount)
            for row in costs.sample_policies.values() for kind, amount in row.amounts.items())),
        Table("measures", (
            "code", *NAMES, "summary_ja", "summary_en", "package", "incident_types",
            "instructions", "correlation", "subsidy_percent", "subsidy_ceiling", *EVIDENCE,
        ), tuple(_measures(costs))),
        Table("measure_figures", ("measure", "kind", *FIGURE, *EVIDENCE), tuple(
            (row.code, kind, *figure_cells(figure))
            for row in costs.measures.values() for kind, figure in row.figures.items())),
        Table("standard_texts", (
            "code", "title_ja", "title_en", "text_ja", "text_en", "verified", *EVIDENCE,
        ), tuple(
            (row.code, row.title_ja, row.title_en, row.text_ja, row.text_en, row.verified,
             *evidence_cells(row.evidence)) for row in costs.standard_texts.values())),
    )  # fmt: skip


def _measures(costs: CostBook) -> Iterator[tuple[Cell, ...]]:
    for row in costs.measures.values():
        types = ", ".join(sorted(row.incident_types))
        instructions = ", ".join(map(str, row.instructions))
        words = (row.name_ja, row.name_en, row.summary_ja, row.summary_en, row.package)
        subsidy = (row.subsidy_percent, row.subsidy_ceiling)
        lists = (types or None, instructions or None, row.is_correlation)
        yield (row.code, *words, *lists, *subsidy, *evidence_cells(row.evidence))
