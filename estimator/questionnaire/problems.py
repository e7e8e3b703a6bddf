"""What is wrong with an answer from outside, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 60


def printable(text: str) -> str:
    """Shorten a name from outside and escape what cannot be printed on one line."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:_LONGEST])


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused answer. The sentences are in the language active when it was found."""

    path: str  # employees, own_quotes[0].covers; empty for the whole document
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.path or 'PROFILE.json'}: {self.wrong}; {self.allowed}"


class AnswersRefused(Exception):
    """The answers cannot become a profile."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class NotReadable(AnswersRefused):
    """The text is not the JSON we read; of its answers nothing is known."""
