"""取引先の目線 as JSON: whom to tell, what is late, what may be claimed, what buyers ask for.

In the flow: `Partners` of the outlook -> plain values; what is not known is null.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...costbook import StandardText
from ...outlook.partners import Delivery, Notice, Partners, Recourse
from ...profile import Quantity

Json = dict[str, Any]


def partners_json(found: Partners) -> Json:
    """Return the incident as customers see it."""
    return {
        "notices": [_notice(notice) for notice in found.notices],
        "delivery": _delivery(found.delivery) if found.delivery else None,
        "recourse": [_recourse(claim) for claim in found.recourse],
        "texts": [_text(text) for text in found.texts],
    }


def _notice(notice: Notice) -> Json:
    return {
        "code": notice.code,
        "due_on": notice.due_on.isoformat() if notice.due_on else None,
        "days": notice.days,
        "certain": notice.is_certain,
        "by_contract": notice.by_contract,
        "count": _quantity(notice.count) if notice.count else None,
    }


def _delivery(delivery: Delivery) -> Json:
    return {
        "unit": delivery.unit,
        "stop": _quantity(delivery.stop),
        "ramp_up": _quantity(delivery.ramp_up),
        "stopped_percent": _quantity(delivery.stopped_percent),
        "catch_up_percent": _quantity(delivery.catch_up_percent),
    }


def _quantity(answer: Quantity) -> Json:
    return {
        "low": _number(answer.low),
        "typical": _number(answer.typical),
        "high": None if answer.high is None else _number(answer.high),
        "known": answer.known,
    }


def _number(value: Decimal) -> int | float:
    """Return a whole number as one: 10, not 10.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def _recourse(claim: Recourse) -> Json:
    amount = claim.amount
    return {
        "code": claim.code,
        "low": amount.low if amount else None,
        "typical": amount.typical if amount else None,
        "high": amount.high if amount else None,
        "reason": claim.reason,
    }


def _text(text: StandardText) -> Json:
    evidence = text.evidence
    since, checked = evidence.in_force_from, evidence.checked_on
    return {
        "code": text.code,
        "title": {"ja": text.title_ja, "en": text.title_en},
        "text": {"ja": text.text_ja, "en": text.text_en},
        "verified": text.verified,
        "source": evidence.source.id,
        "in_force_from": since.isoformat() if since else None,
        "checked_on": checked.isoformat() if checked else None,
    }
