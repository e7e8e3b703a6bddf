"""実績 in words: forecast against actual, line by line, in the categories and in the totals.

In the flow: outlook.actuals -> values that the page of what was really paid prints as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..estimate import Category, Total
from ..outlook.actuals import BY_CODE, RECORDABLE, Forecast, LineForecast, Payment, Planned, Sums
from . import labels, pictures
from .groups import SHOWN
from .wording import Wording

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class SumsView:
    """Estimated, actual, forecast and difference, to the yen."""

    estimated: str
    actual: str
    forecast: str
    difference: str  # ＋620,000円, ▲…, 0円
    is_over: bool


@dataclass(frozen=True, slots=True)
class ActualLineView:
    """One line of the table."""

    code: str
    name: str
    sums: SumsView
    bars: tuple[SafeString, ...]  # estimated and actual, those above nothing
    is_planned: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ActualGroupView:
    """A damage category with its lines."""

    name: str
    sums: SumsView
    lines: tuple[ActualLineView, ...]


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment on record."""

    number: int
    day: str
    name: str
    yen: str
    payee: str
    note: str
    has_receipt: bool


@dataclass(frozen=True, slots=True)
class ActualsView:
    """What was paid so far, beside the estimate."""

    headline: PaidSoFar | None
    sums: SumsView  # of the headline, to the yen
    totals: tuple[tuple[str, SumsView], ...]
    groups: tuple[ActualGroupView, ...]
    payments: tuple[PaymentView, ...]  # the last one first


@dataclass(frozen=True, slots=True)
class PaidSoFar:
    """実績 in short, for the result page."""

    sums: SumsView
    bars: tuple[SafeString, ...]
    count: int  # payments on record


def paid_so_far(found: Forecast, wording: Wording) -> PaidSoFar | None:
    """Say in short what was paid; None as long as nothing is on record."""
    if not found.payments and not any(line.is_closed for line in found.lines):
        return None
    sums = found.headline
    bars = _bars(_("想定損害額"), sums, _reach(sums), wording)
    return PaidSoFar(_rounded(sums, wording), bars, len(found.payments))


def actuals_view(found: Forecast, wording: Wording) -> ActualsView:
    """Put a forecast into words and bars."""
    told = [line for line in found.lines if is_told(line)]
    largest = max((_reach(line.sums) for line in told), default=0)
    views = {line.code: _line(line, largest, wording) for line in told}
    return ActualsView(
        headline=paid_so_far(found, wording),
        sums=sums_view(found.headline, wording),
        totals=tuple((total_name(kind), sums_view(found.total(kind), wording)) for kind in Total),
        groups=_groups(found, views, wording),
        payments=tuple(payment_view(p, wording) for p in reversed(found.payments)),
    )


def total_name(kind: Total) -> str:
    """Name the sum of one of the three totals."""
    if kind is Total.REFERENCE:
        return _("参考値の合計（法律上の上限など、支払いにならないものを含む）")
    return _("%(total)sの合計") % {"total": labels.TOTALS[kind]}


def _reach(sums: Sums) -> int:
    return max(sums.estimated, sums.actual)


def line_marks(line: LineForecast) -> tuple[str, ...]:
    """Say in a word what is unusual about a line."""
    marks = ((not line.is_planned, _("想定になし")), (line.is_closed, _("これで全部")))
    return tuple(mark for applies, mark in marks if applies)


def is_told(line: LineForecast) -> bool:
    """Leave out what nobody estimated nor paid, and reference values nobody can pay."""
    anything = line.sums.estimated or line.sums.actual or line.is_closed
    return bool(anything) and line.code in RECORDABLE


def _groups(
    found: Forecast, views: dict[str, ActualLineView], wording: Wording
) -> tuple[ActualGroupView, ...]:
    """Order the lines by category; what stands beside the headline comes last."""
    parts = [(str(labels.CATEGORIES[c]), found.category(c), _codes(c)) for c in SHOWN]
    apart = [code for code, item in BY_CODE.items() if item.total is Total.REFERENCE]
    shown = [line.sums for line in found.lines if line.code in apart and line.code in views]
    reference = _("参考値（想定損害額に足しません）")
    parts.append((reference, sum(shown, Sums(0, 0, 0)), apart))
    return tuple(
        ActualGroupView(
            name, sums_view(sums, wording), tuple(views[c] for c in codes if c in views)
        )
        for name, sums, codes in parts
        if any(code in views for code in codes)
    )


def _codes(category: Category) -> list[str]:
    return [
        code
        for code, item in BY_CODE.items()
        if item.category is category and item.total is not Total.REFERENCE
    ]


def _line(line: LineForecast, largest: int, wording: Wording) -> ActualLineView:
    name = labels.item_name(line.code)
    return ActualLineView(
        code=line.code,
        name=name,
        sums=sums_view(line.sums, wording),
        bars=_bars(name, line.sums, largest, wording),
        is_planned=line.is_planned,
        is_closed=line.is_closed,
    )


def _bars(name: str, sums: Sums, largest: int, wording: Wording) -> tuple[SafeString, ...]:
    """Draw the estimate over what was paid; nothing has no bar."""
    pair = (("estimated", _("想定"), sums.estimated), ("actual", _("実績"), sums.actual))
    return tuple(
        pictures.row_bar(
            pictures.Bar(code, f"{name} {word}", yen, wording.exact(yen)), largest
        )
        for code, word, yen in pair
        if yen
    )  # fmt: skip


def sums_view(sums: Sums, wording: Wording) -> SumsView:
    """Write sums to the yen."""
    return SumsView(
        wording.exact(sums.estimated), wording.exact(sums.actual), wording.exact(sums.forecast),
        signed(sums.difference, wording.exact(abs(sums.difference)), wording),
        sums.difference > 0,
    )  # fmt: skip


def _rounded(sums: Sums, wording: Wording) -> SumsView:
    return SumsView(
        wording.rounded(sums.estimated), wording.rounded(sums.actual),
        wording.rounded(sums.forecast),
        signed(sums.difference, wording.rounded(abs(sums.difference)), wording),
        sums.difference > 0,
    )  # fmt: skip


def signed(difference: int, text: str, wording: Wording) -> str:
    """Put the sign of a difference before its amount."""
    if difference == 0:
        return text
    return wording.signed(difference, text)


def payment_view(payment: Payment, wording: Wording) -> PaymentView:
    """Put one payment into words."""
    return PaymentView(
        payment.number, wording.date(payment.paid_on), labels.item_name(payment.code),
        wording.exact(payment.yen), payment.payee, payment.note, payment.has_receipt,
    )  # fmt: skip


def item_choices(lines: Sequence[Planned]) -> Choices:
    """List the cost items that can be paid: the estimated ones by category, then the others."""
    ours = {line.code for line in lines if line.typical}
    groups: Choices = [
        (str(labels.CATEGORIES[c]), _named(code for code in _codes(c) if code in ours))
        for c in SHOWN
    ]
    rest = (_("想定に入っていない費目"), _named(code for code in RECORDABLE if code not in ours))
    inside = [code for code in RECORDABLE if code in ours and code not in _in(groups)]
    return [group for group in (*groups, (_("参考値"), _named(inside)), rest) if group[1]]


def _in(groups: Choices) -> set[str]:
    return {code for _name, items in groups for code, _item in items}


def _named(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, labels.item_name(code)) for code in codes]
