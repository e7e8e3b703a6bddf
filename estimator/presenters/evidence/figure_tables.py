"""Every figure of an edition as plain tables, for machines: the same rows as JSON and as XLSX.

In the flow: cost book + formulas in, tables of columns and cells out. Numbers stay exact; names
and notes come in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from ...costbook import Benchmark, CostBook, TypicalAnswer
from .. import labels
from ..wording import Wording
from .method_page import ItemFormulas
from .outlook_tables import outlook_tables
from .plain_tables import EVIDENCE, FIGURE, NAMES, Cell, Table, evidence_cells, figure_cells


def figure_tables(costs: CostBook, formulas: Sequence[ItemFormulas]) -> tuple[Table, ...]:
    """Return every table of an edition."""
    return (
        Table("cost_items", ("code", *NAMES, "category", "total", "formula_ja", "formula_en",
                             "figures"), tuple(map(_item, formulas))),
        Table("unit_costs", ("code", "size", *NAMES, *FIGURE, *EVIDENCE), tuple(
            (code, size or None, row.name_ja, row.name_en, *figure_cells(row))
            for (code, size), row in costs.unit_costs.items())),
        Table("scales", ("code", *NAMES, "unit", "inclusive", "above", "rate_percent", "addition",
                         "by_negotiation", *EVIDENCE), tuple(_steps(costs))),
        Table("statutory_amounts", ("code", *NAMES, "amount", "currency", "revenue_percent",
                                    *EVIDENCE), tuple(
            (law.code, law.name_ja, law.name_en, law.amount, law.currency, law.revenue_percent,
             *evidence_cells(law.evidence)) for law in costs.statutory_amounts.values())),
        Table("exchange_rates", ("currency", *FIGURE, *EVIDENCE), tuple(
            (currency, *figure_cells(row)) for currency, row in costs.exchange_rates.items())),
        Table("industries", ("code", *NAMES, "figure", *FIGURE, *EVIDENCE), tuple(
            (one.code, one.name_ja, one.name_en, row.code, *figure_cells(row))
            for one in costs.industries.values()
            for row in (one.marginal_profit, one.labour_cost))),
        Table("typical_answers", ("question", "option", "incident_type", "size", "severity",
                                  "given", *FIGURE, *EVIDENCE), tuple(
            _answer(row) for rows in costs.typical_answers.values() for row in rows)),
        Table("benchmarks", ("code", *NAMES, "population_ja", "population_en", "sample_size",
                             "unit", "label_ja", "label_en", "value", *EVIDENCE), tuple(
            row for one in costs.benchmarks.values() for row in _bands(one))),
        *outlook_tables(costs),
        Table("sources", ("id", "publisher", "title", "published", "url"), tuple(
            (one.id, one.publisher, one.title, one.published, one.url)
            for one in costs.sources.values())),
    )  # fmt: skip


def as_json(edition: str, tables: Iterable[Table]) -> dict[str, Any]:
    """Turn the tables into one JSON object: the name of a table, then its rows by column."""
    rows = {
        table.name: [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]
        for table in tables
    }
    return {"edition": edition, **rows}


def _plain(cell: Cell) -> Any:
    """Write a number as JSON does: whole where it is whole; four decimals fit a float exactly."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _item(found: ItemFormulas) -> tuple[Cell, ...]:
    item, words = found.item, {}
    for language in ("ja", "en"):
        with translation.override(language):
            wording = Wording.in_force()
            formulas = dict.fromkeys(wording.pattern(formula) for formula in found.formulas)
            words[language] = (labels.item_name(item.code), " / ".join(formulas))
    codes = (leaf.code for f in found.formulas for leaf in f.leaves() if leaf.sources)
    read = ", ".join(dict.fromkeys(codes))
    (ja, formula_ja), (en, formula_en) = words["ja"], words["en"]
    return item.code, ja, en, str(item.category), str(item.total), formula_ja, formula_en, read


def _steps(costs: CostBook) -> Iterator[tuple[Cell, ...]]:
    for scale in costs.scales.values():
        head = (scale.code, scale.name_ja, scale.name_en, scale.unit, scale.inclusive)
        for step in scale.brackets:
            body = (step.above, step.rate * 100, step.addition, step.by_negotiation)
            yield (*head, *body, *evidence_cells(scale.evidence))


def _answer(row: TypicalAnswer) -> tuple[Cell, ...]:
    given = "=".join(row.given) if row.given else None
    when = (row.option or None, row.incident_type or None, row.size or None, row.severity or None)
    return (row.key, *when, given, *figure_cells(row.figure))


def _bands(one: Benchmark) -> Iterator[tuple[Cell, ...]]:
    head = (one.code, one.name_ja, one.name_en, one.population_ja, one.population_en,
            one.sample_size, one.unit)  # fmt: skip
    for value in one.values:
        yield (*head, value.label_ja, value.label_en, value.value, *evidence_cells(one.evidence))
