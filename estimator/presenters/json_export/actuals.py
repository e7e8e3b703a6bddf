"""実績 as JSON: forecast against actual, the payments, the deadlines with the days left.

In the flow: `Tracked` -> the contract's key `actuals`.
"""

from __future__ import annotations

from typing import Any

from ...estimate import Category, Total
from ...outlook.actuals import Forecast, Payment, Sums, insured_as
from ...outlook.duties import days_left
from ..beside import Tracked

Json = dict[str, Any]


def actuals_json(found: Tracked | None) -> Json | None:
    """Return what was paid beside what was estimated; null when nothing is on record."""
    if found is None:
        return None
    forecast = found.forecast
    return {
        "counted_on": found.counted_on.isoformat(),
        "headline": _sums(forecast.headline),
        "totals": {str(kind): _sums(forecast.total(kind)) for kind in Total},
        "categories": {str(kind): _sums(forecast.category(kind)) for kind in Category},
        "lines": _lines(forecast),
        "payments": [_payment(payment) for payment in forecast.payments],
        "deadlines": [
            {
                "code": duty.code,
                "due_on": duty.due_on.isoformat() if duty.due_on else None,
                "days_left": days_left(duty, found.counted_on),
            }
            for duty in found.duties
        ],
    }


def _lines(forecast: Forecast) -> list[Json]:
    return [
        {
            "code": line.code,
            **_sums(line.sums),
            "planned": line.is_planned,
            "closed": line.is_closed,
        }
        for line in forecast.lines
    ]


def _sums(sums: Sums) -> dict[str, int]:
    return {
        "estimated": sums.estimated,
        "actual": sums.actual,
        "forecast": sums.forecast,
        "difference": sums.difference,
    }


def _payment(payment: Payment) -> Json:
    return {
        "code": payment.code,
        "yen": payment.yen,
        "paid_on": payment.paid_on.isoformat(),
        "payee": payment.payee or None,
        "note": payment.note or None,
        "has_receipt": payment.has_receipt,
        "section": insured_as(payment.code).section,
    }
