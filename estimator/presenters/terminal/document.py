"""The estimate as a table for the terminal, exact yen.

In the flow: Estimate -> plain text, columns aligned by the width East Asian letters take.
"""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from ...estimate import Estimate, Total
from ...formats import exact_yen
from ...money import YenRange
from ...outlook.annual import AnnualCurve
from ...outlook.cash_flow import CashFlow
from ...outlook.controls import Option
from ...outlook.money import Money
from ...outlook.outlook import Outlook
from .. import labels
from ..beside import NOTHING, Beside
from ..money_views import month_name
from ..option_views import LETTERS, NAMES
from ..wording import Wording
from .actuals import actual_rows
from .partners import partner_rows
from .rows import row, width
from .scenarios import scenario_rows
from .types import ranking_rows


def table(estimate: Estimate, meaning: Outlook, beside: Beside = NOTHING) -> str:
    """Write lines, totals, the range, what is excluded with its reason, what stands beside it."""
    language = translation.get_language() or "ja"
    names = {line.code: labels.item_name(line.code) for line in estimate.lines}
    first = max([width(name) for name in names.values()], default=0) + 2
    rows = [row(_("費目"), [_("下限"), _("中心"), _("上限")], first)]
    rows += [
        row(names[line.code], _bounds(line.amount, language), first) for line in estimate.lines
    ]
    rows.append("")
    rows.append(row(_("想定損害額"), _bounds(estimate.headline, language), first))
    for kind in Total:
        name = str(labels.TOTALS[kind])
        rows.append(row(name, _bounds(estimate.total(kind), language), first))
    rows += ["", *_spread(meaning, first, language), "", *_outlook(estimate, meaning, language)]
    rows += ["", _("計上しないもの")]
    rows += [
        f"  {labels.item_name(item.code)}: {labels.reason_sentence(item)}"
        for item in estimate.excluded
    ]
    rows += _beside(beside, Wording.in_force())
    rows += ["", _("単価表 %(edition)s 版") % {"edition": estimate.edition}]
    return "\n".join(rows) + "\n"


def _beside(beside: Beside, wording: Wording) -> list[str]:
    found, tracked = beside.scenarios, beside.actuals
    rows = actual_rows(tracked, wording) if tracked else []
    return rows + (scenario_rows(found, wording) if found else [])


def _outlook(estimate: Estimate, meaning: Outlook, language: str) -> list[str]:
    """Write what the figure means, block by block."""
    wording, incident = Wording.in_force(), estimate.profile.incident.incident_type
    return [
        *ranking_rows(meaning.ranking, wording, incident=incident),
        "",
        *_year(meaning, language),
        *_money(meaning.money, language),
        *(["", *_options(meaning.options, language)] if meaning.options else []),
        "",
        *partner_rows(meaning.partners, wording),
    ]


def _spread(meaning: Outlook, first: int, language: str) -> list[str]:
    """Write what the total stays below in 5, 50 and 95 of 100 draws."""
    if meaning.spread is None:
        return [_("起こりやすさの幅：出せません（%(code)s）") % {"code": meaning.no_spread}]
    found = meaning.spread.distribution
    rows = ((_("想定損害額"), found.headline), (_("出ていく現金"), found.cash))
    head = row(_("起こりやすさの幅"), ["5%", "50%", "95%"], first)
    return [
        head,
        *(
            row(name, [exact_yen(yen, language) for yen in (p.p5, p.p50, p.p95)], first)
            for name, p in rows
        ),
    ]


def _year(meaning: Outlook, language: str) -> list[str]:
    """Write what a year costs, most of which bring nothing."""
    if meaning.year is None:
        return []
    text = _("一年あたり：見込み %(expected)s、20年に1回 %(in_20)s、100年に1回 %(in_100)s")
    rows = [text % _bad_years(meaning.year.curve, language)]
    if meaning.year.insured:
        text = _("  うち自己負担 %(expected)s、20年に1回 %(in_20)s、100年に1回 %(in_100)s")
        rows.append(text % _bad_years(meaning.year.insured.own_burden, language))
    return rows


def _bad_years(curve: AnnualCurve, language: str) -> dict[str, str]:
    return {
        "expected": exact_yen(curve.expected_loss, language),
        "in_20": exact_yen(curve.once_in(20), language),
        "in_100": exact_yen(curve.once_in(100), language),
    }


def _money(money: Money, language: str) -> list[str]:
    rows = [_cash(money.cash, language)] if money.cash else []
    if money.insured:
        total = money.insured.typical.total
        text = _("保険：損害 %(loss)s、補償 %(covered)s、保険で戻らない額 %(left)s")
        found = {
            "loss": exact_yen(total.loss, language),
            "covered": exact_yen(total.covered, language),
            "left": exact_yen(total.loss - total.covered, language),
        }
        rows.append(text % found)
    return rows


def _cash(flow: CashFlow, language: str) -> str:
    if flow.bridging_yen is None:
        text = _("資金：手元資金はわからない。24か月の間に要る現金 %(yen)s")
        return text % {"yen": exact_yen(flow.needed_yen, language)}
    text = _("資金：最も減るのは%(month)sの %(yen)s、つなぎ資金 %(bridging)s")
    return text % {
        "month": month_name(flow.lowest.month),
        "yen": exact_yen(flow.lowest.balance, language),
        "bridging": exact_yen(flow.bridging_yen, language),
    }


def _options(options: tuple[Option, ...], language: str) -> list[str]:
    """Write each package in two lines: what it costs, what it takes away and leaves."""
    rows = [_("選択肢")]
    for letter, option in zip(LETTERS, options, strict=False):
        price, incident = option.price, option.incident
        cost = _(
            "  %(letter)s %(name)s：初期 %(initial)s、年 %(yearly)s、減る損害（年） %(removed)s"
        )
        left = _("    起きたとき 中央 %(middle)s、20回に1回は %(high)s を超える")
        rows.append(cost % {
            "letter": letter,
            "name": NAMES[option.package.code],
            "initial": exact_yen(price.initial.typical, language),
            "yearly": exact_yen(price.yearly.typical, language),
            "removed": exact_yen(option.removed.expected, language),
        })  # fmt: skip
        rows.append(left % {
            "middle": exact_yen(incident.p50, language), "high": exact_yen(incident.p95, language),
        })  # fmt: skip
    return rows


def _bounds(amount: YenRange, language: str) -> list[str]:
    open_end = _("（公表なし）")
    bounds = (amount.low, amount.typical, amount.high)
    return [open_end if yen is None else exact_yen(yen, language) for yen in bounds]
