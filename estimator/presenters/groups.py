"""The lines in their groupings: six damage categories (損害区分), three phases (対応の三段階).

In the flow: `result_page` hands in the lines already put into words; each group gets its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..estimate import Category, Estimate, EstimateLine, Phase, Total
from ..money import YenRange, add_up
from . import labels, pictures
from .lines import AmountView, LineView
from .wording import Wording, listed

SHOWN = (
    Category.RESPONSE,
    Category.LOST_PROFIT,
    Category.LIABILITY,
    Category.DIRECT_LOSS,
    Category.ADMINISTRATIVE,
    Category.INTANGIBLE,
)
FEW = 3  # lines that a category shows at once; one more is not worth a fold


@dataclass(frozen=True, slots=True)
class CategoryView:
    """損害区分: a bar and its lines; what is reference only stands apart."""

    code: str
    name: str
    meaning: str
    amount: AmountView
    is_reference: bool  # 無形損害: the whole category stands beside the headline
    bar: SafeString | None  # None: nothing to draw
    remark: str  # why there is nothing to draw
    reference: str  # the reference values of this category, in short
    lines: tuple[LineView, ...]
    reference_lines: tuple[LineView, ...]
    largest: tuple[LineView, ...]  # of the lines, the dearest first
    others: tuple[LineView, ...]  # the rest in the same order, folded away
    others_typical: str  # what they come to

    @property
    def folded(self) -> frozenset[str]:
        """The codes of the lines folded away."""
        return frozenset(line.code for line in (*self.others, *self.reference_lines))


@dataclass(frozen=True, slots=True)
class PhaseView:
    """対応の三段階: a phase of the response and what is paid in it."""

    code: str
    name: str
    amount: AmountView
    bar: SafeString
    lines: tuple[tuple[str, str, str], ...]  # code, name, typical

    @property
    def names(self) -> str:
        """Its cost items in one line."""
        return listed(name for _code, name, _typical in self.lines)


Views = dict[str, LineView]


def categories(estimate: Estimate, views: Views, wording: Wording) -> tuple[CategoryView, ...]:
    """Return the six damage categories in the order of the board's page."""
    largest = max(estimate.category(category).typical for category in SHOWN)
    return tuple(_category(estimate, views, wording, (c, largest)) for c in SHOWN)


def _category(
    estimate: Estimate, views: Views, wording: Wording, drawn: tuple[Category, int]
) -> CategoryView:
    category, largest = drawn
    lines = [line for line in estimate.lines if line.category is category]
    counted, apart = _split(lines)
    is_reference = category is Category.INTANGIBLE
    amount = estimate.reference(category) if is_reference else estimate.category(category)
    name = str(labels.CATEGORIES[category])
    first, rest = _largest(apart if is_reference else counted)
    return CategoryView(
        code=category,
        name=_("%(category)s（参考）") % {"category": name} if is_reference else name,
        meaning=str(labels.CATEGORY_MEANINGS[category]),
        amount=AmountView.of(amount, wording),
        is_reference=is_reference,
        bar=None if is_reference else _bar(category, amount, largest, wording),
        remark=_remark(counted, is_reference=is_reference, views=views),
        reference="" if is_reference else _reference(apart, wording),
        lines=tuple(views[line.code] for line in (apart if is_reference else counted)),
        reference_lines=() if is_reference else tuple(views[line.code] for line in apart),
        largest=tuple(views[line.code] for line in first),
        others=tuple(views[line.code] for line in rest),
        others_typical=wording.rounded(add_up(line.amount for line in rest).typical),
    )


def _largest(lines: Sequence[EstimateLine]) -> tuple[list[EstimateLine], list[EstimateLine]]:
    """Part the lines that matter most from the rest; of equal amounts the first stays first."""
    ordered = sorted(lines, key=lambda line: -line.amount.typical)
    shown = len(ordered) if len(ordered) <= FEW + 1 else FEW
    return ordered[:shown], ordered[shown:]


def _split(lines: Sequence[EstimateLine]) -> tuple[list[EstimateLine], list[EstimateLine]]:
    counted = [line for line in lines if line.total is not Total.REFERENCE]
    return counted, [line for line in lines if line.total is Total.REFERENCE]


def _bar(category: Category, amount: YenRange, largest: int, wording: Wording) -> SafeString | None:
    if amount.typical == 0:
        return None
    text = wording.rounded(amount.typical)
    bar = pictures.Bar(category, str(labels.CATEGORIES[category]), amount.typical, text)
    return pictures.row_bar(bar, largest)


def _remark(counted: Sequence[EstimateLine], *, is_reference: bool, views: Views) -> str:
    """Say why a category has no bar."""
    if is_reference:
        return _("合計に入れません")
    if not counted:
        return _("この回答では、あてはまる費目がありません")
    remarks = [views[line.code].remark for line in counted]
    return next((remark for remark in remarks if remark), "")


def _reference(apart: Sequence[EstimateLine], wording: Wording) -> str:
    """Name the reference values of a category in short: 「参考 0円～1億円」."""
    amount = add_up(line.amount for line in apart)
    if amount.is_zero or not apart:
        return ""
    text = wording.span(amount) or wording.rounded(amount.typical)
    return _("ほかに参考値 %(amount)s") % {"amount": text}


def phases(estimate: Estimate, views: Views, wording: Wording) -> tuple[PhaseView, ...]:
    """Return the three phases of the response."""
    by_phase = {
        phase: [line for line in estimate.lines if line.phase is phase and not _apart(line)]
        for phase in Phase
    }
    sums = {phase: add_up(line.amount for line in lines) for phase, lines in by_phase.items()}
    largest = max(amount.typical for amount in sums.values())
    return tuple(
        PhaseView(
            code=phase,
            name=str(labels.PHASES[phase]),
            amount=AmountView.of(sums[phase], wording),
            bar=_phase_bar(phase, sums[phase], largest, wording),
            lines=tuple(
                (line.code, views[line.code].name, views[line.code].amount.typical)
                for line in lines
            ),
        )
        for phase, lines in by_phase.items()
    )


def _apart(line: EstimateLine) -> bool:
    return line.total is Total.REFERENCE


def _phase_bar(phase: Phase, amount: YenRange, largest: int, wording: Wording) -> SafeString:
    text = wording.rounded(amount.typical)
    return pictures.row_bar(
        pictures.Bar(phase, str(labels.PHASES[phase]), amount.typical, text), largest
    )
