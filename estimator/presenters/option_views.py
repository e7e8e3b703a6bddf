"""選択肢 in words: what each package costs, what it takes away, what remains, when it has paid.

In the flow: options of the outlook -> rows of the page's and the board's table, and the 議案.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..costbook import Measure
from ..formats import percent
from ..money import YenRange, round_whole
from ..outlook.controls import CURRENT, MINIMAL, OWN, RECOMMENDED, NoPayback, Option
from ..outlook.measure_prices import MeasurePrice
from .wording import Wording, listed

NAMES = {
    CURRENT: gettext_lazy("現状のまま"),
    MINIMAL: gettext_lazy("最小限"),
    RECOMMENDED: gettext_lazy("推奨"),
    OWN: gettext_lazy("自社で選んだ組み合わせ"),
}
LETTERS = "ABCD"
OWN_ASSUMPTION = "OWN"  # said in words beside the price, not as a source
BRACKETS = re.compile(r"（.*?）| ?\(.*?\)")


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure of a package."""

    code: str
    name: str
    short_name: str  # without what stands in brackets
    summary: str
    price: str
    after: str  # what the same costs after an incident; empty when unknown
    subsidy: str
    effect: str
    instructions: str  # of the METI guideline
    sources: tuple[str, ...]  # ids
    is_assumption: bool  # its price is 当方仮定
    is_correlation: bool


@dataclass(frozen=True, slots=True)
class OptionView:
    """One row of the table of options."""

    letter: str
    code: str
    name: str
    contents: str  # the measures in one line
    count: str  # 「13の対策」
    initial: str
    yearly: str
    once_in: str  # how often the incident strikes
    middle: str  # of one incident, P50
    high: str  # one in twenty incidents is above
    yearly_loss: str  # expected yen a year that remain
    removed: str  # expected yen a year taken away
    removed_span: str  # from believed not at all to as published
    payback: str
    remains: str
    measures: tuple[MeasureView, ...]
    is_recommended: bool


def option_views(
    options: tuple[Option, ...], rate_once_in: Decimal, wording: Wording
) -> tuple[OptionView, ...]:
    """Word the options; `rate_once_in` is the years between two such incidents as it is now."""
    return tuple(
        _view(letter, option, rate_once_in, wording)
        for letter, option in zip(LETTERS, options, strict=False)
    )


def _view(letter: str, option: Option, once_in: Decimal, wording: Wording) -> OptionView:
    measures, price = option.package.measures, option.price
    years = once_in / option.incident.effect.rate if option.incident.effect.rate else Decimal(0)
    return OptionView(
        letter=letter,
        code=option.package.code,
        name=str(NAMES[option.package.code]),
        contents=listed(_name(measure, wording) for measure in measures),
        count=ngettext("%(count)dの対策", "%(count)dの対策", len(measures))
        % {"count": len(measures)},
        initial=wording.rounded(price.initial.typical),
        yearly=wording.rounded(price.yearly.typical),
        once_in=every_years(years),
        middle=wording.rounded(option.incident.p50),
        high=wording.rounded(option.incident.p95),
        yearly_loss=wording.rounded(option.curve.expected_loss),
        removed=wording.rounded(option.removed.expected),
        removed_span=_span(option.removed.least, option.removed.most, wording),
        payback=_payback(option, wording),
        remains=_remains(option),
        measures=tuple(
            measure_view(measure, one, wording)
            for measure, one in zip(measures, price.measures, strict=True)
        ),
        is_recommended=option.package.code == RECOMMENDED,
    )


def every_years(years: Decimal) -> str:
    """Say how often: 「約40年に1回」."""
    if years <= 0:
        return _("なし")
    if years < 1:
        return _("1年に約%(times)s回") % {"times": f"{1 / years:.1f}"}
    return _("約%(years)s年に1回") % {"years": f"{_two_digits(years):,}"}


def _two_digits(years: Decimal) -> int:
    """Round to two digits: nobody knows a rate more closely."""
    step = Decimal(10) ** max(len(f"{years:.0f}") - 2, 0)
    return round_whole(years / step) * int(step)


