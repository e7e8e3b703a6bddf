"""The board's page (取締役会資料の1頁目): one decision, why, and the 議案 ready to copy.

In the flow: the result page and the outlook -> what templates/report/board_page.html prints. What
is not known leaves no hole: another figure or another table stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ...estimate import Category, Estimate, Total
from ...outlook.controls import MINIMAL, OWN, RECOMMENDED, Option
from ...outlook.outlook import Outlook
from .. import labels, pictures
from ..duty_views import DutyView
from ..groups import CategoryView
from ..insurance_views import InsuranceView, SectionRow
from ..option_views import OptionView
from ..outlook_view import KeyFigure
from ..result_page import ResultPage
from ..wording import listed

NOTE_LETTERS = 110  # two lines
FIGURES = 4
MOST_DUTIES = 6
NAMED = 2  # measures of a package that are named; the others are counted


@dataclass(frozen=True, slots=True)
class BoardOption:
    """One row of the options."""

    option: OptionView
    contents: str  # short enough for two lines
    is_asked: bool  # the one put to the vote


@dataclass(frozen=True, slots=True)
class BoardCover:
    """保険の穴: by section what one policy leaves."""

    title: str
    note: str
    rows: tuple[SectionRow, ...]
    total: SectionRow


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board's page prints."""

    decision: str
    case: str
    band: str  # 「10回のうち9回は … の間」; empty without draws
    range_bar: SafeString
    figures: tuple[KeyFigure, ...]
    bars: SafeString
    cash_title: str  # empty: the edition does not say when something is paid
    cash_picture: SafeString
    options: tuple[BoardOption, ...]
    payback: str
    cover: BoardCover | None
    duties: tuple[DutyView, ...]
    more_duties: int
    ask_first: str  # the answers that narrow the range most, in one line
    motion: str

    @property
    def has_own_package(self) -> bool:
        """Whether a fourth row of options takes its room from the pictures."""
        return any(row.option.code == OWN for row in self.options)


def board(
    page: ResultPage,
    estimate: Estimate,
    meaning: Outlook,
    *,
    duties: tuple[DutyView, ...],
    case: str,
) -> Board:
    """Choose what the board has to see, and word what it is asked."""
    view, cash, asked = page.outlook, page.outlook.money.cash, asked_for(page)
    certain_first = sorted(duties, key=lambda duty: not duty.certain)
    return Board(
        decision=_decision(page, asked),
        case=_case(page, case),
        band=_band(page),
        range_bar=view.spread.range_bar if view.spread else page.range_bar,
        figures=tuple(_figures(page))[:FIGURES],
        bars=_bars(page, estimate),
        cash_title=_cash_title(page),
        cash_picture=cash.picture if cash else SafeString(""),
        options=_options(view.options, meaning.options, asked),
        payback=asked.payback if asked else "",
        cover=_cover(view.money.insurance) if view.money.insurance else None,
        duties=tuple(certain_first[:MOST_DUTIES]),
        more_duties=max(0, len(duties) - MOST_DUTIES),
        ask_first=_ask_first(page),
        motion=_motion(page, asked),
    )


def asked_for(page: ResultPage) -> OptionView | None:
    """Return the package put to the vote: the company's own choice, else the recommended one."""
    found = {option.code: option for option in page.outlook.options}
    return found.get(OWN) or found.get(RECOMMENDED)


def _decision(page: ResultPage, asked: OptionView | None) -> str:
    if asked:
        text = _("%(letter)s案「%(name)s」の対策に、初期 %(initial)s・年 %(yearly)s")
        return text % _budget(asked)
    if page.open_questions:
        return _("この想定額を取締役会で確認し、わからない項目の確認先と期限を定める")
    return _("この想定額を取締役会で確認する")


def _band(page: ResultPage) -> str:
    """Return P5 to P95; nothing where every answer and price is known."""
    spread = page.outlook.spread
    return spread.band if spread and spread.low != spread.high else ""


def _budget(asked: OptionView) -> dict[str, str]:
    return {
        "letter": asked.letter,
        "name": asked.name,
        "initial": asked.initial,
        "yearly": asked.yearly,
        "middle": asked.middle,
        "high": asked.high,
    }


def _case(page: ResultPage, answered: str) -> str:
    """Two lines at most; the whole note stands with the assumptions."""
    unknown = _("被害の広がりは、まだわかっていません。")
    note = " ".join(page.case_note.split()) or answered or unknown
    return note if len(note) <= NOTE_LETTERS else f"{note[:NOTE_LETTERS]}…"


