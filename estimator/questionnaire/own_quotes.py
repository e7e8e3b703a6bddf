"""自社の見積り: the company's own quotes, checked and turned into the profile's.

In the flow: part of the answers under the key `own_quotes`. A quote has a label, the cost items
it covers, and an amount, a low and a high, or no amount at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..estimate import Total
from ..profile import OwnQuote
from .problems import AnswersRefused, Problem

KEY = "own_quotes"
ItemTotals = Mapping[str, Total]


def own_quotes(documents: list[dict[str, Any]], totals: ItemTotals) -> tuple[OwnQuote, ...]:
    """Turn stored quotes into the profile's. Raises: AnswersRefused."""
    if problems := check(documents, totals):
        raise AnswersRefused(problems)
    return tuple(_quote(document) for document in documents)


def _quote(document: dict[str, Any]) -> OwnQuote:
    low, high = amounts(document)
    typical = 0 if high is None else (low + high + 1) // 2  # the middle, rounded half up
    return OwnQuote(document["label"], tuple(document["covers"]), low, typical, high)


def amounts(document: dict[str, Any]) -> tuple[int, int | None]:
    """Return low and high of a quote; 0 and None when it names no amount."""
    if (amount := document.get("amount_yen")) is not None:
        return int(amount), int(amount)
    low, high = document.get("low_yen"), document.get("high_yen")
    return (0, None) if low is None or high is None else (int(low), int(high))


def check(documents: list[dict[str, Any]], totals: ItemTotals) -> tuple[Problem, ...]:
    """Return what is wrong with quotes whose shape is right."""
    problems: list[Problem] = []
    taken: set[str] = set()
    for place, document in enumerate(documents):
        path = f"{KEY}[{place}]"
        problems += _check_amounts(path, document)
        problems += _check_covers(f"{path}.covers", document["covers"], taken, totals)
        taken.update(document["covers"])
    return tuple(problems)


def _check_amounts(path: str, document: dict[str, Any]) -> list[Problem]:
    amount, low, high = (document.get(k) for k in ("amount_yen", "low_yen", "high_yen"))
    allowed = _("amount_yen か、low_yen と high_yen の両方か、どれもなし")
    if amount is not None and (low is not None or high is not None):
        return [Problem(path, _("金額と、幅の両方があります"), allowed)]
    if (low is None) != (high is None):
        return [Problem(path, _("幅の片方だけがあります"), allowed)]
    if low is not None and high is not None and low > high:
        return [Problem(path, _("下限が上限より大きくなっています"), _("low_yen は high_yen 以下"))]
    return []


def _check_covers(
    path: str, covers: list[str], taken: set[str], totals: ItemTotals
) -> list[Problem]:
    problems: list[Problem] = []
    seen = set(taken)
    for code in covers:
        if code not in totals:
            allowed = _("次の費目: %(codes)s") % {"codes": ", ".join(totals)}
            problems.append(
                Problem(path, _("%(code)s という費目はありません") % {"code": code}, allowed)
            )
        if code in seen:
            wrong = _("%(code)s が2回入っています") % {"code": code}
            problems.append(Problem(path, wrong, _("一つの費目は一つの見積りにだけ入れられます")))
        seen.add(code)
    if len({totals[code] for code in covers if code in totals}) > 1:
        wrong = _("別の合計に入る費目が混ざっています")
        allowed = _("現金・賠償・参考値のうち、同じ合計に入る費目")
        problems.append(Problem(path, wrong, allowed))
    return problems
