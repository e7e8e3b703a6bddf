"""What the figure means, as a JSON Schema: the parts that `json_export.outlook` writes.

In the flow: read by `answer_schema`. A part that cannot be given is null, and the key `no_…`
beside it holds the reason as a code.
"""

from __future__ import annotations

from .partners_schema import partners
from .shapes import (
    BOTH_LANGUAGES,
    FLAG,
    NUMBER,
    SHARE,
    TEXT,
    WHOLE,
    YEN,
    Shape,
    all_of,
    by_code,
    listed,
    or_null,
    record,
)

PERCENTILES = record(**all_of(YEN, "p5", "p25", "p50", "p75", "p95"))
RANGE = record(low=YEN, typical=YEN, high=or_null(YEN))
PER_YEAR = record(low=NUMBER, typical=NUMBER, high=or_null(NUMBER))
COVER = record(**all_of(YEN, "loss", "covered", "own_burden", "not_insurable", "left"))
MAY_LACK_SHARE = or_null(SHARE)
RATIO = record(value=or_null(NUMBER), reason=or_null(TEXT))


def parts() -> dict[str, Shape]:
    """Describe every key of the answer about what the figure means."""
    found = {
        "annual": _annual(),
        "cash_flow": _cash_flow(),
        "insurance": _insurance(),
        "options": listed(_option()),
        "benchmarks": listed(_benchmark()),
    }
    reasons = {f"no_{name}": or_null(TEXT) for name in found}
    return {
        "ranking": listed(_ranked()),
        **{name: or_null(shape) for name, shape in found.items()},
        **reasons,
        "financials": _financials(),
        "partners": partners(),
        "unknowns": listed(
            record(
                key=TEXT,
                **all_of(NUMBER, "narrower_by", "width", "width_if_known"),
                lines=listed(TEXT),
            )
        ),
        "doubts": listed(record(code=TEXT, doubt=TEXT)),
    }


def _ranked() -> Shape:
    return record(
        code=TEXT,
        name=BOTH_LANGUAGES,
        typical=YEN,
        **all_of(or_null(YEN), *PERCENTILES["properties"]),
        rate=or_null(PER_YEAR),
        expected_loss=or_null(YEN),
        once_in_years=or_null(WHOLE),
    )


def _annual() -> Shape:
    kind = record(
        incident_type=TEXT,
        per_year=PER_YEAR,
        once_in_years=or_null(WHOLE),
        expected_loss=YEN,
        sources=listed(TEXT),
        assumption=FLAG,
    )
    return record(
        expected_loss=YEN,
        chance_of_no_loss=SHARE,
        percentiles=by_code(YEN),
        return_periods=listed(record(years=WHOLE, yen=YEN)),
        dependence=TEXT,
        insured=or_null(_insured_year()),
        types=listed(kind),
    )


def _insured_year() -> Shape:
    return record(
        **all_of(YEN, "expected_own_burden", "expected_paid"),
        return_periods=listed(record(years=WHOLE, own_burden=YEN)),
        yearly_limit=YEN,
        chance_beyond_limit=SHARE,
        **all_of(WHOLE, "simulated_years", "seed"),
    )


def _cash_flow() -> Shape:
    means = or_null(YEN)
    need = record(
        **all_of(YEN, "recovery", "interruption", "total"),
        **all_of(means, "own_means", "shortfall"),
        insurance=YEN,
    )
    return record(
        **all_of(means, "cash_in_hand", "credit_line"),
        months=listed(
            record(month=WHOLE, **all_of(YEN, "receipts", "payments", "insurance", "balance"))
        ),
        lowest=record(month=WHOLE, balance=YEN),
        needed_yen=YEN,
        **all_of(or_null(WHOLE), "borrows_from", "runs_out_in"),
        bridging_yen=means,
        later_yen=YEN,
        requirement=need,
    )


def _insurance() -> Shape:
    policy = record(
        policy=or_null(TEXT),
        limits=by_code(or_null(YEN)),
        **all_of(or_null(YEN), "overall_limit", "deductible"),
        pays_in_month=or_null(WHOLE),
        typical=COVER,
        lines=by_code(COVER),
        gaps=by_code(YEN),
        distribution=or_null(
            record(**all_of(PERCENTILES, "covered", "own_burden", "not_insurable", "net"))
        ),
        exceeds=by_code(SHARE),
        **all_of(MAY_LACK_SHARE, "exceeds_overall", "beyond_means"),
    )
    return record(insured=FLAG, own=or_null(policy), samples=listed(policy))


def _option() -> Shape:
    measure = record(
        code=TEXT,
        **all_of(or_null(RANGE), "initial", "yearly", "after"),
        **all_of(FLAG, "correlation", "assumption"),
        instructions=listed(WHOLE),
        sources=listed(TEXT),
    )
    return record(
        code=TEXT,
        **all_of(RANGE, "initial", "yearly"),
        subsidy_at_most=or_null(YEN),
        needs_quote=listed(TEXT),
        incident=record(
            **all_of(YEN, "p50", "p95", "p95_removed"),
            **all_of(SHARE, "rate_left", "severity_left"),
        ),
        expected_loss=YEN,
        removed=record(**all_of(YEN, "least", "expected", "most")),
        **all_of(YEN, "p95_removed", "once_in_100_removed"),
        payback=record(
            years=or_null(NUMBER), reason=or_null(TEXT), incident_pays_years=or_null(NUMBER)
        ),
        after=or_null(RANGE),
        instructions=listed(WHOLE),
        measures=listed(measure),
    )


def _benchmark() -> Shape:
    band = {"from": YEN, "published": NUMBER, "holds_estimate": FLAG}
    return record(
        **all_of(TEXT, "benchmark", "source", "population", "scope"),
        estimate=YEN,
        against=listed(record(published=NUMBER, times=NUMBER)),
        bands=listed(record(**band, percent_of_samples=or_null(NUMBER))),
        below_percent=or_null(NUMBER),
    )


def _financials() -> Shape:
    return record(
        **all_of(YEN, "loss", "covered", "net", "extraordinary_loss", "operating_profit_fall"),
        **all_of(RATIO, "share_of_sales", "years_of_profit", "share_of_net_assets"),
        **all_of(or_null(YEN), "net_assets_after", "net_assets_after_p95"),
        **all_of(or_null(FLAG), "insolvent_after", "within_means"),
    )
