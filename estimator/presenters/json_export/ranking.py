"""全種類の概算 as JSON: one object for each incident type, the highest P95 first.

In the flow: `TypeRange` of the outlook -> plain values; what cannot be given is null.
"""

from __future__ import annotations

from typing import Any

from ...costbook import Figure
from ...outlook.overview import TypeRange

PERCENTILES = ("p5", "p25", "p50", "p75", "p95")


def ranked_json(found: TypeRange) -> dict[str, Any]:
    """Return one incident type at this company: how bad, how often."""
    year = found.year
    return {
        "code": found.code,
        "name": {"ja": found.kind.name_ja, "en": found.kind.name_en},
        "typical": found.typical,
        **{key: getattr(found.band, key, None) for key in PERCENTILES},
        "rate": per_year(year.rate) if year else None,
        "expected_loss": year.expected_loss if year else None,
        "once_in_years": (year.once_in_years or None) if year else None,
    }


def per_year(rate: Figure) -> dict[str, float | None]:
    """Return how often a year, an open upper end null."""
    return {
        "low": float(rate.low),
        "typical": float(rate.typical),
        "high": None if rate.high is None else round(float(rate.high), 6),
    }
