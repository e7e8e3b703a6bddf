"""One row of the table of hostile requests, and the names that its addresses may use.

Every row says what is sent, by whom, and which documented refusal it gets. `test_refused` sends
them all and looks besides that nothing in the database changed, nothing was logged as an error of
ours, and no answer leads elsewhere or shows what it should not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.factories.assessments import TOKEN

VISITOR, ADVISER, STAFF = "visitor", "adviser", "staff"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

OTHER = "another-token-of-a-test"
EXPIRED = "expired-token-of-a-test"
SHARE, LOCKED, STOPPED = "share-of-a-test", "locked-share-of-a-test", "stopped-share-of-a-test"
HAND_OFF = "hand-off-of-a-test"
PRICES = "prices-of-a-test"
SECRET_COMPANY = "内緒の会社"  # of the other assessment; nobody may see it

PLACES: Mapping[str, str] = {
    "a": f"/a/{TOKEN}",  # without an answer
    "other": f"/a/{OTHER}",
    "s": f"/s/{SHARE}",
    "locked": f"/s/{LOCKED}",
    "h": f"/h/{HAND_OFF}",
    "p": f"/prices/{PRICES}",
    "company": f"/a/{TOKEN}/company/",
    "api": "/api/v1/estimates",
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request and the refusal that it gets."""

    what: str
    method: str
    path: str  # names in braces stand for `PLACES`, {edition} for the number of one
    status: int
    body: Mapping[str, Any] | bytes | Callable[[], bytes] = b""  # a mapping is a form
    kind: str = FORM  # of a body in bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    says: str = ""  # what the answer has to say
    never: str = ""  # what must not be in it, neither in the page nor in a header
    leads_to: str = ""  # where a redirect has to lead, from its beginning
    who: str = VISITOR
    csrf: bool = False  # the check against forged forms is on, as in production

    @property
    def address(self) -> str:
        """The path with its names filled in."""
        path = self.path
        for name, place in PLACES.items():
            path = path.replace(f"{{{name}}}", place)
        return path
