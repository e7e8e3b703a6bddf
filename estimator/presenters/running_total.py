"""The running total (ここまでの見積り): the panel beside the questions.

In the flow: `Estimate` of the answers so far -> texts for components/running_total.html. In: the
estimate, what the last answer moved, the type assumed while none is chosen. Out: `RunningTotal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..estimate import Category, Estimate
from ..formats import rounded_range, rounded_yen
from ..money import YenRange
from . import labels

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
class Row:
    """One damage category."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """What components/running_total.html prints."""

    figure: tuple[Part, ...]
    typical: str
    sentence: str  # for the live region
    rows: tuple[Row, ...]
    move: str  # ＋620万円; empty when the last answer moved nothing
    move_item: str  # the cost item that moved most; empty when none stands out
    remark: str


def running_total(
    estimate: Estimate, *, move_yen: int | None, move_item: str, provisional_type: str
) -> RunningTotal:
    """Write the panel; `provisional_type` names the type assumed, empty once one is chosen."""
    figure = _range(estimate.headline)
    return RunningTotal(
        figure=tuple(_parts(figure)),
        typical=rounded_yen(estimate.headline.typical, _language()),
        sentence=_("ここまでの見積り %(range)s") % {"range": figure},
        rows=tuple(_rows(estimate)),
        move=_move(move_yen),
        move_item=labels.item_name(move_item) if move_item in labels.ITEMS else "",
        remark=_remark(provisional_type),
    )


def _rows(estimate: Estimate) -> list[Row]:
    amounts = [(category, estimate.category(category)) for category in Category]
    return [
        Row(str(labels.CATEGORIES[category]), _range(amount))
        for category, amount in amounts
        if not amount.is_zero
    ]


def _parts(figure: str) -> list[Part]:
    pieces = [piece for piece in _DIGITS.split(figure) if piece]
    return [Part("digits" if _DIGITS.match(piece) else "unit", piece) for piece in pieces]


def _range(amount: YenRange) -> str:
    """Print a range; a bound of a few yen is not worth its digits here."""
    if not 0 < amount.low < SMALLEST_SHOWN or amount.high is None:
        return rounded_range(amount.low, amount.high, _language())
    return _("%(smallest)s未満～%(high)s") % {
        "smallest": rounded_yen(SMALLEST_SHOWN, _language()),
        "high": rounded_yen(amount.high, _language()),
    }


def _move(yen: int | None) -> str:
    if not yen:
        return ""
    return f"{'＋' if yen > 0 else '−'}{rounded_yen(abs(yen), _language())}"


def _remark(provisional_type: str) -> str:
    if provisional_type:
        return _("事案の種類が未回答なので、仮に「%(type)s」として計算しています。") % {
            "type": provisional_type
        }
    return _("全費目が下限～上限のときの合計です。未回答は「わからない」として計算しています。")


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"
