"""想定の幅 in words and pictures: the band, the curve, and the lines that make it wide.

In the flow: `Spread` of the outlook -> values a template prints; page and report show the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..estimate import Estimate
from ..formats import percent
from ..money import YenRange
from ..outlook.distribution import Percentiles, Swing
from ..outlook.spread import Spread
from . import labels, pictures
from .wording import Wording

WIDEST = 6  # bars of the tornado


@dataclass(frozen=True, slots=True)
class PercentileRow:
    """One amount with what it stays below in 5, 25, 50, 75 and 95 of 100 cases."""

    name: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExceedanceRow:
    """「20回に1回」 and the amount that is exceeded so often."""

    chance: str
    amount: str


@dataclass(frozen=True, slots=True)
class SwingRow:
    """One line of the tornado in words."""

    name: str
    low: str
    high: str
    span: str  # both in one
    share: str  # of the spread


@dataclass(frozen=True, slots=True)
class SpreadView:
    """Everything said about the range."""

    band: str  # P5 to P95
    low: str
    high: str
    range_bar: SafeString
    percentiles: tuple[PercentileRow, ...]
    exceeded: tuple[ExceedanceRow, ...]
    curve: SafeString
    tornado: SafeString
    swings: tuple[SwingRow, ...]
    dependence: tuple[str, ...]


def spread_view(
    spread: Spread,
    estimate: Estimate,
    wording: Wording,
    limits: tuple[pictures.Limit, ...] = (),
) -> SpreadView:
    """Word the spread; `limits` are the amounts marked on the curve."""
    headline, typical = spread.distribution.headline, estimate.headline.typical
    return SpreadView(
        band=wording.span(YenRange(headline.p5, max(headline.p5, headline.p50), headline.p95))
        or wording.rounded(headline.p50),
        low=wording.rounded(headline.p5),
        high=wording.rounded(headline.p95),
        range_bar=_band_bar(headline, typical, wording),
        percentiles=_percentiles(spread, wording),
        exceeded=tuple(
            ExceedanceRow(once_in(1 / chance), wording.rounded(yen))
            for chance, yen in spread.exceedance
        ),
        curve=_curve(spread, wording, limits),
        tornado=_tornado(spread, wording),
        swings=tuple(_swing_row(swing, dict(spread.shares), wording) for swing in _shown(spread)),
        dependence=_dependence(spread),
    )


def once_in(times: Decimal) -> str:
    """Say how rarely: 「20回に1回」."""
    return _("%(times)s回に1回") % {"times": f"{times:,.0f}"}


def _band_bar(headline: Percentiles, typical: int, wording: Wording) -> SafeString:
    low, middle, high = (wording.rounded(yen) for yen in (headline.p5, typical, headline.p95))
    span = pictures.Span(
        headline.p5, typical, headline.p95,
        _("低め %(yen)s") % {"yen": low},
        _("中心 %(yen)s") % {"yen": middle},
        _("高め %(yen)s") % {"yen": high},
    )  # fmt: skip
    title = _("想定損害額 %(typical)s") % {"typical": middle}
    text = _("10回のうち9回は %(low)s から %(high)s の間") % {"low": low, "high": high}
    return pictures.range_bar(span, title=title, description=text)


def _percentiles(spread: Spread, wording: Wording) -> tuple[PercentileRow, ...]:
    found = spread.distribution
    rows = (
        (_("想定損害額"), found.headline),
        (_("出ていく現金"), found.cash),
        (_("請求され得る賠償"), found.liability),
    )
    return tuple(
        PercentileRow(
            name, tuple(wording.rounded(yen) for yen in (p.p5, p.p25, p.p50, p.p75, p.p95))
        )
        for name, p in rows
    )


def _curve(spread: Spread, wording: Wording, limits: tuple[pictures.Limit, ...]) -> SafeString:
    headline = spread.distribution.headline
    largest = max(yen for yen, _share in spread.curve)
    curve = pictures.Curve(
        tuple((yen, float(share)) for yen, share in spread.curve),
        (headline.p5, headline.p95),
        ("0", wording.rounded(largest)),
    )
    rows = ((once_in(1 / chance), wording.rounded(yen)) for chance, yen in spread.exceedance[:5])
    text = _("、").join(f"{chance} {yen}" for chance, yen in rows)
    words = pictures.Words(
        _("損害額がその金額を超える割合"), _("超える金額：%(rows)s") % {"rows": text}
    )
    return pictures.exceedance(curve, limits, words)


def _shown(spread: Spread) -> tuple[Swing, ...]:
    return spread.swings[:WIDEST]


def _tornado(spread: Spread, wording: Wording) -> SafeString:
    middle = spread.distribution.headline.p50
    swings = [
        pictures.Swing(labels.item_name(swing.code), swing.low, swing.high, _ends(swing, wording))
        for swing in _shown(spread)
    ]
    rows = _("、").join(f"{swing.name} {swing.text}" for swing in swings)
    words = pictures.Words(
        _("合計を大きく動かす費目"),
        _("その費目が低め、高めのときの合計：%(rows)s") % {"rows": rows},
    )
    about = _("合計の中央値 %(yen)s") % {"yen": wording.rounded(middle)}
    return pictures.tornado(swings, middle, words, about=about)


def _ends(swing: Swing, wording: Wording) -> str:
    return wording.span(YenRange(swing.low, swing.low, swing.high)) or wording.rounded(swing.low)


def _swing_row(swing: Swing, shares: dict[str, Decimal], wording: Wording) -> SwingRow:
    return SwingRow(
        labels.item_name(swing.code),
        wording.rounded(swing.low),
        wording.rounded(swing.high),
        _ends(swing, wording),
        percent(max(shares.get(swing.code, Decimal(0)), Decimal(0))),
    )


def _dependence(spread: Spread) -> tuple[str, ...]:
    """Say what was drawn together, and what stands behind the width."""
    drawn = _("%(size)s回の試算（乱数の種 %(seed)s）。同じ回答なら同じ結果になります。")
    known = _(
        "費用損害には共通の誤差（中央値1倍、対数の標準偏差 %(sigma)s、当方仮定）が掛かります。"
        "計算に使う回答のうち %(known)s％ がわかっているためです。自社の見積りには掛けません。"
    )
    shared = _(
        "同じ回答や単価を使う費目は、同じ値で一緒に動きます。深刻さがわからないときは、"
        "1回ごとに深刻さを一つ引き、どの費目もその深刻さで計算します。"
        "それ以外の費目どうしは別々に動くとしています。"
    )
    return (
        drawn % {"size": f"{spread.size:,}", "seed": spread.seed},
        known % {"sigma": spread.factor.typical.normalize(), "known": spread.known_percent},
        shared,
    )
