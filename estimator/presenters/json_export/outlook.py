"""What the figure means, as JSON: the part of the contract beside lines and totals.

In the flow: `Outlook` -> plain values in whole yen. A part that cannot be given is null, and the
key `no_…` beside it holds the reason as a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from ...outlook.benchmarks import Standing
from ...outlook.financials import Financials, Ratio
from ...outlook.insured_year import InsuredYear
from ...outlook.money import Insured, Money
from ...outlook.outlook import Outlook
from ...outlook.settlement import Cover
from ...outlook.year import Year
from .cash import cash_flow_json
from .options import option_json
from .partners import partners_json
from .ranking import per_year, ranked_json

NO_SPREAD, NO_RATES, NO_MEASURES = "no_distribution", "no_rates", "no_measures"
NO_LINES, NO_SURVEY = "no_lines", "no_survey_of_this_type"
Json = dict[str, Any]


def outlook_json(meaning: Outlook) -> Json:
    """Return every key of the contract about what the figure means."""
    money = meaning.money
    return {
        "ranking": [ranked_json(found) for found in meaning.ranking],
        "annual": _annual(meaning.year) if meaning.year else None,
        "no_annual": None if meaning.year else _no_year(meaning),
        "cash_flow": cash_flow_json(money) if money.cash else None,
        "no_cash_flow": money.no_cash or None,
        "insurance": _insurance(money) if money.insured else None,
        "no_insurance": None if money.insured else NO_LINES,
        "options": [option_json(option) for option in meaning.options] or None,
        "no_options": None if meaning.options else _no_options(meaning),
        "benchmarks": [_standing(standing) for standing in meaning.standings] or None,
        "no_benchmarks": None if meaning.standings else NO_SURVEY,
        "financials": _financials(money.accounts, money.net_assets_after_p95),
        "partners": partners_json(meaning.partners),
        "unknowns": [
            {
                "key": cost.key,
                "narrower_by": cost.narrower_by,
                "width": cost.width,
                "width_if_known": cost.width_if_known,
                "lines": list(cost.lines),
            }
            for cost in meaning.unknowns
        ],
        "doubts": [{"code": doubt.code, "doubt": doubt.doubt} for doubt in meaning.doubts],
    }


def _no_year(meaning: Outlook) -> str:
    return NO_RATES if meaning.spread else NO_SPREAD


def _no_options(meaning: Outlook) -> str:
    return NO_MEASURES if meaning.year else _no_year(meaning)


def _annual(year: Year) -> Json:
    curve = year.curve
    return {
        "expected_loss": curve.expected_loss,
        "chance_of_no_loss": round(curve.chance_of_no_loss, 6),
        "percentiles": {f"p{percent}": yen for percent, yen in curve.percentiles},
        "return_periods": [{"years": years, "yen": yen} for years, yen in curve.exceedance],
        "dependence": curve.dependence,
        "insured": _insured_year(year.insured) if year.insured else None,
        "types": [
            {
                "incident_type": one.code,
                "per_year": per_year(one.rate),
                "once_in_years": one.once_in_years or None,
                "expected_loss": one.expected_loss,
                "sources": list(one.rate.sources),
                "assumption": one.rate.is_assumption,
            }
            for one in year.types
        ],
    }


def _insured_year(insured: InsuredYear) -> Json:
    left = insured.own_burden
    return {
        "expected_own_burden": left.expected_loss,
        "expected_paid": insured.expected_paid,
        "return_periods": [{"years": years, "own_burden": yen} for years, yen in left.exceedance],
        "yearly_limit": insured.yearly_limit,
        "chance_beyond_limit": round(insured.beyond_yearly_limit, 6),
        "simulated_years": left.years,
        "seed": left.seed,
    }


# --- insurance ----------------------------------------------------------------------------------


def _insurance(money: Money) -> Json:
    insured = money.insured
    return {
        "insured": money.is_insured,
        "own": _insured(insured) if insured else None,
        "samples": [_insured(one) for one in money.samples],
    }


def _insured(one: Insured) -> Json:
    policy = one.policy
    return {
        "policy": policy.code or None,
        "limits": {str(section): yen for section, yen in policy.limits.items()},
        "overall_limit": policy.overall_limit,
        "deductible": policy.deductible,
        "pays_in_month": policy.pays_in_month,
        "typical": _cover(one.typical.total),
        "lines": {code: _cover(cover) for code, cover in one.typical.lines.items()},
        "gaps": {str(gap): yen for gap, yen in one.typical.gaps.items()},
        "distribution": asdict(one.spread) if one.spread else None,
        "exceeds": _chances(one.exceeds),
        "exceeds_overall": number(one.exceeds_overall),
        "beyond_means": number(one.beyond_means),
    }


def _cover(cover: Cover[int]) -> Json:
    left = cover.own_burden + cover.not_insurable
    return {**asdict(cover), "left": left}


def _chances(found: Mapping[Any, Decimal]) -> Json:
    return {str(section): float(chance) for section, chance in found.items()}


# --- benchmarks and accounts --------------------------------------------------------------------


def _standing(standing: Standing) -> Json:
    return {
        "benchmark": standing.benchmark.code,
        "source": standing.benchmark.evidence.source.id,
        "population": standing.population,
        "scope": standing.scope,
        "estimate": standing.estimate_yen,
        "against": [
            {"published": one.published_yen, "times": round(float(one.times), 4)}
            for one in standing.against
        ],
        "bands": [
            {
                "from": band.from_yen,
                "published": float(band.published),
                "holds_estimate": band.holds_estimate,
                "percent_of_samples": number(band.chance),
            }
            for band in standing.bands
        ],
        "below_percent": number(standing.below_percent),
    }


def _financials(accounts: Financials, assets_after_p95: int | None) -> Json:
    return {
        "loss": accounts.loss,
        "covered": accounts.covered,
        "net": accounts.net,
        "extraordinary_loss": accounts.extraordinary_loss,
        "operating_profit_fall": accounts.operating_profit_fall,
        "share_of_sales": _ratio(accounts.share_of_sales),
        "years_of_profit": _ratio(accounts.years_of_profit),
        "share_of_net_assets": _ratio(accounts.share_of_net_assets),
        "net_assets_after": accounts.net_assets_after,
        "net_assets_after_p95": assets_after_p95,
        "insolvent_after": accounts.is_insolvent_after,
        "within_means": accounts.within_means,
    }


def _ratio(ratio: Ratio) -> Json:
    return {"value": number(ratio.value), "reason": ratio.reason}


def number(value: Decimal | None) -> float | None:
    """Return a share or ratio as a JSON number; null stays null."""
    return None if value is None else round(float(value), 6)
