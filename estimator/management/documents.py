"""Files named on the command line: read, held to a size, checked, written, or refused in one line.

In: a file name or - for standard input, and the option that named it. Out: bytes, or a document
that is accepted. A problem names the option, the path of the field, and what is allowed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .. import contract
from ..questionnaire import reading
from ..questionnaire.answers import AnswersRefused
from ..questionnaire.problems import Problem, printable

LARGEST = contract.LARGEST  # bytes
PROFILE = "PROFILE.json"
STANDARD_INPUT = "-"
Check = Callable[[dict[str, Any]], Any]


class Refused(Exception):
    """The input cannot be used; each problem is one line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def content(name: str | None, option: str = PROFILE, *, most: int = LARGEST) -> bytes:
    """Read a file, and of one that is too large a byte more than allowed. Raises: Refused."""
    if not name:
        raise Refused(f"{option}: no file named; allowed: a file, or - for standard input")
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(most + 1)
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else wrong
        message = f"{option}: cannot read {shown(name)}: {why}; allowed: a readable file"
        raise Refused(message) from wrong


def document(name: str, option: str, kind: str, check: Check) -> Any:
    """Read a file behind an option and return what `check` makes of it. Raises: Refused."""
    text = content(name, option)
    try:
        return check(reading.load(text, kind))
    except AnswersRefused as refused:
        head = f"{option} {shown(name)}"
        raise Refused(*(_line(head, problem) for problem in refused.problems)) from refused


def check_output(output: str | None) -> None:
    """Refuse, before the work of minutes, what could not be written after it. Raises: Refused."""
    if output is None:
        return
    place = Path(output)
    written_to = place if place.exists() else place.parent
    if place.is_dir() or not os.access(written_to, os.W_OK):
        raise Refused(f"--output: cannot write {output}; allowed: a writable file")


def write(made: bytes, output: str | None) -> None:
    """Write to the file of --output, or to standard output. Raises: Refused."""
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(made)
    except OSError as wrong:
        message = f"--output: cannot write {output}: {wrong.strerror}; allowed: a writable file"
        raise Refused(message) from wrong


def shown(name: str) -> str:
    """Write a file's name without its folders, on one line."""
    return printable(Path(name).name)


def _line(head: str, problem: Problem) -> str:
    path = f"{problem.path}: " if problem.path else ""
    return f"{head}: {path}{problem.wrong}; {problem.allowed}"
