"""The estimate as JSON: the black-box contract of docs/method.md.

In the flow: Estimate -> plain values, amounts in whole yen, an open upper end null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils import translation

from ...estimate import Category, Estimate, EstimateLine, Total
from ...money import YenRange
from ...outlook.duties import Duty, duties
from ...outlook.outlook import Outlook
from ...outlook.spread import Spread
from .. import labels
from ..beside import NOTHING, Beside
from ..wording import Wording
from .actuals import actuals_json
from .outlook import outlook_json
from .scenarios import scenarios_json

LANGUAGES = ("ja", "en")


def export(estimate: Estimate, meaning: Outlook, beside: Beside = NOTHING) -> dict[str, Any]:
    """Turn an estimate, what it means and what stands beside it into the contract's object."""
    totals = {str(kind): range_json(estimate.total(kind)) for kind in Total}
    return {
        "edition": estimate.edition,
        "as_of": estimate.as_of.isoformat(),
        "engine_version": estimate.engine_version,
        "seed": meaning.spread.seed if meaning.spread else None,
        "incident_type": estimate.profile.incident.incident_type,
        "lines": [_line(line) for line in estimate.lines],
        "excluded": [
            {"code": e.code, "category": e.category, "reason": e.reason, "detail": e.detail or None}
            for e in estimate.excluded
        ],
        "totals": {"headline": range_json(estimate.headline), **totals},
        "categories": {str(c): range_json(estimate.category(c)) for c in Category},
        **_outlook(meaning),
        "duties": [_duty(duty) for duty in duties(estimate.profile)],
        "scenarios": scenarios_json(beside.scenarios),
        "actuals": actuals_json(beside.actuals),
    }


def _outlook(meaning: Outlook) -> dict[str, Any]:
    return {
        "distribution": _distribution(meaning.spread) if meaning.spread else None,
        "no_distribution": meaning.no_spread or None,
        **outlook_json(meaning),
    }


def _distribution(spread: Spread) -> dict[str, Any]:
    found = spread.distribution
    return {
        "samples": spread.size,
        "headline": asdict(found.headline),
        "cash": asdict(found.cash),
        "liability": asdict(found.liability),
        "categories": {code: asdict(p) for code, p in found.categories.items()},
        "lines": {code: asdict(p) for code, p in found.lines.items()},
        "exceedance": [{"chance": float(c), "yen": yen} for c, yen in spread.exceedance],
        "tornado": [asdict(swing) for swing in spread.swings],
        "spread_shares": {code: float(share) for code, share in spread.shares},
        "model_factor": {
            "log_sigma": float(spread.factor.typical),
            "sources": list(spread.factor.sources),
            "lines": list(spread.factor_lines),
            "known_percent": spread.known_percent,
        },
    }


def range_json(amount: YenRange) -> dict[str, int | None]:
    """Write low, typical and high; an open high is null."""
    return {"low": amount.low, "typical": amount.typical, "high": amount.high}


def _line(line: EstimateLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": _in_both(lambda _wording: labels.item_name(line.code)),
        "category": line.category,
        "phase": line.phase,
        "total": line.total,
        **range_json(line.amount),
        "open_high": line.amount.high is None,
        "own_quote": line.own_quote is not None,
        "formula": _in_both(lambda wording: wording.formula(line.formula)),
        "sources": list(line.sources),
        "assumptions": list(line.assumptions),
        "unknowns": list(line.unknowns),
    }


def _in_both(text: Callable[[Wording], str]) -> dict[str, str]:
    result = {}
    for language in LANGUAGES:
        with translation.override(language):
            result[language] = text(Wording.in_force())
    return result


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "code": duty.code,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "days": duty.days,
        "why": list(duty.why),
        "certain": duty.certain,
    }
