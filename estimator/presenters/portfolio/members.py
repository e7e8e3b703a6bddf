"""What is shown of each member, and of all of them together (会員ごと・全体).

In the flow: a result of `portfolio.estimating` → a row of cells; rows → their summary. Yen are
whole; an open upper end, or a percentile that cannot be drawn, is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from ...costbook import CostBook
from ...estimate import Category, Total
from .. import labels

Yen = int | None
PERCENTILES: Final = ("p5", "p50", "p95")
# Upper ends of the bars of the picture, in yen: thirds of a power of ten.
STEPS: Final = tuple(digit * 10**power for power in range(5, 12) for digit in (1, 3))


@dataclass(frozen=True, slots=True)
class Heading:
    """Under which terms all members were estimated."""

    costs: CostBook
    as_of: str
    seed: int
    samples: int

    def type_name(self, code: str, language: str) -> str:
        """Name an incident type of the edition."""
        kind = self.costs.incident_types[code]
        return kind.name_ja if language == "ja" else kind.name_en


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the file: its figures, or what is wrong with it."""

    line: int
    id: str
    company_name: str
    incident_type: str
    amounts: tuple[Yen, ...]  # in the order of `amount_names`
    problems: tuple[str, ...]

    @property
    def typical(self) -> int:
        """The headline, typical."""
        return self.amounts[1] or 0


def amount_names() -> tuple[str, ...]:
    """Name the amounts of a member."""
    ends = (_("想定損害額（下限）"), _("想定損害額（中心）"), _("想定損害額（上限）"))
    return (
        *ends,
        *(name.upper() for name in PERCENTILES),
        *(str(labels.TOTALS[kind]) for kind in Total),
        *(str(labels.CATEGORIES[category]) for category in Category),
    )


def member(result: Mapping[str, Any]) -> Member:
    """Read a result."""
    line, name = result["line"], result["id"]
    if "problems" in result:
        return Member(line, name, "", "", (), tuple(map(_sentence, result["problems"])))
    company, kind = result["company_name"], result["incident_type"]
    return Member(line, name, company, kind, _amounts(result), ())


def _sentence(problem: Mapping[str, str]) -> str:
    path = f"{problem['path']}: " if problem["path"] else ""
    return f"{path}{problem['wrong']}; {problem['allowed']}"


def _amounts(result: Mapping[str, Any]) -> tuple[Yen, ...]:
    totals, drawn = result["totals"], result["percentiles"] or {}
    headline = totals["headline"]
    return (
        *(headline[end] for end in ("low", "typical", "high")),
        *(drawn.get(name) for name in PERCENTILES),
        *(totals[kind]["typical"] for kind in Total),
        *(result["categories"][category]["typical"] for category in Category),
    )


# --- all of them ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """Every member that could be estimated, added up and ranked."""

    estimated: int
    refused: int
    sums: tuple[Yen, ...]  # of each amount; None where one of them is
    quarters: tuple[tuple[Yen, ...], ...]  # of the typical, P50 and P95: least, quarters, most
    types: tuple[tuple[str, int, int], ...]  # code, members, sum of their typicals
    bars: tuple[tuple[int, int], ...]  # typical up to this many yen, members


def summary(members: Sequence[Member]) -> Summary:
    """Add the members up. Percentiles are not added: they are not reached together."""
    good = [one for one in members if not one.problems]
    columns = list(zip(*(one.amounts for one in good), strict=True))
    adds = [name not in {"P5", "P50", "P95"} for name in amount_names()]
    return Summary(
        estimated=len(good),
        refused=len(members) - len(good),
        sums=tuple(
            _sum(column) if add else None for column, add in zip(columns, adds, strict=False)
        ),
        quarters=tuple(_quarters(columns[place]) for place in (1, 4, 5)) if good else (),
        types=_types(good),
        bars=_bars([one.typical for one in good]),
    )


def _sum(column: Sequence[Yen]) -> Yen:
    known = [yen for yen in column if yen is not None]
    return sum(known) if len(known) == len(column) else None


def _quarters(column: Sequence[Yen]) -> tuple[Yen, ...]:
    """Return the least, the quarters and the most of the members that have one."""
    known = sorted(yen for yen in column if yen is not None)
    if not known:
        return (None,) * 5
    return tuple(known[round(share * (len(known) - 1) / 4)] for share in range(5))


def _types(good: Sequence[Member]) -> tuple[tuple[str, int, int], ...]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in good:
        found[one.incident_type].append(one.typical)
    rows = ((code, len(typical), sum(typical)) for code, typical in found.items())
    return tuple(sorted(rows, key=lambda row: row[2], reverse=True))


def _bars(typical: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Count the members between neighbouring steps, from the first to the last that has any."""
    ends = [(low, high) for low, high in pairwise((-1, *STEPS, 10**18))]
    counts = [(high, sum(low < yen <= high for yen in typical)) for low, high in ends]
    filled = [place for place, (_high, count) in enumerate(counts) if count]
    return tuple(counts[filled[0] : filled[-1] + 1]) if filled else ()
