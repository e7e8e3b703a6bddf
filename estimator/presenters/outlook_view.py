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
from ..outlook.outlook import Outlook
from .money_views import MoneyView, money_view
from .option_views import OptionView, option_views
from .pictures import Limit
from .spread_view import SpreadView, spread_view
from .standing_views import StandingsView, standings_view
from .wording import Wording
from .year_view import YearView, year_view, years_between


@dataclass(frozen=True, slots=True)
class OutlookView:
    """Everything that the figure means, ready to print."""

    spread: SpreadView | None
    no_spread: str  # why there is none
    year: YearView | None
    options: tuple[OptionView, ...]
    standings: StandingsView | None
    money: MoneyView


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
        no_spread=_no_spread(meaning, wording),
        year=year_view(year, costs, wording, incident) if year else None,
        options=option_views(meaning.options, between, wording),
        standings=standings_view(
            meaning.standings, meaning.spread, wording, headline=estimate.headline.typical
        ),
        money=money,
    )


def _spread(
    meaning: Outlook, estimate: Estimate, wording: Wording, limits: tuple[Limit, ...]
) -> SpreadView | None:
    if meaning.spread is None:
        return None
    return spread_view(meaning.spread, estimate, wording, limits)


def _no_spread(meaning: Outlook, wording: Wording) -> str:
    if meaning.spread is not None:
        return ""
    text = _("起こりやすさの幅は出せません。「%(name)s」に上限か、この版の行がないためです。")
    return text % {"name": wording.answer_name(meaning.no_spread)}
