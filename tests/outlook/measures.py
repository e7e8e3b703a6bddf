"""Measures for tests, made of plain numbers."""

from decimal import Decimal

from estimator.costbook import Evidence, Figure, Measure, Source

OWN = Source("OWN", "当方", "仮定", "2026", "")
GUESSED = Evidence(OWN, "", "E", "理由", "Reason", None, None)
PRINTED = Evidence(Source("X1", "発行者", "資料", "2026", ""), "p. 1", "A", "", "", None, None)


def figure(kind, low, typical, high, *, evidence=PRINTED):
    """Make one figure of a measure."""
    unit = "factor" if kind.endswith("factor") else "yen"
    numbers = (Decimal(str(low)), Decimal(str(typical)))
    top = None if high is None else Decimal(str(high))
    return Figure(kind, kind, kind, *numbers, top, unit, (evidence,))


def measure(code="mfa", *, package="minimal", types=(), evidence=PRINTED, **figures):
    """Make a measure; a figure is its low, typical and high."""
    return Measure(
        code=code, name_ja=code, name_en=code, summary_ja="", summary_en="", package=package,
        incident_types=frozenset(types),
        figures={kind: figure(kind, *v, evidence=evidence) for kind, v in figures.items()},
        instructions=(5,), is_correlation=True,
        subsidy_percent=None, subsidy_ceiling=None, evidence=evidence,
    )  # fmt: skip
