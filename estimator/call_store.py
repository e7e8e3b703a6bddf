"""How often one network may do what costs time or room (呼び出しの数).

In: what is done, the network it comes from, the time. Out: nothing, or `TooManyCalls`. Counted in
fixed windows in the database; addresses are kept as a keyed digest only, until their window ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db.models import F
from django.utils.crypto import salted_hmac

from .models import CallCount

SALT: Final = "estimator.calls"
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls of a kind within each window; the number is a setting of that name."""

    setting: str
    seconds: int

    @property
    def most(self) -> int:
        """Return the number in force."""
        return int(getattr(settings, self.setting))


API_ESTIMATES: Final = Limit("API_ESTIMATES_PER_MINUTE", MINUTE)
REPORTS: Final = Limit("REPORTS_PER_MINUTE", MINUTE)
NEW_ASSESSMENTS: Final = Limit("NEW_ASSESSMENTS_PER_HOUR", HOUR)  # price lists, too
NEW_LINKS: Final = Limit("NEW_LINKS_PER_HOUR", HOUR)


class TooManyCalls(Exception):
    """This network has done it as often as it may until the window ends."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(f"{limit.setting}: wait {seconds} s")
        self.limit = limit
        self.seconds = seconds


def count(limit: Limit, network: str, *, now: datetime) -> None:
    """Count one call, before anything is done for it. Raises: TooManyCalls."""
    window, passed = divmod(int(now.timestamp()), limit.seconds)
    end = (window + 1) * limit.seconds
    row, _is_new = CallCount.objects.get_or_create(
        key_digest=salted_hmac(SALT, f"{limit.setting}\n{network}\n{end}", algorithm="sha256")
        .hexdigest(),
        defaults={"ends_at": datetime.fromtimestamp(end, UTC)},
    )  # fmt: skip
    # Read first: who is refused again and again writes nothing. The update itself holds the limit.
    rows = CallCount.objects.filter(pk=row.pk, calls__lt=limit.most)
    if row.calls >= limit.most or not rows.update(calls=F("calls") + 1):
        raise TooManyCalls(limit, limit.seconds - passed)


def purge(*, now: datetime) -> None:
    """Delete the counts of windows that have ended."""
    CallCount.objects.filter(ends_at__lte=now).delete()
