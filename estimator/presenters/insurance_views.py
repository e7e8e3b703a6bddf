"""保険の穴 in words: by section what is covered, what stays, what nobody insures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..costbook import CostBook
from ..formats import percent
from ..outlook.insured_items import RULES, NotInsurable, Section
from ..outlook.money import Insured, Money
from ..outlook.settlement import Gap
from . import labels, pictures
from .wording import Wording, listed

SECTIONS = {
    Section.EXPENSE: gettext_lazy("費用"),
    Section.PROFIT: gettext_lazy("利益"),
    Section.LIABILITY: gettext_lazy("賠償"),
}
WHY_NOT = {
    NotInsurable.RANSOM: gettext_lazy("身代金"),
    NotInsurable.FINE: gettext_lazy("罰金"),
    NotInsurable.TRANSFER_FRAUD: gettext_lazy("送金詐欺"),
    NotInsurable.CARD_CONTRACT: gettext_lazy("カード会社の契約による請求"),
    NotInsurable.OWN_LABOUR: gettext_lazy("社内の人件費"),
}
GAPS = {
    Gap.NO_SECTION: gettext_lazy("補償の区分がない"),
    Gap.WAITING: gettext_lazy("免責時間"),
    Gap.SUBLIMIT: gettext_lazy("内枠の限度額"),
    Gap.DEDUCTIBLE: gettext_lazy("免責金額"),
    Gap.LIMIT: gettext_lazy("支払限度額"),
    Gap.OVERALL_LIMIT: gettext_lazy("全体の限度額"),
}


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of a policy, or what no policy pays."""

    name: str
    limit: str
    loss: str
    covered: str
    gap: str
    exceeds: str  # chance that the limit does not suffice
    short_name: str  # 「費用（限度 3,000万円）」
    is_lossy: bool  # the incident costs something here


@dataclass(frozen=True, slots=True)
class PolicyView:
    """One policy held against the incident."""

    name: str
    premium: str
    rows: tuple[SectionRow, ...]
    total: SectionRow
    left: str  # what stays, typical
    left_high: str  # one in twenty is above
    gaps: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InsuranceView:
    """The own policy or none, and sample plans beside it."""

    is_insured: bool
    own: PolicyView
    samples: tuple[PolicyView, ...]
    limits: tuple[pictures.Limit, ...]  # drawn on the exceedance curve
    not_insurable: str


def insurance_view(found: Money, costs: CostBook, wording: Wording) -> InsuranceView | None:
    """Word the insurance; None when the incident has no line at all."""
    if found.insured is None:
        return None
    own = _("加入している保険") if found.is_insured else _("保険に入っていない場合")
    return InsuranceView(
        is_insured=found.is_insured,
        own=_policy(found.insured, own, wording),
        samples=tuple(_sample(one, costs, wording) for one in found.samples),
        limits=_limits(found, wording),
        not_insurable=listed(str(text) for text in WHY_NOT.values()),
    )


def _sample(one: Insured, costs: CostBook, wording: Wording) -> PolicyView:
    row = costs.sample_policies[one.policy.code]
    name = row.name_ja if wording.language == "ja" else row.name_en
    premium = wording.rounded(int(row.premium.typical))
    plan = _policy(one, name, wording)
    return replace(plan, premium=premium, sources=(row.evidence.source.id,))


def _policy(one: Insured, name: str, wording: Wording) -> PolicyView:
    total = one.typical.total
    burden = total.own_burden + total.not_insurable
    high = "" if one.spread is None else wording.rounded(one.spread.net.p95)
    gaps = tuple(
        (str(GAPS[gap]), wording.rounded(yen)) for gap, yen in one.typical.gaps.items() if yen
    )
    return PolicyView(
        name=name,
        premium="",
        rows=(*_sections(one, wording), *_outside(one, wording)),
        total=SectionRow(
            _("合計"), "", wording.rounded(total.loss), wording.rounded(total.covered),
            wording.rounded(burden), "", _("合計"), is_lossy=True,
        ),
        left=wording.rounded(burden),
        left_high=high,
        gaps=gaps,
        sources=(),
    )  # fmt: skip


def _sections(one: Insured, wording: Wording) -> tuple[SectionRow, ...]:
    rows = []
    for section, name in SECTIONS.items():
        lines = [c for code, c in one.typical.lines.items() if RULES[code].section is section]
        if not lines:
            continue
        limit, chance = one.policy.limit_of(section), one.exceeds.get(section)
        loss, named = sum(c.loss for c in lines), _("%(name)s（限度 %(limit)s）")
        shown = wording.rounded(limit) if limit else _("なし")
        rows.append(
            SectionRow(
                name=str(name),
                limit=shown,
                loss=wording.rounded(loss),
                covered=wording.rounded(sum(c.covered for c in lines)),
                gap=wording.rounded(sum(c.own_burden for c in lines)),
                exceeds=percent(chance) if chance is not None and limit else "",
                short_name=named % {"name": name, "limit": shown},
                is_lossy=loss > 0,
            )
        )
    return tuple(rows)


def _outside(one: Insured, wording: Wording) -> tuple[SectionRow, ...]:
    """One row for what no policy is counted on for."""
    lines = {code: c for code, c in one.typical.lines.items() if RULES[code].section is None}
    loss = sum(c.loss for c in lines.values())
    if not loss:
        return ()
    names = listed(labels.item_name(code) for code, c in lines.items() if c.loss)
    text = _("保険の対象外（%(names)s）") % {"names": names}
    yen, none, short = wording.rounded(loss), wording.rounded(0), _("保険の対象外")
    return (SectionRow(text, "", yen, none, yen, "", short, is_lossy=True),)


def _limits(found: Money, wording: Wording) -> tuple[pictures.Limit, ...]:
    """Mark deductible, limits and the cash in hand on the curve."""
    marks = []
    policy = found.insured.policy if found.insured and found.is_insured else None
    if policy is not None:
        together = policy.yearly_limit
        text = _("保険の限度 %(yen)s") % {"yen": wording.rounded(together)}
        marks.append(pictures.Limit(together, text))
        if policy.deductible:
            text = _("免責 %(yen)s") % {"yen": wording.rounded(policy.deductible)}
            marks.append(pictures.Limit(policy.deductible, text))
    cash = found.cash.plan.cash_in_hand if found.cash else None
    if cash is not None and cash > 0:
        text = _("手元資金 %(yen)s") % {"yen": wording.rounded(cash)}
        marks.append(pictures.Limit(cash, text, alarming=True))
    return tuple(marks)
