"""The answer to `POST /api/v1/estimates` as a JSON Schema: what `json_export.document` writes.

In the flow: read by the OpenAPI document alone. A test holds every answer against it, with no key
more and none less.
"""

from __future__ import annotations

from itertools import chain

from ..estimate import Category, Phase, Reason, Total
from . import outlook_schema as meaning
from .shapes import (
    BOTH_LANGUAGES,
    DAY,
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
    one_of,
    or_null,
    record,
)

NOTHING = {"type": "null"}  # only the terminal is given what stands beside an estimate
OPEN_RANGE = record(low=YEN, typical=YEN, high=or_null(YEN))
PERCENTILES = meaning.PERCENTILES


def estimate_schema() -> Shape:
    """Describe an estimate and what it means; amounts in whole yen."""
    return record(
        edition=TEXT,
        as_of=DAY,
        engine_version=TEXT,
        seed=or_null(WHOLE),
        incident_type=TEXT,
        lines=listed(_line()),
        excluded=listed(_excluded()),
        totals=record(headline=OPEN_RANGE, **all_of(OPEN_RANGE, *Total)),
        categories=record(**all_of(OPEN_RANGE, *Category)),
        distribution=or_null(_distribution()),
        no_distribution=or_null(TEXT),
        **meaning.parts(),
        duties=listed(_duty()),
        **all_of(NOTHING, "scenarios", "actuals"),
    )


def _line() -> Shape:
    return record(
        code=TEXT,
        name=BOTH_LANGUAGES,
        category=one_of(Category),
        phase=one_of(chain(Phase, [None])),
        total=one_of(Total),
        **OPEN_RANGE["properties"],
        open_high=FLAG,
        own_quote=FLAG,
        formula=BOTH_LANGUAGES,
        sources=listed(TEXT),
        assumptions=listed(TEXT),
        unknowns=listed(TEXT),
    )


def _excluded() -> Shape:
    return record(code=TEXT, category=one_of(Category), reason=one_of(Reason), detail=or_null(TEXT))


def _distribution() -> Shape:
    return record(
        samples=WHOLE,
        **all_of(PERCENTILES, "headline", "cash", "liability"),
        **all_of(by_code(PERCENTILES), "categories", "lines"),
        exceedance=listed(record(chance=SHARE, yen=YEN)),
        tornado=listed(record(code=TEXT, low=YEN, high=YEN)),
        spread_shares=by_code(NUMBER),
        model_factor=record(
            log_sigma=NUMBER, sources=listed(TEXT), lines=listed(TEXT), known_percent=NUMBER
        ),
    )


def _duty() -> Shape:
    return record(
        code=TEXT, due_on=or_null(DAY), days=or_null(WHOLE), why=listed(TEXT), certain=FLAG
    )
