"""The incident as customers see it, as a JSON Schema: the part that `json_export.partners` writes.

In the flow: read by `outlook_schema`.
"""

from __future__ import annotations

from ..estimate import Reason
from .shapes import (
    BOTH_LANGUAGES,
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    YEN,
    Shape,
    all_of,
    listed,
    one_of,
    or_null,
    record,
)

COUNT = record(low=NUMBER, typical=NUMBER, high=or_null(NUMBER), known=FLAG)


def partners() -> Shape:
    """Describe whom to tell, what is late, what may be claimed and what buyers ask for."""
    return record(
        notices=listed(_notice()),
        delivery=or_null(_delivery()),
        recourse=listed(_claim()),
        texts=listed(_text()),
    )


def _notice() -> Shape:
    return record(
        code=TEXT,
        due_on=or_null(DAY),
        days=or_null(WHOLE),
        **all_of(FLAG, "certain", "by_contract"),
        count=or_null(COUNT),
    )


def _delivery() -> Shape:
    return record(
        unit=TEXT, **all_of(COUNT, "stop", "ramp_up", "stopped_percent", "catch_up_percent")
    )


def _claim() -> Shape:
    reason = one_of([*Reason, None])
    return record(code=TEXT, **all_of(or_null(YEN), "low", "typical", "high"), reason=reason)


def _text() -> Shape:
    return record(
        code=TEXT,
        **all_of(BOTH_LANGUAGES, "title", "text"),
        verified=FLAG,
        source=TEXT,
        **all_of(or_null(DAY), "in_force_from", "checked_on"),
    )
