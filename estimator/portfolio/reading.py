"""A file of profiles, cut into rows (会員の一覧): CSV with a column a question, or JSON lines.

In: the bytes, the JSON Schema of a profile. Out: (line number, PROFILE.json as text) for each row.
What is wrong with a single row is found when it is estimated; what makes every row unreadable is
refused here.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from ..questionnaire.problems import Problem, printable

ID: Final = "id"  # what the one who asks calls the row; no question
MOST_ROWS: Final = 100_000
ENCODINGS: Final = ("utf-8-sig", "cp932")  # what Excel in Japan writes
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
CSV, JSON_LINES = ".csv", ".jsonl"

Row = tuple[int, str]


class NotAPortfolio(Exception):
    """The file as a whole cannot be read; each path names a line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def rows_of(content: bytes, ending: str, schema: Mapping[str, Any]) -> list[Row]:
    """Cut a file into rows; empty lines are none. Raises: NotAPortfolio."""
    text = _text(content)
    rows = list(_of_csv(text, schema["properties"]) if ending == CSV else _of_lines(text))
    if not 0 < len(rows) <= MOST_ROWS:
        wrong = _("%(count)d行あります") % {"count": len(rows)}
        raise NotAPortfolio(Problem("lines", wrong, f"1–{MOST_ROWS}"))
    return rows


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAPortfolio(Problem("line 1", _("文字コードがわかりません"), "UTF-8, Shift_JIS"))


def _of_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _of_csv(text: str, questions: Mapping[str, Any]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = _names(next(reader, []), questions)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _profile(names, cells, questions)
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotAPortfolio(Problem(f"line {reader.line_num}", str(error), "CSV")) from error


def _names(header: list[str], questions: Mapping[str, Any]) -> list[str]:
    """Return the columns. Raises: NotAPortfolio."""
    names = [name.strip() for name in header]
    allowed = _("次の名前: %(names)s") % {"names": ", ".join((ID, *questions))}
    unknown = [name for name in names if name not in questions and name != ID]
    twice = sorted({name for name in names if names.count(name) > 1} - set(unknown))
    problems = [_problem(unknown, _("知らない名前です"), allowed)] if unknown else []
    if twice:
        problems.append(_problem(twice, _("同じ列が2つあります"), _("一つの列は一度だけ")))
    if problems:
        raise NotAPortfolio(*problems)
    return names


def _problem(names: list[str], wrong: str, allowed: str) -> Problem:
    """Name all columns at once: what is allowed is a long list, said once."""
    shown = ", ".join(printable(name) or "-" for name in names)
    return Problem(f"line 1: {shown}", wrong, allowed)


def _profile(names: list[str], cells: list[str], questions: Mapping[str, Any]) -> str:
    """Write the cells of a row as PROFILE.json; an empty one is not answered."""
    if len(cells) > len(names):
        # A comma too many moves every answer behind it: the reader of the row refuses this name.
        names = [*names, *[f"column {place}" for place in range(len(names) + 1, len(cells) + 1)]]
    pairs = zip(names, (cell.strip() for cell in cells), strict=False)
    parts = (
        f"{json.dumps(name)}: {_value(cell, questions.get(name, {}))}"
        for name, cell in pairs
        if cell
    )
    return "{" + ", ".join(parts) + "}"


def _value(cell: str, question: Mapping[str, Any]) -> str:
    """Write a cell as JSON: a number, a list, or a text that the question may refuse."""
    kinds = question.get("type", ())
    is_number = "integer" in kinds or "number" in kinds or _has_numbers(question)
    if is_number and NUMBER.fullmatch(cell):
        return cell
    if "array" in kinds and _is_json(cell):
        return cell
    return json.dumps(cell)


def _has_numbers(question: Mapping[str, Any]) -> bool:
    return any(isinstance(option, int) for option in question.get("enum", ()))


def _is_json(cell: str) -> bool:
    try:
        json.loads(cell)
    except ValueError:
        return False
    return True
