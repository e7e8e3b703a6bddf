"""The running total (ここまでの見積り): the panel beside the questions.

In the flow: `Estimate` of the answers so far -> texts for components/running_total.html. In: the
estimate, what the last page moved, what is still assumed. Out: `RunningTotal`. While the sales or
the incident type are open, a range would say nothing: the panel shows the centre alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from ..estimate import Category, Estimate
from ..formats import rounded_range, rounded_yen
from ..money import YenRange
from ..questionnaire.language import language_in_force
from . import labels
from .wording import Wording

SMALLEST_SHOWN: Final = 10_000
_DIGITS: Final = re.compile(r"([0-9][0-9,.]*)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the big figure: digits are set large, 万円 and ～ small."""

    kind: str  # digits or unit
    text: str

    @property
    def breaks(self) -> bool:
        """Tell whether the line may break behind it."""
        return self.text.endswith(("～", "–"))


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the figure rests on while the visitor has not said it."""

    incident_type: str = ""  # the name of the type assumed; empty once one is chosen
    sales: bool = False  # the annual sales are not answered

    @property
    def is_open(self) -> bool:
        """Tell whether a range would say nothing yet."""
        return bool(self.incident_type) or self.sales


@dataclass(frozen=True, slots=True)
class Row:
    """One damage category."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """What components/running_total.html prints."""

    figure: tuple[Part, ...]  # the range; the centre alone while it rests on what is assumed
    typical: str  # the centre below the range; empty where it is the figure
    sentence: str  # for the live region
    rows: tuple[Row, ...]
    move: str  # ＋620万円, the net of the last page; empty when it moved less than 1万円
    move_item: str  # the cost item that moved most the same way; empty when none stands out
    remark: str


def running_total(
    estimate: Estimate, *, move_yen: int | None, move_item: str, assumed: Assumed
) -> RunningTotal:
    """Write the panel."""
    show = _centre if assumed.is_open else _range
    figure, move = show(estimate.headline), _move(move_yen)
    return RunningTotal(
        figure=tuple(_parts(figure)),
        typical="" if assumed.is_open else _centre(estimate.headline),
        sentence=_("ここまでの見積り %(range)s") % {"range": figure},
        rows=tuple(_rows(estimate, show)),
        move=move,
        move_item=labels.item_name(move_item) if move and move_item in labels.ITEMS else "",
        remark=_remark(assumed),
    )


def _rows(estimate: Estimate, show: Callable[[YenRange], str]) -> list[Row]:
    amounts = [(category, estimate.category(category)) for category in Category]
    return [
        Row(str(labels.CATEGORIES[category]), show(amount))
        for category, amount in amounts
        if not amount.is_zero
    ]


def _parts(figure: str) -> list[Part]:
    pieces = [piece for piece in _DIGITS.split(figure) if piece]
    return [Part("digits" if _DIGITS.match(piece) else "unit", piece) for piece in pieces]


def _centre(amount: YenRange) -> str:
    return rounded_yen(amount.typical, language_in_force())


def _range(amount: YenRange) -> str:
    """Print a range; a bound of a few yen is not worth its digits here."""
    if not 0 < amount.low < SMALLEST_SHOWN or amount.high is None:
        return rounded_range(amount.low, amount.high, language_in_force())
    return _("%(smallest)s未満～%(high)s") % {
        "smallest": rounded_yen(SMALLEST_SHOWN, language_in_force()),
        "high": rounded_yen(amount.high, language_in_force()),
    }


def _move(yen: int | None) -> str:
    return "" if yen is None or abs(yen) < SMALLEST_SHOWN else Wording.in_force().move(yen)


def _remark(assumed: Assumed) -> str:
    if assumed.incident_type:
        return _("仮に「%(type)s」とした中心です。売上高と事案の種類に答えると幅が出ます。") % {
            "type": assumed.incident_type
        }
    if assumed.sales:
        return _("仮に売上高を「わからない」とした中心です。売上高に答えると幅が出ます。")
    return _("全費目が下限～上限のときの合計です。未回答は「わからない」として計算しています。")
