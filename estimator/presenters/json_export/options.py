"""選択肢 as JSON: each package with its price, what it takes away and what remains."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ...costbook import Measure
from ...money import YenRange
from ...outlook.controls import Option
from ...outlook.measure_prices import MeasurePrice


def option_json(option: Option) -> dict[str, Any]:
    """Return one package; yen of a year and of one incident, before any subsidy."""
    price, incident, found = option.price, option.incident, option.payback
    pairs = zip(option.package.measures, price.measures, strict=True)
    years, pays = found.years, found.incident_pays_years
    return {
        "code": option.package.code,
        "initial": _yen(price.initial),
        "yearly": _yen(price.yearly),
        "subsidy_at_most": price.subsidy_yen,
        "needs_quote": list(price.needs_quote),
        "incident": {
            "p50": incident.p50,
            "p95": incident.p95,
            "p95_removed": incident.p95_removed,
            "rate_left": float(incident.effect.rate),
            "severity_left": float(incident.effect.severity),
        },
        "expected_loss": option.curve.expected_loss,
        "removed": asdict(option.removed),
        "p95_removed": option.p95_removed,
        "once_in_100_removed": option.once_in_100_removed,
        "payback": {
            "years": None if years is None else round(float(years), 4),
            "reason": found.reason,
            "incident_pays_years": None if pays is None else round(float(pays), 4),
        },
        "after": _yen(option.after) if option.after else None,
        "instructions": list(option.package.instructions),
        "measures": [_measure(measure, one) for measure, one in pairs],
    }


def _measure(measure: Measure, price: MeasurePrice) -> dict[str, Any]:
    return {
        "code": measure.code,
        "initial": None if price.needs_quote else _yen(price.initial),
        "yearly": None if price.needs_quote else _yen(price.yearly),
        "after": _yen(price.after) if price.after else None,
        "correlation": measure.is_correlation,
        "assumption": price.is_assumption,
        "instructions": list(measure.instructions),
        "sources": list(measure.sources),
    }


def _yen(amount: YenRange) -> dict[str, int | None]:
    return {"low": amount.low, "typical": amount.typical, "high": amount.high}
