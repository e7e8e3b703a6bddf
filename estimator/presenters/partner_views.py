"""取引先の目線 in words: what reaches customers, whom to tell, and a buyer's questions answered.

In the flow: `Partners` and `Point`s of the outlook -> rows of the page and of the one sheet that
goes to a buyer. The sheet says nothing that was not answered, and no amount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..costbook import CostBook, StandardText
from ..estimate import Reason
from ..formats import quantity, quantity_range
from ..outlook.partners import Delivery, Notice, Partners, Point, Recourse, Stand
from ..profile import Quantity
from . import labels
from .check_page import Difference
from .wording import Wording, listed

NOTICES = {
    "principals": gettext_lazy("委託元（預かった個人データの持ち主）"),
    "card_companies": gettext_lazy("カード会社・決済代行会社"),
    "notify_persons": gettext_lazy("個人データの本人（取引先の担当者を含む）"),
    "confidential_partners": gettext_lazy("秘密を預かった取引先"),
    "delivery_partners": gettext_lazy("納品が遅れる取引先"),
}
QUESTIONS = {
    "entrusted_data": gettext_lazy("委託元・取引先の個人データを預かっている"),
    "data_encrypted": gettext_lazy("個人データを暗号化している"),
    "backup": gettext_lazy("復元できるバックアップがある"),
    "in_house_response": gettext_lazy("調査や復旧を社内の人だけでできる"),
}
STANDS = {
    Stand.YES: gettext_lazy("はい"),
    Stand.NO: gettext_lazy("いいえ"),
    Stand.PLANNED: gettext_lazy("予定"),
    Stand.UNKNOWN: gettext_lazy("未記入"),
}


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One group of partners to be told."""

    name: str
    when: str
    count: str
    why: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact, named."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RecourseView:
    """One claim that partners may bring: the amount, or why none can be named."""

    name: str
    amount: str
    span: str
    why_not: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    """制度: a dated text, marked until its source was read."""

    title: str
    text: str
    is_verified: bool
    dated: str
    source: str
    source_id: str
    note: str


