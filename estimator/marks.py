"""A short mark of what a form was opened on, by which a later save knows that it changed.

In the flow: a store or view marks what it shows, the form hands the mark back, and a mark that no
longer fits shows both versions. Plain JSON in, text out.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


def mark_of(shown: Any) -> str:
    """Return the mark of a value; empty for nothing at all, which a new form is opened on."""
    if not shown:
        return ""
    text = json.dumps(shown, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
