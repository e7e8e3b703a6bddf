"""The black-box contract (docs/method.md): a document and its options in, an estimate out.

In the flow: below the two doors for programs, the terminal and the HTTP API, which differ only in
how they read and how they refuse. Today's date is handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from . import costbook_store
from .costbook import CostBook, NotInEdition
from .engine.calculate import estimate
from .estimate import Estimate
from .estimating import by_type
from .outlook.outlook import Outlook, outlook
from .outlook.simulation import SEED, SIZE
from .presenters.beside import NOTHING, Beside
from .presenters.json_export.document import export
from .questionnaire import answers, reading, schema
from .questionnaire.problems import AnswersRefused, Problem, printable

LARGEST: Final = reading.MAX_BYTES  # of a profile
LARGEST_SEED: Final = 2**32 - 1
MOST_SAMPLES: Final = 200_000
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE: Final = re.compile(r"[0-9]{1,12}")
OPTIONS: Final = ("edition", "as_of", "seed", "samples")


class OptionsRefused(Exception):
    """What was asked for beside the document cannot be done; each path names an option."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Options:
    """Under which edition, as of when, and how the samples are drawn."""

    costs: CostBook
    as_of: date
    seed: int
    samples: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An estimate, what it means, and what it rests on."""

    document: Mapping[str, Any]  # as it was checked
    estimate: Estimate
    meaning: Outlook
    costs: CostBook


# --- options --------------------------------------------------------------------------------------


def read_options(given: Mapping[str, str | None], *, today: date, drafts: bool = False) -> Options:
    """Read the options as they were written; what is not given has its default.

    Raises: OptionsRefused, with everything that is wrong; NoSuchEdition without a default edition.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {"as_of": today, "seed": SEED, "samples": SIZE}
    readers = {"as_of": _day, "seed": _seed, "samples": _samples}
    try:
        found["costs"] = costs_of(given.get("edition"), drafts=drafts)
    except OptionsRefused as refused:
        problems += refused.problems
    for name, reader in readers.items():
        if (text := given.get(name)) is None:
            continue
        try:
            found[name] = reader(text)
        except OptionsRefused as refused:
            problems += refused.problems
    if problems:
        raise OptionsRefused(tuple(problems))
    return Options(**found)


def costs_of(code: str | None, *, drafts: bool = False) -> CostBook:
    """Return the figures of an edition, of the default one without a code.

    `drafts`: whoever asks may see what is not published. Raises: OptionsRefused; NoSuchEdition
    without a default edition.
    """
    known = [facts.code for facts in costbook_store.published_editions()]
    if code is None or code in known:
        return costbook_store.load(code)
    try:
        if drafts and code.isascii() and code.isprintable() and code:
            return costbook_store.load(code)
    except costbook_store.NoSuchEdition:
        pass  # refused like one that nobody may see
    wrong = _("%(code)s という版はありません") % {"code": printable(code) or '""'}
    raise _refused("edition", wrong, ", ".join(known))


def _day(text: str) -> date:
    try:
        if not DAY.fullmatch(text):  # Python reads 20261121 and 2026-W47-6 too
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise _refused("as_of", _("日付として読めません"), "YYYY-MM-DD") from wrong


def _seed(text: str) -> int:
    return _whole("seed", text, LARGEST_SEED)


def _samples(text: str) -> int:
    return _whole("samples", text, MOST_SAMPLES)


def _whole(name: str, text: str, most: int) -> int:
    if not WHOLE.fullmatch(text) or not 1 <= int(text) <= most:
        raise _refused(name, _("この範囲の整数ではありません"), f"1–{most}")
    return int(text)


def _refused(name: str, wrong: str, allowed: str) -> OptionsRefused:
    return OptionsRefused((Problem(name, wrong, allowed),))


# --- estimate -------------------------------------------------------------------------------------


def answer(text: bytes, options: Options) -> Answer:
    """Estimate what a document tells, and say what it means.

    Raises: NotReadable when the text is no JSON; AnswersRefused.
    """
    costs = options.costs
    document = schema.checked(reading.load(text), costs)
    made = estimate_of(document, costs, as_of=options.as_of)
    others = by_type(document, costs, as_of=options.as_of)
    meaning = outlook(made, costs, others, seed=options.seed, size=options.samples)
    return Answer(document, made, meaning, costs)


def estimate_of(document: Mapping[str, Any], costs: CostBook, *, as_of: date) -> Estimate:
    """Estimate a document that was checked. Raises: AnswersRefused."""
    try:
        return estimate(answers.profile(document, costs), costs, as_of=as_of)
    except NotInEdition as missing:
        wrong = _("この版には、この回答に要る %(code)s がありません") % {"code": missing.code}
        allowed = ", ".join(facts.code for facts in costbook_store.published_editions())
        raise AnswersRefused(
            (Problem("", wrong, _("別の版: %(codes)s") % {"codes": allowed}),)
        ) from missing


def estimate_json(found: Answer, beside: Beside = NOTHING) -> bytes:
    """Write an estimate, what it means and what stands beside it as the contract's JSON."""
    return as_json(export(found.estimate, found.meaning, beside))


def schema_json(costs: CostBook) -> bytes:
    """Write the JSON Schema of a document under an edition."""
    return as_json(schema.json_schema(costs))


def as_json(value: object) -> bytes:
    """Write a value the way terminal and HTTP API both do, to the byte."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
