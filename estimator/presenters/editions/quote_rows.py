"""Two versions of one own quote side by side, for estimator/stale.html.

In: the quote saved elsewhere, or none, and the quote of this page. Out: `Difference`s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ...questionnaire.numbers import print_yen
from .. import labels
from ..check_page import Difference
from ..wording import listed

Quote = Mapping[str, Any]


def quote_differences(saved: Quote | None, mine: Quote | None) -> list[Difference]:
    """Compare name, amount and cost items."""
    names = (_("見積りの名前"), _("見積額"), _("この見積りに含む費目"))
    return [
        Difference(name, before, after, before != after)
        for name, before, after in zip(names, _texts(saved), _texts(mine), strict=True)
    ]


def _texts(quote: Quote | None) -> tuple[str, str, str]:
    if quote is None:
        return (_("なし"),) * 3
    covers = listed(labels.item_name(code) for code in quote["covers"])
    return quote["label"], _amount(quote), covers


def _amount(quote: Quote) -> str:
    keys = ("amount_yen",) if quote.get("amount_yen") is not None else ("low_yen", "high_yen")
    known = [quote[key] for key in keys if quote.get(key) is not None]
    texts = [_("%(yen)s円") % {"yen": print_yen(yen)} for yen in known]
    return "～".join(texts) or _("未記入")
