"""条件を変えた場合 as JSON: scenarios side by side, and what they cost at the same time.

In the flow: `SideBySide` -> the contract's key `scenarios`. In every list the scenarios keep their
order; the first one is the estimate itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...money import YenRange
from ...outlook.scenarios import Compared, compare
from ..beside import SideBySide
from ..scenario_views import SEATS, Scenario

Json = dict[str, Any]


def scenarios_json(found: SideBySide | None) -> Json | None:
    """Return the scenarios; null when none stands beside the estimate."""
    if found is None:
        return None
    compared = compare([scenario.estimate for scenario in found.scenarios])
    return {
        "compared": [
            _scenario(scenario, compared.headline.differences[place])
            for place, scenario in enumerate(found.scenarios)
        ],
        "answers": [SEATS.get(key, key) for key in compared.answers],
        "categories": _rows(compared.categories),
        "lines": _rows(compared.lines),
        "references": _rows(compared.references),
        "together": _together(found),
    }


def _scenario(scenario: Scenario, difference: int) -> Json:
    return {
        "name": scenario.name,
        "incident_type": scenario.estimate.profile.incident.incident_type,
        "headline": _yen(scenario.estimate.headline),
        "distribution": asdict(scenario.band) if scenario.band else None,
        "difference": difference,
    }


def _rows(rows: Sequence[Compared]) -> Json:
    """Return the amounts of each code, one for each scenario; null where it has no such line."""
    return {row.code: [_amount(row, place) for place in range(len(row.amounts))] for row in rows}


def _amount(row: Compared, place: int) -> Json | None:
    amount = row.amounts[place]
    return None if amount is None else {**_yen(amount), "difference": row.differences[place]}


def _together(found: SideBySide) -> Json | None:
    if found.together is None:
        return None
    combined, band = found.together.combined, found.together.band
    return {
        "scenarios": list(found.joined),
        "headline": _yen(combined.headline),
        "distribution": asdict(band) if band else None,
        "added_up": combined.headline.typical + combined.saved_yen,
        "saved": combined.saved_yen,
        "lines": [
            {
                "code": one.line.code,
                "scenario": found.joined[one.of],
                **_yen(one.line.amount),
                "counted_once": one.counted_once_yen,
            }
            for one in combined.headline_lines
        ],
    }


def _yen(amount: YenRange) -> dict[str, int | None]:
    return {"low": amount.low, "typical": amount.typical, "high": amount.high}
