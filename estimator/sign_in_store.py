"""Wrong passwords (サインインの試行), counted for each name from each network.

In: a name as typed, the network it comes from, the time. Out: nothing, or `TooManyTries`. Names and
addresses are kept as a keyed digest only, and for a day.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from .models import SignInTries
from .throttle import count_try

KEPT_FOR: Final = timedelta(days=1)
SALT: Final = "estimator.sign_in"


@transaction.atomic
def count(name: str, network: str, *, now: datetime) -> None:
    """Count a try before the password is looked at. Raises: TooManyTries."""
    key = _key(name, network)
    SignInTries.objects.get_or_create(key_digest=key, defaults={"last_try": now})
    row = SignInTries.objects.select_for_update().get(key_digest=key)
    count_try(row, now=now)
    row.last_try = now
    row.save()


def forget(name: str, network: str) -> None:
    """Begin to count again: the password was right."""
    SignInTries.objects.filter(key_digest=_key(name, network)).delete()


def purge(*, now: datetime) -> None:
    """Delete what is older than a day."""
    SignInTries.objects.filter(last_try__lte=now - KEPT_FOR).delete()


def _key(name: str, network: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return salted_hmac(SALT, f"{network}\n{plain}", algorithm="sha256").hexdigest()
