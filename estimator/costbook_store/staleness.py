"""Rows that should be looked at again: not checked for 12 months, or resting on an older source.

In the flow: the page and the tile of the admin, and `manage.py stale_figures`. 確認日 is the day a
figure was last held against its source; it says nothing about 適用開始日. Today is handed in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ForeignKey, Q

from ..models import Edition, Source
from ..models.evidence import EvidencedRow
from .tables import TABLES

EVIDENCED: tuple[type[Any], ...] = tuple(
    table for table in TABLES if issubclass(table, EvidencedRow)
)
# An analyst's mark in the note of a row: 「新しい版：J2a」.
SUPERSEDED_BY = "新しい版"
_MARK = re.compile(rf"{SUPERSEDED_BY}\s*[：:]\s*(?P<by>[^\s。、]+)")
# What tells one edition of a publication from the next: numbers, 第2版, 2024年度, 改訂.
_EDITION = re.compile(r"\d+|[第年度月日期上下半版回号改訂\s（）()「」『』.,・-]")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class StaleRow:
    """A row to look at again, and why."""

    table: str
    pk: int
    place: str
    checked_on: date
    is_overdue: bool  # not checked for 12 months
    newer: str  # the newer edition of its source; empty when none is known


def stale_rows(edition: Edition, *, today: date) -> tuple[StaleRow, ...]:
    """Return every row of an edition to look at again, table by table."""
    newer, due = newer_sources(edition), a_year_before(today)
    found: list[StaleRow] = []
    for table in EVIDENCED:
        links = [field.name for field in table._meta.fields if isinstance(field, ForeignKey)]  # noqa: SLF001
        links += [f"{name}__edition" for name in links if name in ("industry", "measure")]
        wanted = Q(checked_on__lte=due) | Q(source__in=newer) | Q(note_ja__contains=SUPERSEDED_BY)
        rows = table.objects.filter(wanted, edition=edition).select_related(*links)
        found += _judged(rows, newer, due)
    return tuple(found)


def newer_sources(edition: Edition) -> dict[int, str]:
    """Return the sources of an edition that were published anew since, with the newer one."""
    every = Source.objects.values_list("pk", "edition", "publisher", "title", "published")
    latest: dict[str, tuple[tuple[int, ...], str]] = {}
    for _pk, _edition, publisher, title, published in every:
        day, name = published_day(published), f"{publisher}「{title}」{published}"
        if day and day > latest.get(work(publisher, title), ((), ""))[0]:
            latest[work(publisher, title)] = day, name
    own = ((pk, work(p, t), published_day(d)) for pk, e, p, t, d in every if e == edition.pk)
    return {pk: latest[key][1] for pk, key, day in own if day and _is_later(latest[key][0], day)}


def work(publisher: str, title: str) -> str:
    """Name the publication whatever its edition: numbers and 第○版 are left out."""
    text = unicodedata.normalize("NFKC", f"{publisher}|{title}")
    return _EDITION.sub("", text)


def published_day(text: str) -> tuple[int, ...]:
    """Read the first date in a printed 発行時期 as far as it goes; () where there is none."""
    match = _DAY.search(unicodedata.normalize("NFKC", text))
    return tuple(int(part) for part in match.groups() if part) if match else ()


def a_year_before(day: date) -> date:
    """Return the same day a year earlier, 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _is_later(later: tuple[int, ...], day: tuple[int, ...]) -> bool:
    """Compare as far as both dates go: 2024 is not known to be before 2024-02."""
    known = min(len(later), len(day))
    return later[:known] > day[:known]


def _judged(rows: Iterable[Any], newer: Mapping[int, str], due: date) -> Iterator[StaleRow]:
    for row in rows:
        mark = _MARK.search(row.note_ja)
        by = newer.get(row.source_id) or (mark["by"] if mark else "")
        is_overdue = row.checked_on <= due
        if is_overdue or by:
            place = f"{row._meta.verbose_name} {row}"  # noqa: SLF001
            name = row._meta.model_name  # noqa: SLF001
            yield StaleRow(name, row.pk, place, row.checked_on, is_overdue, by)
