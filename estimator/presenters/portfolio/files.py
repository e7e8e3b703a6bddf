"""The results of a portfolio as JSON lines and CSV; the workbook has a module of its own.

In the flow: results in the order of the file → bytes. A text that a spreadsheet might run as a
formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from typing import Any, Final

from django.utils.translation import gettext as _

from ...costbook_store.workbook.text import to_csv
from ..receipts import BYTE_ORDER_MARK
from .book import workbook
from .members import Heading, Member, amount_names, member

Results = Iterable[Mapping[str, Any]]


def json_lines(results: Results, _heading: Heading) -> bytes:
    """Write one object a line; its names in one order, which PostgreSQL does not keep."""
    lines = (json.dumps(result, ensure_ascii=False, sort_keys=True) + "\n" for result in results)
    return "".join(lines).encode()


def as_csv(results: Results, _heading: Heading) -> bytes:
    """Write one line a member, amounts as plain whole yen."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([_("行"), _("番号"), _("会社名"), _("事故の種類"), *amount_names(), _("問題")])
    for one in map(member, results):
        amounts = one.amounts or [""] * len(amount_names())
        texts = map(to_csv, (one.id, one.company_name, one.incident_type))
        writer.writerow([one.line, *texts, *amounts, to_csv(" / ".join(one.problems))])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def problem_lines(members: Iterable[Member]) -> Iterator[str]:
    """Say what is wrong with each refused row: line, path of the field, what is allowed."""
    for one in members:
        name = f" ({one.id})" if one.id else ""
        for problem in one.problems:
            yield f"line {one.line}{name}: {problem}"


WRITERS: Final[Mapping[str, Callable[[Results, Heading], bytes]]] = {
    "jsonl": json_lines,
    "csv": as_csv,
    "xlsx": lambda results, heading: workbook(list(map(member, results)), heading),
}
