"""`manage.py estimate PROFILE.json`: one estimate on the terminal, the black-box contract.

In the flow: the edge where the file is read and today's date is taken; everything between is the
same as for the page. Exit code 0: done; 2: the input was refused, one line per problem.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from ... import contract
from ...presenters.csv_export import estimate_csv
from ...presenters.report.pdf import Printed, render_report
from ...presenters.spreadsheet import workbook
from ...presenters.terminal.document import table
from ...presenters.wording import Wording
from ...questionnaire.problems import AnswersRefused
from .. import beside
from ..documents import Refused, content, write
from ..terms import add_terms, terms_of

FORMATS = ("table", "json", "csv", "xlsx", "pdf")
ALONE = ("csv", "xlsx")  # hold the one estimate, nothing beside it


class Command(BaseCommand):
    """Estimate the damage of one incident from a profile in JSON."""

    help = "Estimate the damage of one incident from PROFILE.json (- reads standard input)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of the contract."""
        parser.add_argument("profile", nargs="?", help="a profile in JSON, or -")
        add_terms(parser)
        parser.add_argument("--format", default="table", help=", ".join(FORMATS))
        parser.add_argument("--output", help="write to this file instead of standard output")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema and end")
        parser.add_argument("--compare", action="append", help="another profile, up to three times")
        parser.add_argument("--actuals", help="what was really paid, in JSON")
        parser.add_argument("--one-page", action="store_true", help="pdf: the board's page alone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, or say what is wrong and end with 2."""
        try:
            write(_answer(options), options["output"])
        except Refused as refused:
            _refuse(refused)


def _refuse(refused: Refused) -> NoReturn:
    for problem in refused.problems:
        sys.stderr.write(problem + "\n")
    raise SystemExit(2)


def _answer(options: dict[str, Any]) -> bytes:
    wanted = options["format"]
    chosen = terms_of(options, drafts=True)
    if options["schema"]:
        return contract.schema_json(chosen.costs)
    _check_format(options)
    try:
        found = contract.answer(content(options["profile"]), chosen)
    except AnswersRefused as refused:
        raise Refused(*map(str, refused.problems)) from refused
    others = beside.beside(options, found, chosen)
    printed = Printed(beside=others, one_page=options["one_page"])
    return _written(wanted, found, printed)


def _written(wanted: str, found: contract.Answer, printed: Printed) -> bytes:
    made, others = (found.estimate, found.costs), printed.beside
    write: dict[str, Callable[[], bytes]] = {
        "table": lambda: table(found.estimate, found.meaning, others).encode(),
        "json": lambda: contract.estimate_json(found, others),
        "csv": lambda: estimate_csv(found.estimate),
        "xlsx": lambda: workbook(*made, Wording.in_force(), found.meaning),
        "pdf": lambda: render_report(*made, found.meaning, printed=printed),
    }
    return write[wanted]()


def _check_format(options: dict[str, Any]) -> None:
    wanted, allowed = options["format"], ", ".join(FORMATS)
    if wanted not in FORMATS:
        raise Refused(f"--format: unknown format {wanted!a}; allowed: {allowed}")
    if wanted in ALONE and (options["compare"] or options["actuals"]):
        others = ", ".join(form for form in FORMATS if form not in ALONE)
        message = f"--format: {wanted} holds one estimate and no payments; allowed here: {others}"
        raise Refused(message)
    if options["one_page"] and wanted != "pdf":
        raise Refused(f"--one-page: not with --format {wanted}; allowed: --format pdf")