def _span(low: int, high: int, wording: Wording) -> str:
    return wording.span(YenRange(low, low, max(low, high)))


def _name(measure: Measure, wording: Wording) -> str:
    return measure.name_ja if wording.language == "ja" else measure.name_en


def measure_view(measure: Measure, price: MeasurePrice, wording: Wording) -> MeasureView:
    """Word one measure with its price."""
    is_ja = wording.language == "ja"
    return MeasureView(
        code=measure.code,
        name=_name(measure, wording),
        short_name=BRACKETS.sub("", _name(measure, wording)),
        summary=measure.summary_ja if is_ja else measure.summary_en,
        price=_price(price, wording),
        after="" if price.after is None else wording.rounded(price.after.typical),
        subsidy=_subsidy(price, wording),
        effect=_effect(measure),
        instructions=_("、").join(str(number) for number in measure.instructions),
        sources=tuple(source for source in measure.sources if source != OWN_ASSUMPTION),
        is_assumption=price.is_assumption,
        is_correlation=measure.is_correlation,
    )


def _price(price: MeasurePrice, wording: Wording) -> str:
    if price.needs_quote:
        return _("見積りが必要")
    parts = []
    if price.initial.typical:
        parts.append(_("初期 %(yen)s") % {"yen": wording.rounded(price.initial.typical)})
    if price.yearly.typical or not parts:
        parts.append(_("年 %(yen)s") % {"yen": wording.rounded(price.yearly.typical)})
    return _("、").join(parts)


def _subsidy(price: MeasurePrice, wording: Wording) -> str:
    if not price.subsidy_yen:
        return ""
    return _("補助 最大 %(yen)s") % {"yen": wording.rounded(price.subsidy_yen)}


def _effect(measure: Measure) -> str:
    """Say how far the published figure takes it; what is taken is weaker."""
    parts = []
    for kind, text in (
        ("rate_factor", _("起こる回数を最大%(share)s減らす")),
        ("severity_factor", _("1回の損害を最大%(share)s減らす")),
    ):
        figure = measure.figures.get(kind)
        if figure is not None and figure.low < 1:
            parts.append(text % {"share": percent(1 - figure.low)})
    return _("、").join(parts)


def _payback(option: Option, wording: Wording) -> str:
    """Say in one sentence when the package has paid for itself, or why that cannot be said."""
    found = option.payback
    if option.package.code == CURRENT:
        return ""
    if found.years is not None:
        text = _("減る損害の見込み（年 %(removed)s）で、初期費用は約%(years)s年で回収できます。")
        return text % {
            "removed": wording.rounded(option.removed.expected),
            "years": f"{found.years:,.1f}",
        }
    return _no_payback(option, wording)


def _no_payback(option: Option, wording: Wording) -> str:
    found = option.payback
    if found.reason is NoPayback.NEEDS_QUOTE:
        names = [m for m in option.package.measures if m.code in option.price.needs_quote]
        text = _("価格の公表がない対策（%(names)s）は、見積りを取るまで費用に入りません。")
        return text % {"names": listed(_name(m, wording) for m in names)}
    if found.reason is NoPayback.COSTS_MORE and found.incident_pays_years is not None:
        text = _(
            "年あたりの見込みだけでは元は取れません。"
            "1回起きたときの損害は年額の約%(years)s年分で、20回に1回の損害は %(removed)s 減ります。"
        )
        return text % {
            "years": f"{found.incident_pays_years:,.0f}",
            "removed": wording.rounded(option.incident.p95_removed),
        }
    if found.reason is NoPayback.COSTS_NOTHING:
        return _("費用はかかりません。")
    return _("この組み合わせで減る損害の見込みは、公表された数値からは示せません。")


def _remains(option: Option) -> str:
    """Say what is left of the incident's frequency and cost."""
    left = option.incident.effect
    if option.package.code == CURRENT:
        return _("すべて残る")
    return _("回数の%(rate)s、損害の%(severity)s") % {
        "rate": percent(left.rate),
        "severity": percent(left.severity),
    }
