"""What `make calibrate` prints: each figure of ours beside the published one, amounts in 万円."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from estimator.costbook import CostBook

from . import published
from .incidents import Score, compare, read, score
from .population import SEED, Population
from .published import INCIDENTS, MILLION, Beside

BARS = {"1,000万円以上": (35, 55), "100万円未満": (8, 25)}
OTHER_YEARS = (2022, 2023, 2024)


def yen(amount: float) -> str:
    """Write an amount in 万円."""
    return f"{amount / 10_000:,.0f}"


def row(*cells: object) -> None:
    print("  " + "  ".join(str(cell) for cell in cells))


def police(costs: CostBook) -> None:
    drawn = published.ransomware(costs)
    years = {year: published.published(f"npa_over_10m_{year}")["percent"] for year in OTHER_YEARS}
    print(f"\n== 警察庁の調査・復旧費用の階級 %（ランサムウェア {INCIDENTS:,}件、種 {SEED}）")
    row("公表 2025年 ", *(f"{share:6.1f}" for share in published.police_bands(costs)))
    names = {
        "npa": "当方         ",
        "npa_labour": "＋社内人件費 ",
        "npa_labour_prevention": "＋再発防止   ",
    }
    for key, name in names.items():
        row(name, *(f"{share:6.1f}" for share in published.band_shares(drawn.sums[key])))
    for key, name in names.items():
        over = published.at_least(drawn.sums[key], 10 * MILLION)
        row(f"1,000万円以上 {name}: {over:.1f} %", f"（公表 2025年 52、{years}）")
    within(drawn)
    print("\n== 復旧と停止")
    table(published.recovery(costs, drawn), lambda value: f"{value:.1f}")


def within(drawn: Population) -> None:
    over = published.at_least(drawn.sums["npa"], 10 * MILLION)
    under = 100 - published.at_least(drawn.sums["npa"], MILLION)
    for (name, (low, high)), share in zip(BARS.items(), (over, under), strict=True):
        verdict = "ok" if low <= share <= high else "OUT"
        row(f"{name}: {share:.1f} %（{low}～{high} %） {verdict}")


def table(rows: Iterable[Beside], write: Callable[[float], str]) -> None:
    for one in rows:
        ours = f"公表 {write(one.published)}  当方 {write(one.ours)}"
        row(f"{one.what}: {ours}  比 {one.ratio:.2f}  {one.remark}")


def surveys(costs: CostBook) -> None:
    print("\n== 公表された平均・中央値（万円。% とあるものは %）")
    large = published.with_large(costs)
    shares = (f"{share:6.1f}" for share in published.band_shares(large.sums["npa"]))
    row("警察庁の階級 %、大企業 31 % を含む当方:", *shares)
    for rows in (
        published.published_cases(costs, large),
        published.web_shops(costs),
        published.every_type(costs),
    ):
        for one in rows:
            table([one], (lambda v: f"{v:.1f}") if one.what.endswith("%") else yen)


def example(costs: CostBook) -> None:
    print("\n== 50人の見本の会社（P5・P50・P95、万円）")
    for every, name in ((False, "最初の答えだけ"), (True, "見本の答えすべて")):
        for key, found in published.example_company(costs, every_answer=every).items():
            row(name, f"{key:8}", *(f"{yen(value):>8}" for value in found))


def real_incidents(costs: CostBook) -> None:
    compared = [compare(one, costs) for one in read()]
    for held, title in ((False, "調整用（fit）"), (True, "検証用（hold-out）")):
        group = [one for one in compared if one.incident.held_out is held]
        print(f"\n== 実際の事案 {title} n={len(group)}（公表・P5・P50・P95、万円）")
        for one in group:
            amounts = (one.incident.amount_yen, one.p5, one.p50, one.p95)
            cells = (f"{yen(a):>8}" for a in amounts)
            row(f"{one.incident.id:26}", *cells, "内" if one.within else "外", f"{one.ratio:.2f}倍")
    held = [one for one in compared if one.incident.held_out]
    print("\n== 検証用の結果")
    for name, group in (
        ("費用の合計", [one for one in held if not one.incident.money_taken]),
        ("送金された額", [one for one in held if one.incident.money_taken]),
    ):
        result_of(name, score(group))


def result_of(name: str, result: Score) -> None:
    claim = f"n={result.n} では少なすぎて何も言えない" if result.too_few else ""
    row(
        f"{name}: n={result.n}、P5～P95に入った {result.within}件、P50のずれ（中央値）"
        f"{result.factor:.1f}倍、幅 P95/P5 {result.width:.0f}倍",
        claim,
    )


def report(costs: CostBook) -> None:
    """Print everything."""
    print(f"版 {costs.edition}")
    for part in (police, surveys, example, real_incidents):
        part(costs)
