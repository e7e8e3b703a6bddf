"""What わからない is taken as: the edition's typical answer as a range or a chance.

In the flow: between the stored answers and the profile. In: a field, the answers, the edition.
Out: a `Quantity` or a `Choice`, known or not, that carries its sources.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ..costbook import CostBook, Figure, NotInEdition, Situation, Weighted, merge
from ..profile import (
    SHARES_OF_HELD,
    UNKNOWN_IS_NO,
    Choice,
    Quantity,
    options_of,
    quantity_keys,
)
from .conditions import Answers, Case
from .fields import QuestionField

HELD = "persons_held"
CALENDAR_DAY = "calendar_day"
STOP_LENGTHS = ("stop_length", "ramp_up_length")
REQUIRED = frozenset(quantity_keys(only_required=True))
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
# The units of a stop in calendar days: five business days a week, twelve months a year.
_DAYS_IN = {CALENDAR_DAY: Decimal(1), "business_day": Decimal(7) / 5, "month": Decimal(365) / 12}
# To what a merged value is rounded; two decimals where nothing else is said.
_WHOLE = ("people", "devices", "cards", "times", "yen", CALENDAR_DAY, "business_day")
_STEPS = dict.fromkeys(_WHOLE, Decimal(1)) | {"month": Decimal("0.1")}

# --- what is known about the case -----------------------------------------------------------------


def sizes(answers: Answers, costs: CostBook) -> Weighted:
    """Return the size classes the company may be in."""
    known = answers.get("employees")
    if known is not None:
        count = exact(known)
        return costs.sizes_for(count, count) or ((costs.sizes[-1].code, Decimal(1)),)
    staff = _employees(answers, costs)
    return costs.sizes_for(staff.low, staff.high)


def _employees(answers: Answers, costs: CostBook) -> Figure:
    every_size = costs.sizes_for(Decimal(0), None)
    incident = Case(answers, costs).incident_type
    situation = Situation(incident.code, every_size, _severities(answers, costs))
    return costs.typical_answer("employees", situation)


def situation(key: str, answers: Answers, costs: CostBook) -> Situation:
    """Return what is known when the typical answer of a key is looked up."""
    deciding = {row.given[0] for row in costs.typical_answers.get(key, ()) if row.given}
    return Situation(
        incident_type=Case(answers, costs).incident_type.code,
        sizes=sizes(answers, costs),
        severities=_severities(answers, costs),
        given=tuple((key, answers[key]) for key in sorted(deciding) if answers.get(key)),
    )


def _severities(answers: Answers, costs: CostBook) -> Weighted:
    if severity := answers.get("severity"):
        return ((severity, Decimal(1)),)
    return Case(answers, costs).incident_type.severities


def stop_unit(answers: Answers) -> str:
    """Return the unit in which a stop is counted."""
    return answers.get("stop_unit") or CALENDAR_DAY


# --- answers as quantities and choices ----------------------------------------------------------


def exact(answer: float | Decimal) -> Decimal:
    """Return a stored number as an exact decimal."""
    return Decimal(str(answer))


def quantity(field: QuestionField, answers: Answers, costs: CostBook) -> Quantity | None:
    """Return an answer, or the range it is taken as; None where the engine has its own way.

    Raises: NotInEdition when the edition is silent about a quantity the engine needs.
    """
    key, answer = field.key, answers.get(field.key)
    if key in STOP_LENGTHS:
        return _stop_length(field, answers, costs)
    if answer is not None:
        return known(key, exact(answer), field.unit)
    if key not in REQUIRED:
        return None
    held = answers.get(HELD) if key in SHARES_OF_HELD else None
    if held is not None:
        return _of_those_held(field, exact(held), answers, costs)
    return _taken_as(key, field.unit, _figure(key, answers, costs))


def _of_those_held(
    field: QuestionField, held: Decimal, answers: Answers, costs: CostBook
) -> Quantity:
    """Return how many of the people held are affected: a share of them, never more than all.

    Where the edition has no share for the type, the number does not grow with the database: a
    letter sent to the wrong address.
    """
    if held == 0:
        return known(field.key, held, field.unit)
    share = SHARES_OF_HELD[field.key]
    try:
        figure = costs.typical_answer(share, situation(share, answers, costs))
    except NotInEdition:
        return _taken_as(field.key, field.unit, _capped(_figure(field.key, answers, costs), held))
    return _taken_as(field.key, field.unit, _scaled(figure, held / _HUNDRED))


def known(key: str, value: Decimal, unit: str) -> Quantity:
    """Return an exact answer."""
    return Quantity(key, value, value, value, unit, known=True)


def _scaled(figure: Figure, by: Decimal) -> Figure:
    high = None if figure.high is None else figure.high * by
    return replace(figure, low=figure.low * by, typical=figure.typical * by, high=high)


def _capped(figure: Figure, most: Decimal) -> Figure:
    """Hold a range below the most there can be; the typical value keeps its place in it.

    Cut off alone it would be drawn as another shape, and fewer people held could cost more.
    """
    if figure.high is None or figure.high <= most:
        return figure if figure.high is not None else replace(figure, high=most)
    low = min(figure.low, most)
    return replace(
        figure, low=low, typical=max(low, figure.typical * most / figure.high), high=most
    )


def _taken_as(key: str, unit: str, figure: Figure) -> Quantity:
    return Quantity(
        key,
        _rounded(figure.low, unit),
        _rounded(figure.typical, unit),
        None if figure.high is None else _rounded(figure.high, unit),
        unit,
        known=False,
        sources=figure.sources,
        assumption=figure.is_assumption,
    )


def _rounded(value: Decimal, unit: str) -> Decimal:
    """Round a merged value to what is shown, so that a formula can be checked by hand."""
    step = _STEPS.get(unit, _CENT)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    return value if value == rounded else rounded


def _figure(key: str, answers: Answers, costs: CostBook) -> Figure:
    if key == "employees":
        return _employees(answers, costs)
    if key == "variable_cost_percent":
        return _complement(_of_industry("marginal_profit", answers, costs))
    if key == "labour_cost_per_month_yen":
        return _of_industry("labour_cost", answers, costs)
    if key == "catch_up_percent" and not makes_goods(answers, costs):
        return _nothing(costs.typical_answer(key, situation(key, answers, costs)))
    return costs.typical_answer(key, situation(key, answers, costs))


def _of_industry(figure: str, answers: Answers, costs: CostBook) -> Figure:
    """Return a ratio of the industry; merged over all of them when it is わからない."""
    known = costs.industries.get(str(answers.get("industry")))
    rows = [known] if known else list(costs.industries.values())
    return merge([(getattr(row, figure), row.weight) for row in rows])


def makes_goods(answers: Answers, costs: CostBook) -> bool:
    """Tell whether lost production can be made up for; a missed meal or ride cannot."""
    industry = costs.industries.get(str(answers.get("industry")))
    return industry is None or industry.makes_goods


def _nothing(figure: Figure) -> Figure:
    return replace(figure, low=Decimal(0), typical=Decimal(0), high=Decimal(0))


def _complement(share: Figure) -> Figure:
    """Return what a percentage leaves of the whole."""
    low = Decimal(0) if share.high is None else _HUNDRED - share.high
    return replace(share, low=low, typical=_HUNDRED - share.typical, high=_HUNDRED - share.low)


def _stop_length(field: QuestionField, answers: Answers, costs: CostBook) -> Quantity:
    """Return a length in the unit of the stop: answered in it, or typical and converted to it."""
    unit, answer = stop_unit(answers), answers.get(field.key)
    if answer is not None:
        return known(field.key, exact(answer), unit)
    figure = costs.typical_answer(field.key, situation(field.key, answers, costs))
    return _taken_as(field.key, unit, _scaled(figure, 1 / _DAYS_IN[unit]))


def choice(key: str, answers: Answers, costs: CostBook) -> Choice:
    """Return an answer out of a list, or the chance of each option when わからない.

    Raises: NotInEdition when the edition is silent.
    """
    answer, options = answers.get(key), options_of(key)
    if answer is not None:
        return Choice(key, tuple((o, Decimal(int(o == answer))) for o in options), known=True)
    if key == "severity":
        return _severity(answers, costs)
    if key in UNKNOWN_IS_NO:
        return Choice(key, _chances(options, [Decimal(0)] * (len(options) - 1)), known=False)
    return choice_in(key, situation(key, answers, costs), costs)


def choice_in(key: str, case: Situation, costs: CostBook) -> Choice:
    """Return the chance of each option in a situation. Raises: NotInEdition."""
    options = options_of(key)
    figures = [costs.typical_answer(key, case, option) for option in options[1:]]
    return Choice(
        key,
        _chances(options, [figure.typical for figure in figures]),
        known=False,
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
        assumption=any(figure.is_assumption for figure in figures),
    )


def _chances(options: tuple[str, ...], percents: list[Decimal]) -> Weighted:
    """Turn the percentages of all options but the first into chances in whole per cents.

    They add up to 1; what rounding makes too much is taken from the largest.
    """
    whole = max(_HUNDRED, sum(percents, Decimal(0)))
    rest = [(p / whole).quantize(_CENT, rounding=ROUND_HALF_UP) for p in percents]
    first = 1 - sum(rest, Decimal(0))
    if first < 0:
        rest[rest.index(max(rest))] += first
        first = Decimal(0)
    return tuple(zip(options, (first, *rest), strict=True))


def _severity(answers: Answers, costs: CostBook) -> Choice:
    incident = Case(answers, costs).incident_type
    evidence, weights = incident.severity_evidence, dict(incident.severities)
    options = options_of("severity")
    whole = sum(weights.values(), Decimal(0))
    percents = [weights.get(option, Decimal(0)) / whole * _HUNDRED for option in options[1:]]
    return Choice(
        "severity",
        _chances(options, percents),
        known=False,
        sources=(evidence.source.id,),
        assumption=evidence.is_assumption,
    )
