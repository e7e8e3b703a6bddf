"""Does an edition know what to take for every わからない, in every situation?

In the flow: part of `checking`; works on the finished `CostBook`, as the questionnaire will.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from django.utils.translation import gettext as _

from ..costbook import CostBook, NotInEdition, Situation
from ..profile import UNKNOWN_IS_NO, choice_keys, options_of, quantity_keys

# Taken from elsewhere: the industry's figures, the incident type's own mix, a plain no.
ELSEWHERE = UNKNOWN_IS_NO | {"variable_cost_percent", "labour_cost_per_month_yen", "severity"}
SEVERITIES = ("minor", "moderate", "major")
ONE, FULL = Decimal(1), Decimal(100)
Gap = tuple[str, str]  # place and what is wrong


def questions() -> list[tuple[str, tuple[str, ...]]]:
    """Return each key that needs a typical answer, with the options whose chance is a row."""
    quantities = [(key, ("",)) for key in quantity_keys(only_required=True)]
    choices = [(key, options_of(key)[1:]) for key in choice_keys()]
    return [(key, options) for key, options in quantities + choices if key not in ELSEWHERE]


def situations(book: CostBook) -> Iterator[Situation]:
    """Yield every incident type × size × severity of the edition."""
    for incident_type, size, severity in product(book.incident_types, book.sizes, SEVERITIES):
        yield Situation(incident_type, ((size.code, ONE),), ((severity, ONE),))


def gaps(book: CostBook) -> Iterator[Gap]:
    """Yield each key that some situation finds no answer for, or chances above 100 %."""
    for table, name in (
        (book.incident_types, _("事案の種類")),
        (book.sizes, _("従業員規模")),
        (book.industries, _("業種")),
    ):
        if not table:
            yield name, _("一つもありません。")
    cases = list(situations(book))
    for key, options in questions():
        yield from _gaps_of(book, key, options, cases)


def _gaps_of(
    book: CostBook, key: str, options: tuple[str, ...], cases: list[Situation]
) -> Iterator[Gap]:
    place = f"{_('わからないときの想定')} {key}"
    unanswered: list[Situation] = []
    excessive: list[Situation] = []
    for case in cases:
        try:
            chances = [book.typical_answer(key, case, option).typical for option in options]
        except NotInEdition:
            unanswered.append(case)
            continue
        if options != ("",) and sum(chances) > FULL:
            excessive.append(case)
    if unanswered:
        yield place, _("想定がありません: %(cases)s") % {"cases": _names(unanswered)}
    if excessive:
        yield place, _("見込みの合計が100％を超えます: %(cases)s") % {"cases": _names(excessive)}


def _names(cases: list[Situation]) -> str:
    """Name the first case and how many more there are."""
    first = cases[0]
    name = f"{first.incident_type}・{first.sizes[0][0]}・{first.severities[0][0]}"
    more = len(cases) - 1
    return name + (_("（ほか%(count)d件）") % {"count": more} if more else "")
