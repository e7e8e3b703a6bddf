"""Slow guessing down: a try is counted before it is checked, so many at once gain nothing.

In the flow: below the stores of whatever is opened by a secret that a person types. In: a row with
`wrong_tries` and `blocked_until`, locked; the time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from .models.throttled import Throttled

MOST_TRIES: Final = 5
WAIT: Final = timedelta(minutes=15)


class TooManyTries(Exception):
    """The secret was wrong too often; no try counts until then."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"wait until {until:%H:%M}")
        self.until = until

    def minutes(self, now: datetime) -> int:
        """Return how many minutes are left, the one that has begun counted as a whole."""
        return max(1, -(-int((self.until - now).total_seconds()) // 60))


def count_try(row: Throttled, *, now: datetime) -> None:
    """Count one try on the row, which its caller saves. Raises: TooManyTries."""
    if row.blocked_until is not None and now < row.blocked_until:
        raise TooManyTries(row.blocked_until)
    row.wrong_tries += 1
    row.blocked_until = None
    if row.wrong_tries >= MOST_TRIES:
        row.wrong_tries, row.blocked_until = 0, now + WAIT
