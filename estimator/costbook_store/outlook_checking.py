"""What is wrong with the rows behind the outlook, taken together.

In the flow: part of `checking`. The rules of one row stand with its model; here it is what only
several rows show: shares that add up, a rate for every company, codes that exist.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Final

from django.utils.translation import gettext as _

from ..costbook import CostBook, NotInEdition
from ..estimate import Category, Phase
from ..models import Edition, Measure, PaymentTiming, SamplePolicy
from ..models.rates import share_messages

ONE = Decimal(1)
# What is paid: lost profit is missing income and 無形損害 a reference.
PAID: Final = (*Phase, Category.LIABILITY, Category.DIRECT_LOSS, Category.ADMINISTRATIVE)
Fault = tuple[str, str, str, int | None]  # place, what is wrong, the table and row to open


def faults(edition: Edition, book: CostBook) -> Iterator[Fault]:
    """Collect what is wrong with timings, rates, policies and measures."""
    yield from _of_timings(edition)
    yield from _of_rates(book)
    yield from _of_policies(edition)
    yield from _of_measures(edition, book)


def _of_timings(edition: Edition) -> Iterator[Fault]:
    table, name = "paymenttiming", _("支払いの時期")
    rows = list(PaymentTiming.objects.filter(edition=edition).prefetch_related("shares"))
    for code in sorted({*PAID} - {row.code for row in rows}):
        yield name, _("%(code)s がありません。") % {"code": code}, table, None
    for row in rows:
        place = f"{name} {row.code}"
        if row.code not in PAID:
            yield place, _("対応の段階でも損害区分でもありません。"), table, row.pk
        for message in share_messages(row.shares.all()):
            yield place, str(message), table, row.pk


def _of_rates(book: CostBook) -> Iterator[Fault]:
    """An edition has rates for every type and size, or none at all."""
    if not book.incident_rates:
        return
    missing = [
        f"{incident_type}・{size.code}"
        for incident_type, size in product(book.incident_types, book.sizes)
        if not _has_rate(book, incident_type, size.code)
    ]
    if missing:
        more = len(missing) - 1
        cases = missing[0] + (_("（ほか%(count)d件）") % {"count": more} if more else "")
        what = _("頻度がありません: %(cases)s") % {"cases": cases}
        yield _("発生頻度"), what, "incidentrate", None


def _has_rate(book: CostBook, incident_type: str, size: str) -> bool:
    try:
        book.rate(incident_type, ((size, ONE),))
    except NotInEdition:
        return False
    return True


def _of_policies(edition: Edition) -> Iterator[Fault]:
    for row in SamplePolicy.objects.filter(edition=edition, terms=None):
        place = f"{_('保険の代表例')} {row.code}"
        yield place, _("条件が一つもありません。"), "samplepolicy", row.pk


def _of_measures(edition: Edition, book: CostBook) -> Iterator[Fault]:
    for row in Measure.objects.filter(edition=edition):
        types = row.incident_types if isinstance(row.incident_types, list) else []
        unknown = [str(code) for code in types if code not in book.incident_types]
        if unknown:
            what = _("知らない事案の種類です: %(types)s") % {"types": "、".join(unknown)}
            yield f"{_('対策')} {row.code}", what, "measure", row.pk