def _figures(page: ResultPage) -> Iterator[KeyFigure]:
    """The four figures a president asks for; where an answer is missing, the next best."""
    yield from page.outlook.figures
    totals = {total.code: total for total in page.totals}
    if page.outlook.spread:
        yield _plain(_("20回に1回は、これを超える"), page.outlook.spread.high)
    if page.outlook.year:
        yield _plain(_("この種類の事案の頻度"), page.outlook.year.this_type)
    for code in (Total.CASH, Total.LIABILITY):
        yield _plain(totals[code].name, totals[code].amount.typical)


def _plain(name: str, value: str) -> KeyFigure:
    return KeyFigure(name, value, is_alarming=False, anchor="")


def _cash_title(page: ResultPage) -> str:
    cash = page.outlook.money.cash
    if cash is None:
        return ""
    if not cash.is_known:
        return _("資金はいくら要るか（手元資金はわからない）")
    return _("資金は持つか（手元資金 %(yen)s）") % {"yen": cash.start}


def _options(
    views: tuple[OptionView, ...], found: tuple[Option, ...], asked: OptionView | None
) -> tuple[BoardOption, ...]:
    letters = {view.code: view.letter for view in views}
    minimal = {m.code for o in found if o.package.code == MINIMAL for m in o.package.measures}
    rows = []
    for view, option in zip(views, found, strict=True):
        inside = minimal if view.code == RECOMMENDED else set()
        first = letters.get(MINIMAL, "") if inside else ""
        contents = _contents(view, option, inside, first=first)
        rows.append(BoardOption(view, contents, is_asked=view is asked))
    return tuple(rows)


def _contents(view: OptionView, option: Option, inside: set[str], *, first: str) -> str:
    """Name the costliest measures, which is what the money buys, and count the others."""
    prices = {price.code: price.first_year.typical for price in option.price.measures}
    new = [measure for measure in view.measures if measure.code not in inside]
    new.sort(key=lambda measure: prices[measure.code], reverse=True)
    names = listed(measure.short_name for measure in new[:NAMED])
    if len(new) > NAMED:
        names = _("%(names)s ほか%(more)d") % {"names": names, "more": len(new) - NAMED}
    return f"{first}＋{names}" if first and names else names


def _cover(insurance: InsuranceView) -> BoardCover:
    own, plan = insurance.own, insurance.own
    title, note = _("保険の穴（中心）"), ""
    if not insurance.is_insured:
        note = _("未加入のため、全額 %(left)s が自社の負担です。") % {"left": own.left}
        if insurance.samples:
            plan = insurance.samples[0]
            note += _("次は代表例「%(name)s」に入っていた場合です。") % {"name": plan.name}
    rows = tuple(row for row in plan.rows if row.is_lossy)
    return BoardCover(title, note, rows, plan.total)


def _ask_first(page: ResultPage) -> str:
    return listed(
        _("%(name)s（%(ask)s、%(narrower)s狭まる）")
        % {"name": cost.name, "ask": cost.ask, "narrower": cost.narrower}
        for cost in page.outlook.unknowns
    )


def _motion(page: ResultPage, asked: OptionView | None) -> str:
    if asked is None:
        return _noted(page)
    text = _(
        "当社は、本件事案の残るリスク（起きたとき 中央 %(middle)s、20回に1回は %(high)s 超）を"
        "引き受けることとし、%(letter)s案「%(name)s」の実施とその予算"
        "（初期 %(initial)s、年 %(yearly)s）を承認する。"
    )
    return text % _budget(asked) + _open(page)


def _noted(page: ResultPage) -> str:
    amount, band = page.headline.typical, _band(page)
    if band:
        text = _("中心 %(amount)s、10回のうち9回は %(band)s")
        amount = text % {"amount": amount, "band": band}
    elif page.headline.span:
        text = _("中心 %(amount)s、全費目が下限～上限のとき %(span)s")
        amount = text % {"amount": amount, "span": page.headline.span}
    text = _("当社は、本件事案の想定損害額（%(amount)s）を確認した。")
    return text % {"amount": amount} + _open(page)


def _open(page: ResultPage) -> str:
    if not page.open_questions:
        return ""
    return _("わからない項目は、担当を決めて期限までに確かめ、結果を取締役会に報告する。")


# --- the six bars -------------------------------------------------------------------------------


def _bars(page: ResultPage, estimate: Estimate) -> SafeString:
    bars = [_bar(group, estimate) for group in page.categories]
    words = _("、").join(f"{bar.name} {bar.text}" for bar in bars)
    return pictures.category_bars(bars, title=_("六つの損害"), description=words)


def _bar(group: CategoryView, estimate: Estimate) -> pictures.Bar:
    category, amount = Category(group.code), group.amount.typical
    if not group.is_reference:
        return pictures.Bar(group.code, group.name, estimate.category(category).typical, amount)
    text = _("参考 %(amount)s（合計に入れない）") % {"amount": amount}
    name, yen = str(labels.CATEGORIES[category]), estimate.reference(category).typical
    return pictures.Bar(group.code, name, yen, text, reference=True)
