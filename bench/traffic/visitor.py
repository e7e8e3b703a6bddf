"""A browser as the server sees it: cookies, the mark against forged forms, htmx, redirects.

In: an address and what is typed. Out: answers, each timed under the kind of its request.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests

WAITS = 60  # seconds for an answer
TOO_MANY = 429
REDIRECT = 302
TRACEBACK = "Traceback (most recent"
HTMX = {"HX-Request": "true", "HX-Target": "main"}
MARK = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REVISION = re.compile(r'name="revision" value="(\d+)"')


@dataclass
class Record:
    """What was measured; filled by many threads, each of whose steps is one call of the list."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # when it began
    errors: list[str] = field(default_factory=list)
    limited: list[str] = field(default_factory=list)  # answered 429, as intended

    def count(self, kind: str) -> int:
        """Return how many were answered."""
        return len(self.seconds[kind])


class Visitor:
    """One browser."""

    def __init__(self, site: str, record: Record) -> None:
        self.site, self.record = site, record
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy on the way to this machine
        self.seen = ""  # the page that is open

    def get(self, path: str, kind: str, *, htmx: bool = False) -> requests.Response:
        """Open a page."""
        return self._send("GET", path, kind, headers=HTMX if htmx else {})

    def post(
        self, path: str, typed: dict[str, str], kind: str, *, htmx: bool = True
    ) -> requests.Response:
        """Send the form of the page that is open."""
        mark, revision = MARK.search(self.seen), REVISION.search(self.seen)
        fields = {
            **({"csrfmiddlewaretoken": mark[1]} if mark else {}),
            **({"revision": revision[1]} if revision else {}),
            **typed,
        }
        return self._send("POST", path, kind, fields=fields, headers=HTMX if htmx else {})

    def _send(
        self, method: str, path: str, kind: str, *, headers: dict[str, str],
        fields: dict[str, str] | None = None,
    ) -> requests.Response:  # fmt: skip
        start = time.monotonic()
        answer = self.session.request(
            method, urljoin(self.site, path), data=fields, headers=headers,
            allow_redirects=False, timeout=WAITS,
        )  # fmt: skip
        took = time.monotonic() - start
        if answer.status_code == TOO_MANY:
            self.record.limited.append(kind)
            time.sleep(min(float(answer.headers.get("Retry-After") or 1), 5))
            return self._send(method, path, kind, headers=headers, fields=fields)
        self.record.seconds[kind].append(took)
        self.record.at[kind].append(start)
        if answer.status_code not in (200, REDIRECT):
            self.record.errors.append(f"{kind}: {answer.status_code}")
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.text:
            self.seen = answer.text
            if TRACEBACK in answer.text:
                self.record.errors.append(f"{kind}: a traceback")
        return answer
