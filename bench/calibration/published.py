"""The estimates beside published distributions: each check names what was published and ours.

In: an edition's benchmarks, tests/cases/published.json, seeded populations. Out: rows for the
report and for the tests. Yen unless a name says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.formula.samples import Samples
from estimator.outlook.simulation import simulate
from estimator.questionnaire import answers

from .population import DAY, NPA, RANSOMWARE, SEED, Population, draw, shares, usual_sizes

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests" / "cases" / "published.json"
EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
# What the start page asks before anything else.
FIRST_ANSWERS = ("incident_type", "industry", "employees", "annual_revenue_yen", "persons_affected")
MILLION = 1_000_000
LIMITS = (0, MILLION, 5 * MILLION, 10 * MILLION, 50 * MILLION, 100 * MILLION)
PERCENTILES = (5, 50, 95)
INCIDENTS, FEWER = 20_000, 1_000


@dataclass(frozen=True)
class Beside:
    """One published figure and ours."""

    what: str
    published: float
    ours: float
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Return ours over the published one."""
        return self.ours / self.published


def published(code: str) -> dict[str, float]:
    """Return a published figure that is no row of an edition."""
    found: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))["values"][code]
    return found


def benchmark(costs: CostBook, code: str) -> list[float]:
    """Return the values of a published distribution of the edition, in its order."""
    return [float(value.value) for value in costs.benchmarks[code].values]


def ransomware(costs: CostBook) -> Population:
    """Draw the ransomware incidents of small and mid-size companies."""
    return draw(costs, dict.fromkeys(RANSOMWARE, 1.0), INCIDENTS)


def police_bands(costs: CostBook) -> list[float]:
    """Return the latest published cost bands in percent."""
    counts = benchmark(costs, "npa_cost_2025")
    return [100 * count / sum(counts) for count in counts]


def band_shares(amounts: Samples) -> list[float]:
    """Return our shares in the same bands."""
    return shares(amounts, LIMITS)


def at_least(amounts: Samples, limit: float) -> float:
    """Return the percentage of amounts of this much or more."""
    return float(100 * np.mean(amounts >= limit))


def recovery(costs: CostBook, drawn: Population) -> list[Beside]:
    """Set the stop against the published time to recovery: a stop ends before the recovery does."""
    counts = benchmark(costs, "npa_recovery_2025")
    week, month = 7, 365 / 12
    ours = shares(drawn.sums["stop_days"], (0, week, month))
    whole = [counts[0], counts[1], sum(counts[2:])]
    names = ("1週間未満", "1週間～1か月", "1か月以上・復旧中")
    return [
        Beside(f"復旧 {name} %（当方は停止日数）", 100 * count / sum(counts), share)
        for name, count, share in zip(names, whole, ours, strict=True)
    ]


def with_large(costs: CostBook) -> Population:
    """Draw ransomware where three in ten are large organisations, as in JNSA's survey."""
    large = published("jnsa_large_percent")["percent"] / 100
    usual = usual_sizes(costs)
    sizes = {code: weight * (1 - large) / sum(usual.values()) for code, weight in usual.items()}
    types = dict.fromkeys(RANSOMWARE, 1.0)
    return draw(costs, types, FEWER, sizes={**sizes, "over_300": large})


def published_cases(costs: CostBook, drawn: Population) -> list[Beside]:
    """Set ransomware against JNSA's survey of cases that were published: minor ones seldom are."""
    severe = ~drawn.where("severity", "minor")
    mean, median = benchmark(costs, "jnsa_ransomware_2025")
    return [
        Beside(f"JNSA {label}（{name}、軽微を除く）", value, float(of(drawn.sums[key][severe])))
        for name, key in (("対応・賠償", "without_lost_profit"), ("利益損失も含む", "headline"))
        for label, of, value in (("平均", np.mean, mean), ("中央値", np.median, median))
    ]


def web_shops(costs: CostBook) -> list[Beside]:
    """Set card leaks from web shops against the two surveys and JNSA's published cases."""
    sums = draw(costs, {"ec_card_leak": 1.0}, FEWER).sums
    surveyed = benchmark(costs, "jnsa_types_2023")[2]
    response, sales = (published(f"ec_{name}_mean")["yen"] for name in ("response", "lost_sales"))
    every = float(np.mean(sums["without_lost_profit"]))
    return [
        Beside("IPA 事故対応費用の平均（例にある費目）", response, _mean(sums, "ec_response")),
        Beside("JNSA ウェブ漏えい（カード）の平均（対応・賠償のすべて）", surveyed, every),
        Beside("個情委 閉鎖中の売上の損失の平均", sales, _mean(sums, "lost_sales"), "売上"),
    ]


def _mean(sums: Mapping[str, Samples], name: str) -> float:
    return float(np.mean(sums[name]))


def frequencies(costs: CostBook) -> dict[str, float]:
    """Return how often each type happens; equal shares where the edition has no rates."""
    if not costs.incident_rates:
        return dict.fromkeys(costs.incident_types, 1.0)
    sizes = tuple((size.code, size.weight) for size in costs.sizes if size.weight > 0)
    rated = {rate.incident_type for rate in costs.incident_rates}
    return {code: float(costs.rate(code, sizes).typical) for code in sorted(rated)}


def every_type(costs: CostBook) -> list[Beside]:
    """Set all types, as frequent as the edition says, against IPA's survey of every incident."""
    own = draw(costs, frequencies(costs), FEWER).sums["without_lost_profit"]
    mean, share = benchmark(costs, "ipa_loss_2024")[0], benchmark(costs, "ipa_share_2024")[0]
    costly = own[own >= MILLION]
    most = mean / share * 100  # if all others cost nothing, the costly ones have the whole mean
    return [
        Beside("IPA 平均（全種類、軽い事案も）", mean, float(own.mean())),
        Beside("IPA 100万円以上 %", share, at_least(own, MILLION)),
        Beside("IPA 100万円以上の事案の平均は高くても（当方は平均）", most, float(costly.mean())),
        Beside("同（当方は中央値）", most, float(np.median(costly))),
    ]


def example_company(costs: CostBook, *, every_answer: bool) -> dict[str, list[float]]:
    """Return P5, P50, P95 of the start page's example: all its answers, or the first ones only."""
    document = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    asked = document if every_answer else {key: document[key] for key in FIRST_ANSWERS}
    result = estimate(answers.profile(asked, costs), costs, as_of=DAY)
    drawn = simulate(result, costs, seed=SEED, size=INCIDENTS)
    npa = sum((drawn.lines[code] for code in NPA if code in drawn.lines), np.zeros(drawn.size))
    sums = {"npa": npa, "headline": drawn.headline}
    return {name: [float(p) for p in np.percentile(v, PERCENTILES)] for name, v in sums.items()}
