"""Two editions side by side: the rows of both out of the tables, one query for each table.

In the flow: the pages 差分 and 影響 of the admin, and the public page of a difference. What differs
is decided in `costbook.difference`; here a row becomes a plain value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Field, ForeignKey

from ..costbook.difference import Cell, Difference, Row, Value, compare
from ..models import (
    Edition,
    ExchangeRate,
    IncidentRate,
    PaymentShare,
    PolicyTerm,
    Scale,
    ScaleBracket,
    Source,
    StatutoryAmount,
    UnitCost,
)
from ..models.vocabulary import State
from .loading import NoSuchEdition
from .rows import plain
from .tables import PARTS, TABLES

# The figures first; what they rest on last.
FIRST: tuple[type[Any], ...] = (UnitCost, Scale, ScaleBracket, StatutoryAmount, ExchangeRate)
REST = tuple(
    table
    for whole in TABLES
    for table in (whole, PARTS.get(whole))
    if table is not None and table not in (*FIRST, Source)
)
COMPARED: tuple[type[Any], ...] = (*FIRST, *REST, Source)
# Links to what a row is a part of, by which it is named.
OWNERS = ("scale", "benchmark", "timing", "policy", "measure", "industry")
# What a row is found by, and what moves no figure.
NOT_COMPARED = frozenset({"id", "edition", "size", "incident_type", "position", *OWNERS})
IN_UNIT_OF_ROW = frozenset({"low", "typical", "high", "sampling_bound"})
MONEY = {"JPY": "yen", "USD": "usd", "EUR": "eur"}
POLICY_UNITS = {"waiting_hours": "hours", "pays_in_month": "months"}  # the others are yen


@dataclass(frozen=True, slots=True)
class Publication:
    """One published edition (版), in force or superseded, for the public list."""

    code: str
    title_ja: str
    title_en: str
    published_on: date | None
    note: str
    is_default: bool


def publications() -> tuple[Publication, ...]:
    """Return every edition that was ever published, the default one and the newest first."""
    rows = Edition.objects.exclude(state=State.DRAFT).order_by(
        "-is_default", "-published_on", "-pk"
    )
    return tuple(
        Publication(
            row.code, row.title_ja, row.title_en, row.published_on, row.note, row.is_default
        )
        for row in rows
    )


def default_edition() -> Edition | None:
    """Return the row of the edition in force, None while there is none."""
    return Edition.objects.published().filter(is_default=True).first()


def difference(old_code: str, new_code: str, *, with_drafts: bool = False) -> Difference:
    """Compare two editions; drafts only for those who may see them. Raises: NoSuchEdition."""
    editions = Edition.objects.filter(code__in=(old_code, new_code))
    if not with_drafts:
        editions = editions.exclude(state=State.DRAFT)
    found = {edition.code: edition for edition in editions}
    for code in (old_code, new_code):
        if code not in found:
            raise NoSuchEdition(code)
    rows = list(_rows(found.values()))
    before = [row for code, row in rows if code == old_code]
    after = [row for code, row in rows if code == new_code]
    return compare(before, after)


def _rows(editions: Any) -> Iterator[tuple[str, Row]]:
    for table in COMPARED:
        links = [f.name for f in table._meta.fields if isinstance(f, ForeignKey)]  # noqa: SLF001
        joined = [f"{link}__edition" for link in links if link in OWNERS]
        rows = table.objects.filter(**{f"{table.edition_path}__in": editions})
        for row in rows.select_related(*links, *joined):
            yield row.natural_key()[0], _row(row)


def _row(row: Any) -> Row:
    return Row(
        table=row._meta.model_name,  # noqa: SLF001
        table_name=str(row._meta.verbose_name),  # noqa: SLF001
        key=_key(row),
        names=_names(row),
        cells=tuple(_cell(row, field) for field in row._meta.fields if _is_compared(field)),  # noqa: SLF001
        pk=row.pk,
    )


def _key(row: Any) -> tuple[str, ...]:
    """Return what finds a row in its edition."""
    if isinstance(row, ScaleBracket):
        return row.scale.code, f"{plain(row.above):f}"
    return tuple(str(part) for part in row.natural_key()[1:])


def _is_compared(field: "Field[Any, Any]") -> bool:
    return field.name not in NOT_COMPARED


def _names(row: Any) -> tuple[str, str]:
    """Name a row in both languages; a part of another row by that and by what it is."""
    if isinstance(row, Source):
        return row.publisher, row.publisher
    if hasattr(row, "name_ja"):
        size = getattr(row, "size", None)
        ja, en = (f"・{size.name_ja}", f", {size.name_en}") if size else ("", "")
        return row.name_ja + ja, row.name_en + en
    if hasattr(row, "currency"):
        return row.get_currency_display(), row.get_currency_display()
    if hasattr(row, "incident_type"):
        return _situation(row)
    return _part(row)


def _part(row: Any) -> tuple[str, str]:
    """Name a part by the whole it belongs to and by what it is there."""
    whole = next(getattr(row, name) for name in OWNERS if hasattr(row, name))
    if isinstance(row, ScaleBracket):
        ja = en = f"{plain(row.above):,f}～"
    elif isinstance(row, PaymentShare):
        ja, en = f"{row.month}か月目", f"month {row.month}"
    elif hasattr(row, "label_ja"):
        ja, en = row.label_ja, row.label_en
    else:
        ja = en = str(row.get_kind_display())
    return f"{whole.name_ja} {ja}", f"{whole.name_en} {en}"


def _situation(row: Any) -> tuple[str, str]:
    """Name when a typical answer or a rate applies; the question of an answer is in the key."""
    if isinstance(row, IncidentRate):
        classes, rest = [row.incident_type, row.size, row.industry], []
    else:
        classes = [row.incident_type, row.size]
        rest = [str(row.get_severity_display()) if row.severity else ""]
        rest.append(f"{row.given_key}={row.given_option}" if row.given_key else "")
    known, rest = [part for part in classes if part], [part for part in rest if part]
    ja = "・".join([*(part.name_ja for part in known), *rest])
    return ja, ", ".join([*(part.name_en for part in known), *rest])


def _cell(row: Any, field: "Field[Any, Any]") -> Cell:
    name, label = field.name, str(field.verbose_name)
    if isinstance(field, ForeignKey):
        linked = getattr(row, name)
        return Cell(name, label, linked.code, text=str(linked), link=linked.url)
    value = _value(getattr(row, name))
    text = str(getattr(row, f"get_{name}_display")()) if field.choices else ""
    link = str(value) if name == "url" else ""
    return Cell(name, label, value, text=text, unit=_unit(row, name, label), link=link)


def _value(stored: Any) -> Value:
    if isinstance(stored, list):
        return tuple(sorted(map(str, stored)))
    if isinstance(stored, int) and not isinstance(stored, bool):
        return Decimal(stored)
    value: Value = plain(stored) if isinstance(stored, Decimal) else stored
    return value


def _unit(row: Any, name: str, label: str) -> str:
    """Say what a number is counted in."""
    if name in IN_UNIT_OF_ROW:
        return str(row.unit)
    if name == "value":
        return str(row.benchmark.unit)
    if name == "amount":
        return POLICY_UNITS.get(row.kind, "yen") if isinstance(row, PolicyTerm) else _money(row)
    if name == "addition":
        return str(row.scale.unit)
    if label.endswith(("（円）", "(yen)")):
        return "yen"
    return "percent" if label.endswith(("（％）", "(%)")) or name.endswith("percent") else ""


def _money(row: Any) -> str:
    return MONEY[row.currency]
