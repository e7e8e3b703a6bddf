"""What costs time or room, once more than a network may: here each limit is at nothing."""

from __future__ import annotations

from tests.hostile.table import JSON, Hostile

MASSES = {
    "an assessment": ("/a/", {"x": "1"}),
    "five questions": ("/first/", {"employees": "5"}),
    "an example": ("/examples/example-manufacturer-50/", {"x": "1"}),
    "a copy": ("{a}/copy/", {"x": "1"}),
    "a scenario": ("{a}/compare/add/", {"name": "x"}),
    "a price list": ("/prices/", {"label": "x"}),
    "a shared link": ("{a}/share/", {"recipient": "x", "days": "7"}),
    "a hand-off": ("{a}/ask/", {"recipient": "x", "days": "7", "helper": "other"}),
    "a report": ("{a}/report/", {"x": "1"}),
    "one page of a report": ("{a}/report/?pages=1", {"x": "1"}),
}
ROWS = [
    *(
        Hostile(f"one more: {what}", "POST", path, 429, body, says="あと")
        for what, (path, body) in MASSES.items()
    ),
    Hostile("one more: a shared report", "GET", "{s}/report.pdf", 429, says="あと"),
    Hostile("one more: an estimate", "POST", "{api}", 429, b"{}", JSON, says="too-many-requests"),
    Hostile(
        "one more from a claimed address",
        "POST",
        "/a/",
        429,
        {"x": "1"},
        headers={"X-Forwarded-For": "203.0.113.77"},
    ),
]
