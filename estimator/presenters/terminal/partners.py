"""The customers' view on the terminal, exact yen.

In the flow: partners of the outlook -> lines of text: notices, deliveries, claims, schemes.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...formats import exact_range, exact_yen
from ...outlook.partners import Partners, Recourse
from ..partner_views import NoticeView, RecourseView, SchemeView, partners_view
from ..wording import Wording


def partner_rows(found: Partners, wording: Wording) -> list[str]:
    """Write who is told, what is late, what may be claimed and what buyers ask for."""
    view = partners_view(found, wording)
    claims = zip(found.recourse, view.recourse, strict=True)
    return [
        _("取引先の目線"),
        *(_line(_("知らせる"), _notice(notice)) for notice in view.notices),
        *(_line(fact.name, fact.value) for fact in view.delivery),
        *(_line(shown.name, _claim(claim, shown, wording)) for claim, shown in claims),
        *_schemes(view.schemes),
    ]


def _line(name: str, value: str) -> str:
    return _("  %(name)s：%(value)s") % {"name": name, "value": value}


def _notice(notice: NoticeView) -> str:
    return " ".join(part for part in (notice.name, notice.when, notice.count) if part)


def _claim(claim: Recourse, shown: RecourseView, wording: Wording) -> str:
    amount = claim.amount
    if amount is None:
        return shown.why_not
    text = exact_yen(amount.typical, wording.language)
    if amount.low == amount.high:
        return text
    span = exact_range(amount.low, amount.high, wording.language)
    return _("%(yen)s（%(span)s）") % {"yen": text, "span": span}


def _schemes(schemes: tuple[SchemeView, ...]) -> Iterator[str]:
    for scheme in schemes:
        mark = "" if scheme.is_verified else _("（未確認）")
        yield _line(_("求められ得る制度"), f"{scheme.title}{mark}")
