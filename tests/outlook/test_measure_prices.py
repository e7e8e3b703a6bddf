"""What a package of measures costs."""

from dataclasses import replace
from decimal import Decimal

from estimator.money import YenRange
from estimator.outlook.measure_prices import MeasureQuote, package_price
from tests.core.profiles import known, unknown

from .measures import GUESSED, measure

FIFTY = known("employees", 50, "people")


def price(*measures, employees=FIFTY, **quotes):
    return package_price(measures, employees, quotes)


def test_a_price_per_person_is_multiplied_by_the_employees():
    found = price(measure(cost_yearly=(1000, 2000, 3000), cost_yearly_per_person=(0, 100, 200)))
    assert found.yearly == YenRange(1000, 7000, 13_000)


def test_unknown_employees_widen_the_price():
    staff = unknown("employees", (10, 50, 300), "people")
    found = price(measure(cost_yearly_per_person=(100, 100, 100)), employees=staff)
    assert found.yearly == YenRange(1000, 5000, 30_000)


def test_an_open_end_stays_open():
    assert price(measure(cost_initial=(1, 2, None))).initial == YenRange(1, 2, None)


def test_a_quote_takes_the_place_of_the_price():
    found = price(measure("edr", cost_yearly=(1, 2, 3)), edr=MeasureQuote(500, 70))
    assert (found.initial.typical, found.yearly) == (500, YenRange(70, 70, 70))
    assert found.measures[0].is_quoted


def test_what_has_neither_price_nor_quote_is_named_and_not_guessed():
    found = price(measure("edr", rate_factor=(1, 1, 1)), measure("mfa", cost_initial=(1, 1, 1)))
    assert found.needs_quote == ("edr",)
    assert found.initial.typical == 1


def test_a_price_of_zero_is_a_price():
    assert price(measure(cost_yearly=(0, 0, 0))).needs_quote == ()


def test_a_subsidy_is_a_share_of_the_first_year_up_to_its_ceiling():
    half = replace(
        measure(cost_initial=(10, 1000, 2000), cost_yearly=(0, 500, 900)),
        subsidy_percent=Decimal(50), subsidy_ceiling=Decimal(600),
    )  # fmt: skip
    assert price(half).subsidy_yen == 600
    assert price(replace(half, subsidy_ceiling=None)).subsidy_yen == 750
    assert price(half).initial.typical == 1000  # and is not taken off


def test_an_assumed_price_says_so_but_not_once_quoted():
    guessed = measure("edr", evidence=GUESSED, cost_yearly=(1, 2, 3))
    assert price(guessed).measures[0].is_assumption
    assert not price(guessed, edr=MeasureQuote(1, 1)).measures[0].is_assumption
