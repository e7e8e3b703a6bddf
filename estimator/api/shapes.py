"""Words for writing a JSON Schema in one line each.

Every key of an object is always there; an answer may get further keys later, so objects are left
open. A part that may be missing is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Shape = dict[str, Any]

YEN: Shape = {"type": "integer"}
WHOLE: Shape = {"type": "integer", "minimum": 0}
NUMBER: Shape = {"type": "number"}
SHARE: Shape = {"type": "number", "minimum": 0, "maximum": 1}
TEXT: Shape = {"type": "string"}
FLAG: Shape = {"type": "boolean"}
DAY: Shape = {"type": "string", "format": "date"}


def record(**shapes: Shape) -> Shape:
    """Describe an object with these keys."""
    return {"type": "object", "properties": shapes, "required": list(shapes)}


def all_of(shape: Shape, *keys: str) -> dict[str, Shape]:
    """Give several keys one shape."""
    return dict.fromkeys(keys, shape)


def listed(shape: Shape) -> Shape:
    """Describe a list."""
    return {"type": "array", "items": shape}


def by_code(shape: Shape) -> Shape:
    """Describe an object whose keys are codes."""
    return {"type": "object", "additionalProperties": shape}


def one_of(values: Iterable[str | None]) -> Shape:
    """Describe one of a few values."""
    return {"enum": [None if value is None else str(value) for value in values]}


def or_null(shape: Shape) -> Shape:
    """Let a value be missing."""
    if isinstance(shape.get("type"), str):
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [shape, {"type": "null"}]}


BOTH_LANGUAGES = record(ja=TEXT, en=TEXT)
