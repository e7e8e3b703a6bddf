"""ACTUALS.json: what was really paid, as a document for the terminal.

In the flow: beside PROFILE.json, checked as strictly -> payments and the lines that are closed.
The bounds are those of the form; today's date is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from ..outlook.actuals import RECORDABLE, Payment
from . import schema
from .actuals import MAX_NOTE, MAX_PAYEE
from .fields import NAME_PATTERN, Schema
from .numbers import MAX_VALUE
from .problems import AnswersRefused, Problem

KIND: Final = "ACTUALS.json"
_DAY: Final = "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"  # as in PROFILE.json
MOST: Final = 500  # payments, as many as an assessment holds


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid, and for which cost items nothing more will be."""

    payments: tuple[Payment, ...]
    closed: frozenset[str]


def paid(document: dict[str, Any], *, today: date) -> Paid:
    """Read a document. Raises: AnswersRefused."""
    problems = schema.against(document, json_schema())
    if not problems:
        problems = _not_yet(document["payments"], today)
    if problems:
        raise AnswersRefused(problems)
    payments = tuple(_payment(one, at + 1) for at, one in enumerate(document["payments"]))
    return Paid(payments, frozenset(document.get("closed") or ()))


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of ACTUALS.json."""
    item = {"enum": list(RECORDABLE)}
    properties = {
        "code": item,
        "yen": {"type": "integer", "minimum": 1, "maximum": int(MAX_VALUE)},
        "paid_on": {"type": "string", "format": "date", "pattern": _DAY},
        "payee": _text(MAX_PAYEE),
        "note": _text(MAX_NOTE),
        "has_receipt": {"type": "boolean"},
    }
    payment = {
        "type": "object",
        "properties": properties,
        "required": ["code", "yen", "paid_on"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "payments": {"type": "array", "maxItems": MOST, "items": payment},
            "closed": {"type": "array", "maxItems": len(RECORDABLE), "items": item},
        },
        "required": ["payments"],
        "additionalProperties": False,
    }


def _text(most: int) -> Schema:
    return {"type": ["string", "null"], "maxLength": most, "pattern": NAME_PATTERN}


def _not_yet(payments: list[dict[str, Any]], today: date) -> tuple[Problem, ...]:
    """Refuse what was not paid yet; until then the estimate stands for it."""
    allowed = _("%(day)s までの日付") % {"day": today.isoformat()}
    return tuple(
        Problem(f"payments[{at}].paid_on", _("まだ来ていない日付です"), allowed)
        for at, payment in enumerate(payments)
        if date.fromisoformat(payment["paid_on"]) > today
    )


def _payment(given: dict[str, Any], number: int) -> Payment:
    return Payment(
        code=given["code"],
        yen=int(given["yen"]),
        paid_on=date.fromisoformat(given["paid_on"]),
        payee=given.get("payee") or "",
        note=given.get("note") or "",
        has_receipt=given.get("has_receipt", False),
        number=number,
    )