@dataclass(frozen=True, slots=True)
class PartnersView:
    """The incident as customers see it."""

    in_short: tuple[FactView, ...]  # for the result page
    notices: tuple[NoticeView, ...]
    delivery: tuple[FactView, ...]  # empty: nothing stops
    recourse: tuple[RecourseView, ...]
    schemes: tuple[SchemeView, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """One row of the sheet."""

    number: int
    code: str
    question: str
    stand: str  # the value of `Stand`
    answer: str
    instructions: str  # of the METI guideline
    is_measure: bool


def partners_view(found: Partners, wording: Wording) -> PartnersView:
    """Put the customers' view into words."""
    notices = tuple(_notice(notice, wording) for notice in found.notices)
    recourse = tuple(_recourse(claim, wording) for claim in found.recourse)
    delivery = _delivery(found.delivery, wording) if found.delivery else ()
    return PartnersView(
        in_short=_in_short(notices, delivery, recourse),
        notices=notices,
        delivery=delivery,
        recourse=recourse,
        schemes=tuple(_scheme(text, wording) for text in found.texts),
    )


def _in_short(
    notices: tuple[NoticeView, ...],
    delivery: tuple[FactView, ...],
    recourse: tuple[RecourseView, ...],
) -> tuple[FactView, ...]:
    """Answer in three rows: who is told, how long nothing is delivered, what may be claimed."""
    told = listed(notice.name for notice in notices)
    claims = [f"{claim.name} {claim.amount}" for claim in recourse if claim.amount]
    return (
        FactView(_("知らせる取引先"), told or _("なし")),
        FactView(_("納品が止まる期間"), delivery[0].value if delivery else _("なし")),
        FactView(_("求められ得る賠償"), listed(claims) or _("金額を挙げられるものはありません")),
    )


def _notice(notice: Notice, wording: Wording) -> NoticeView:
    return NoticeView(
        name=str(NOTICES[notice.code]),
        when=_when(notice, wording),
        count=_quantity(notice.count, wording) if notice.count else "",
        why=_why(notice),
    )


def _when(notice: Notice, wording: Wording) -> str:
    if notice.due_on is not None:
        return _("%(date)sまで") % {"date": wording.date(notice.due_on)}
    return _("契約の定める期限（契約書で確かめる）") if notice.by_contract else _("速やかに")


def _why(notice: Notice) -> str:
    if not notice.by_contract:
        return _("個人情報保護法による通知")
    if notice.is_certain:
        return _("契約に連絡の定めがあるのがふつうです")
    return _("契約に定めがあれば連絡が要ります")


def _quantity(value: Quantity, wording: Wording) -> str:
    """Write a known answer, or the range that わからない is taken as."""
    if value.known:
        return quantity(value.typical, value.unit, wording.language)
    text = quantity_range(value.low, value.high, value.unit, language=wording.language)
    return _("%(range)s（わからないための幅）") % {"range": text}


def _delivery(delivery: Delivery, wording: Wording) -> tuple[FactView, ...]:
    rows = (
        (_("納品が止まる期間"), delivery.stop),
        (_("元の量に戻るまでの期間"), delivery.ramp_up),
        (_("止まる売上の割合"), delivery.stopped_percent),
        (_("あとから納められる割合"), delivery.catch_up_percent),
    )
    return tuple(FactView(name, _quantity(value, wording)) for name, value in rows)


def _recourse(claim: Recourse, wording: Wording) -> RecourseView:
    amount = claim.amount
    return RecourseView(
        name=labels.item_name(claim.code),
        amount="" if amount is None else wording.rounded(amount.typical),
        span="" if amount is None else wording.span(amount),
        why_not=_why_not(claim.reason) if claim.reason else "",
    )


def _why_not(reason: Reason) -> str:
    if reason is Reason.IN_QUOTE:  # the page does not name the quote
        return _("自社の見積りに含みます。")
    return str(labels.REASONS[reason])


def _scheme(text: StandardText, wording: Wording) -> SchemeView:
    is_ja, evidence = wording.language == "ja", text.evidence
    since, checked = evidence.in_force_from, evidence.checked_on
    dates = (
        (_("%(date)s時点"), since),
        (_("確認 %(date)s"), checked),
    )
    return SchemeView(
        title=text.title_ja if is_ja else text.title_en,
        text=text.text_ja if is_ja else text.text_en,
        is_verified=text.verified,
        dated=_("、").join(words % {"date": wording.date(day)} for words, day in dates if day),
        source=evidence.source.publisher,
        source_id=evidence.source.id,
        note=evidence.note_ja if is_ja else evidence.note_en,
    )


def point_views(
    points: Sequence[Point], costs: CostBook, wording: Wording
) -> tuple[PointView, ...]:
    """Word what a buyer's questionnaire asks."""
    return tuple(
        PointView(
            number=number,
            code=point.code,
            question=_question(point.code, costs, wording),
            stand=point.stand,
            answer=_answer(point, wording),
            instructions=_("、").join(str(each) for each in point.instructions),
            is_measure=point.code in costs.measures,
        )
        for number, point in enumerate(points, start=1)
    )


def sheet_differences(
    saved: Mapping[str, str], mine: Mapping[str, str], costs: CostBook, wording: Wording
) -> list[Difference]:
    """Set what two tabs said of the measures side by side, for estimator/stale.html."""
    said = [code for code in costs.measures if code in saved or code in mine]
    pairs = [(_stand(saved, code), _stand(mine, code)) for code in said]
    return [
        Difference(_question(code, costs, wording), before, after, before != after)
        for code, (before, after) in zip(said, pairs, strict=True)
    ]


def _stand(told: Mapping[str, str], code: str) -> str:
    return str(STANDS[Stand(told.get(code, Stand.UNKNOWN))])


def _question(code: str, costs: CostBook, wording: Wording) -> str:
    if code in QUESTIONS:
        return str(QUESTIONS[code])
    measure = costs.measures[code]
    return measure.name_ja if wording.language == "ja" else measure.name_en


def _answer(point: Point, wording: Wording) -> str:
    stand = str(STANDS[point.stand])
    if point.stand is not Stand.YES or not point.value:
        return stand
    kind = wording.answer_name(f"{point.code}:{point.value}")
    return _("%(stand)s（%(kind)s）") % {"stand": stand, "kind": kind}


def as_text(points: Sequence[PointView], *, company: str, day: str) -> str:
    """Write the sheet as plain text, to be copied into a mail or a form."""
    head = [
        _("情報セキュリティについての回答"),
        _("会社名：%(name)s") % {"name": company or _("未記入")},
        _("基準日：%(day)s") % {"day": day},
        "",
    ]
    rows = [
        _("%(number)d. %(question)s：%(answer)s")
        % {"number": point.number, "question": point.question, "answer": point.answer}
        for point in points
    ]
    return "\n".join([*head, *rows])
