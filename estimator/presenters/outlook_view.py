"""What the figure means, in words and pictures: the same for the page and the report.

In the flow: `Outlook` -> one value that the templates print, part by part; a part that the edition
or the answers do not allow is None, with its reason where a reader would ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..estimate import Estimate
from ..outlook.doubts import Doubt
from ..outlook.outlook import Outlook
from ..outlook.unknowns import UnknownCost
from ..questionnaire.steps import step_of
from .money_views import MoneyView, money_view
from .option_views import OptionView, option_views
from .overview_view import RankingView, ranking_view
from .partner_views import PartnersView, partners_view
from .pictures import Limit
from .spread_view import SpreadView, spread_view
from .standing_views import StandingsView, standings_view
from .wording import Wording
from .year_view import YearView, year_view, years_between


@dataclass(frozen=True, slots=True)
class UnknownCostView:
    """An answer わからない: by how much knowing it narrows the range, and whom to ask."""

    name: str
    ask: str
    narrower: str
    step: str  # where it is asked


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure beside the headline."""

    name: str
    value: str
    is_alarming: bool
    anchor: str  # the part of the page that says more


@dataclass(frozen=True, slots=True)
class OutlookView:
    """Everything that the figure means, ready to print."""

    spread: SpreadView | None
    no_spread: str  # why there is none
    ranking: RankingView
    year: YearView | None
    options: tuple[OptionView, ...]
    standings: StandingsView | None
    money: MoneyView
    partners: PartnersView
    unknowns: tuple[UnknownCostView, ...]  # the answers worth finding out first
    doubts: tuple[str, ...]  # ranges that say little
    figures: tuple[KeyFigure, ...]  # beside the headline


def outlook_view(
    meaning: Outlook, estimate: Estimate, costs: CostBook, wording: Wording
) -> OutlookView:
    """Word an outlook."""
    incident, year = estimate.profile.incident.incident_type, meaning.year
    between = years_between(year, incident) if year else Decimal(0)
    money = money_view(meaning.money, costs, wording)
    limits = money.insurance.limits if money.insurance else ()
    return OutlookView(
        spread=_spread(meaning, estimate, wording, limits),
        no_spread=_no_spread(meaning, costs, wording),
        ranking=ranking_view(meaning.ranking, costs, wording, incident=incident),
        year=year_view(year, costs, wording, incident) if year else None,
        options=option_views(meaning.options, between, wording),
        standings=standings_view(
            meaning.standings, meaning.spread, wording, headline=estimate.headline.typical
        ),
        money=money,
        partners=partners_view(meaning.partners, wording),
        unknowns=tuple(_unknown(cost, wording) for cost in meaning.unknowns),
        doubts=_doubts(meaning, costs, wording),
        figures=_figures(money),
    )


def _spread(
    meaning: Outlook, estimate: Estimate, wording: Wording, limits: tuple[Limit, ...]
) -> SpreadView | None:
    if meaning.spread is None:
        return None
    return spread_view(meaning.spread, estimate, wording, limits)


def _unknown(cost: UnknownCost, wording: Wording) -> UnknownCostView:
    return UnknownCostView(
        name=wording.answer_name(cost.key),
        ask=wording.ask_whom(cost.key),
        narrower=wording.rounded(cost.narrower_by),
        step=step_of(cost.key).slug,
    )


def _doubts(meaning: Outlook, costs: CostBook, wording: Wording) -> tuple[str, ...]:
    """Say which ranges are so wide or so lopsided that the curve says little about them."""
    texts = {
        Doubt.EDGE: _("「%(name)s」は、ふつうの値が幅の端に寄っているので、合計の幅は目安です。"),
        Doubt.SPAN: _("「%(name)s」の幅は1,000倍を超えています。"),
    }
    return tuple(
        texts[d.doubt] % {"name": _range_name(d.code, costs, wording)} for d in meaning.doubts
    )


def _figures(money: MoneyView) -> tuple[KeyFigure, ...]:
    """Choose the four figures that a president asks for first."""
    ratios = {row.code: row for row in money.accounts}
    found = [
        KeyFigure(ratios[code].name, ratios[code].value, is_alarming=False, anchor="accounts")
        for code in ("sales", "profit")
        if ratios[code].is_known
    ]
    if money.cash:
        cash = money.cash
        found.append(KeyFigure(cash.label, cash.lowest, is_alarming=cash.is_short, anchor="cash"))
    if money.insurance:
        left = money.insurance.own.left
        found.append(KeyFigure(_("保険で戻らない額"), left, is_alarming=False, anchor="insurance"))
    return tuple(found)


def _no_spread(meaning: Outlook, costs: CostBook, wording: Wording) -> str:
    if meaning.spread is not None:
        return ""
    name = _range_name(meaning.no_spread, costs, wording)
    if name == meaning.no_spread:  # a row that no reader has heard of
        return _("起こりやすさの幅は出せません。この版に、計算に要る行がないためです。")
    text = _("起こりやすさの幅は出せません。「%(name)s」に上限か、この版の行がないためです。")
    return text % {"name": name}


def _range_name(code: str, costs: CostBook, wording: Wording) -> str:
    """Name what a range belongs to: a unit cost, a scale, else an answer; a stranger as it is."""
    found = (figure for (known, _size), figure in costs.unit_costs.items() if known == code)
    row = costs.scales.get(code) or next(found, None)
    if row is None:
        return wording.answer_name(code)
    return row.name_ja if wording.language == "ja" else row.name_en
