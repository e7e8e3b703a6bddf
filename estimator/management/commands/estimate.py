"""`manage.py estimate PROFILE.json`: one estimate on the terminal, the black-box contract.

In the flow: the edge where the file is read and today's date is taken; everything between is the
same as for the page. Exit code 0: done; 2: the input was refused, one line per problem.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from ... import costbook_store
from ...costbook import CostBook
from ...engine.calculate import estimate
from ...estimate import Estimate
from ...estimating import by_type
from ...outlook.outlook import outlook
from ...outlook.simulation import SEED, SIZE
from ...presenters.json_export import export
from ...presenters.report_pdf import render_report
from ...presenters.terminal import table
from ...questionnaire import answers, reading, schema
from .. import beside
from ..documents import Refused, content

FORMATS = ("table", "json", "pdf")
EXPECTED = ("xlsx",)  # named by the contract, not built yet
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[0-9]{1,12}")
LARGEST_SEED = 2**32 - 1
MOST_SAMPLES = 200_000
EDITION_CODE = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Command(BaseCommand):
    """Estimate the damage of one incident from a profile in JSON."""

    help = "Estimate the damage of one incident from PROFILE.json (- reads standard input)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of the contract."""
        parser.add_argument("profile", nargs="?", help="a profile in JSON, or -")
        parser.add_argument("--edition", help="code of the cost tables; default: the one in force")
        parser.add_argument("--as-of", help="YYYY-MM-DD; default: today")
        parser.add_argument("--format", default="table", help=", ".join(FORMATS))
        parser.add_argument("--output", help="write to this file instead of standard output")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema and end")
        parser.add_argument("--compare", action="append", help="another profile, up to three times")
        parser.add_argument("--actuals", help="what was really paid, in JSON")
        parser.add_argument("--seed", help=f"of the random draws; default: {SEED}")
        parser.add_argument("--samples", help=f"how many draws; default: {SIZE}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, or say what is wrong and end with 2."""
        try:
            _write(_answer(options), options["output"])
        except Refused as refused:
            _refuse(refused)


def _refuse(refused: Refused) -> NoReturn:
    for problem in refused.problems:
        sys.stderr.write(problem + "\n")
    raise SystemExit(2)


def _answer(options: dict[str, Any]) -> bytes:
    costs = _costs(options["edition"])
    if options["schema"]:
        return _json(schema.json_schema(costs))
    _check_options(options)
    document = _document(content(options["profile"]), costs)
    result = _estimate(document, costs, _as_of(options["as_of"]))
    seed = _number(options, "seed", SEED, LARGEST_SEED)
    size = _number(options, "samples", SIZE, MOST_SAMPLES)
    base = beside.Base(options["profile"], document, result, costs)
    named = beside.read(options, base)
    others = by_type(document, costs, as_of=result.as_of)
    meaning = outlook(result, costs, others, seed=seed, size=size)
    found = beside.beside(named, base, meaning, beside.Draws(seed, size))
    if options["format"] == "json":
        return _json(export(result, meaning, found))
    if options["format"] == "pdf":
        return render_report(result, costs, meaning, beside=found)
    return table(result, meaning, found).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _check_options(options: dict[str, Any]) -> None:
    wanted = options["format"]
    allowed = ", ".join(FORMATS)
    if wanted in EXPECTED:
        raise Refused((f"--format: {wanted} is not built yet; allowed: {allowed}",))
    if wanted not in FORMATS:
        raise Refused((f"--format: unknown format {wanted!r}; allowed: {allowed}",))


def _number(options: dict[str, Any], name: str, default: int, most: int) -> int:
    """Read a whole number from 1 on; argparse would end with an answer of its own."""
    text = options[name]
    if text is None:
        return default
    if not WHOLE.fullmatch(str(text)) or not 1 <= int(text) <= most:
        raise Refused((f"--{name}: not a whole number {text!a}; allowed: 1 to {most}",))
    return int(text)


def _known_editions() -> str:
    try:
        return ", ".join(costbook_store.published_codes())
    except DatabaseError as missing:
        message = "database: no cost tables in it yet; allowed: one made by ./run --setup"
        raise Refused((message,)) from missing


def _costs(code: str | None) -> CostBook:
    known = _known_editions()
    if code is not None and not EDITION_CODE.fullmatch(code):
        raise Refused((f"--edition: not a code: {code!a}; allowed: {known}",))
    try:
        return costbook_store.load(code)
    except costbook_store.NoSuchEdition as missing:
        raise Refused((f"--edition: {missing}; allowed: {known}",)) from missing


def _as_of(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        if not DAY.fullmatch(text):  # Python reads 20261121 and 2026-W47-6 too
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as wrong:
        message = f"--as-of: not a date: {text!a}; allowed: YYYY-MM-DD"
        raise Refused((message,)) from wrong


def _document(text: bytes, costs: CostBook) -> dict[str, Any]:
    try:
        return schema.checked(reading.load(text), costs)
    except answers.AnswersRefused as refused:
        raise Refused(tuple(map(str, refused.problems))) from refused


def _estimate(document: dict[str, Any], costs: CostBook, as_of: date) -> Estimate:
    try:
        return estimate(answers.profile(document, costs), costs, as_of=as_of)
    except answers.AnswersRefused as refused:
        raise Refused(tuple(map(str, refused.problems))) from refused


def _write(content: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(content)
    except OSError as wrong:
        message = f"--output: cannot write {output}: {wrong.strerror}; allowed: a writable file"
        raise Refused((message,)) from wrong
