"""What a fault did: the line of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from bench.traffic import figures
from bench.traffic.crowd import Crowd
from bench.traffic.load import lost
from bench.traffic.site import Site

REAL: Final = "the real thing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fault."""

    fault: str
    sent: str
    answered: str
    stored: str  # in the database afterwards
    recovered: str
    well: bool  # nothing accepted lost, nothing twice, back by itself, no traceback
    stand_in: str = REAL  # what was done in place of what happens in production

    def in_brief(self) -> str:
        """Say what came of it in one line."""
        told = (self.sent, self.answered, self.stored, self.recovered)
        return f"{'well' if self.well else 'NOT WELL'} | {' | '.join(told)}"


Fault = Callable[[Site], Outcome]


def in_words(outcomes: list[Outcome]) -> str:
    """Lay the outcomes out as a table."""
    rows = [
        (o.fault, o.sent, o.answered, o.stored, o.recovered, "yes" if o.well else "NO", o.stand_in)
        for o in outcomes
    ]
    head = ("fault", "sent", "answered", "stored", "recovered", "well", "stand-in")
    return figures.table(head, rows)


def as_data(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Return the outcomes for JSON."""
    return [asdict(outcome) for outcome in outcomes]


def sent(crowd: Crowd) -> str:
    """Say what a crowd did."""
    return f"{len(crowd.threads)} visitors, {crowd.record.count('step POST')} pages posted"


def answered(crowd: Crowd) -> str:
    """Say what came back: how many were accepted, and each kind of trouble."""
    kinds: dict[str, int] = {}
    for error in crowd.record.errors:
        kinds[error] = kinds.get(error, 0) + 1
    trouble = ", ".join(f"{count} × {error}" for error, count in sorted(kinds.items()))
    return f"{crowd.accepted} accepted; {trouble or 'no trouble'}"


def kept(crowd: Crowd) -> tuple[bool, str]:
    """Compare what was accepted with the database."""
    missing = lost(crowd.walks)
    return not missing, f"{len(missing)} of the accepted answers missing"


def without_traceback(crowd: Crowd) -> bool:
    """Tell whether nobody saw one."""
    return not any("traceback" in error for error in crowd.record.errors)
