"""How a loss of sales is spread over a stop and the way back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.formula.samples import Draws
from estimator.outlook.standstill import (
    Standstill,
    after_waiting,
    after_waiting_drawn,
    months_of,
    standstill,
)
from tests.core.profiles import known, profile, unknown
from tests.questionnaire.books import figure

from .drawn import COSTS

ROWS = {
    ("business_days_per_year", ""): figure("business_days_per_year", (250, 250, 250), "days"),
    ("ramp_up_lost_share", ""): figure("ramp_up_lost_share", (25, 50, 75)),
}
BOOK = replace(COSTS, unit_costs={**COSTS.unit_costs, **ROWS})
LENGTHS = st.decimals(0, 30, places=2)
SHARES = st.decimals("0.05", 1, places=2)
MONTHS = st.decimals(0, 80, places=1)
DRAWS = Draws(1, 2_000)


def stopped(stop, ramp_up=0, unit="calendar_day"):
    return profile(
        stop_unit=unit,
        stop_length=known("stop_length", stop, unit),
        ramp_up_length=known("ramp_up_length", ramp_up, unit),
    )


@pytest.mark.parametrize(
    ("unit", "days"),
    [("month", 1), ("calendar_day", Decimal(12) / 365), ("business_day", Decimal("0.048"))],
)
def test_a_unit_of_the_stop_in_months(unit, days):
    assert months_of(unit, BOOK) == days


def test_a_full_stop_loses_evenly():
    stop = Standstill(Decimal(4), Decimal(0), Decimal(0))
    assert [stop.lost_until(Decimal(m)) for m in (0, 1, 4, 9)] == [0, Decimal("0.25"), 1, 1]


def test_the_way_back_loses_half_of_it_in_the_first_part():
    stop = Standstill(Decimal(0), Decimal(2), Decimal("0.5"))
    assert stop.length == 1
    assert stop.lost_until(Decimal(1)) == Decimal("0.75")  # from all to none, evenly


@given(st.builds(Standstill, LENGTHS, LENGTHS, SHARES), st.tuples(MONTHS, MONTHS).map(sorted))
def test_what_is_lost_only_grows_up_to_all(stop, months):
    earlier, later = map(stop.lost_until, months)
    assert 0 <= earlier <= later <= 1
    assert stop.lost_until(stop.end) == pytest.approx(Decimal(1))


def test_two_days_of_fourteen_fall_into_the_waiting_time():
    assert after_waiting(stopped(14), BOOK, Decimal(48)) == pytest.approx(Decimal(12) / 14)
    assert after_waiting(stopped(1), BOOK, Decimal(48)) == 0


def test_a_loss_without_a_length_has_no_first_hours():
    assert after_waiting(stopped(0), BOOK, Decimal(48)) == 1


@pytest.mark.parametrize(("stop", "ramp_up"), [(14, 0), (3, 10), (0, 5), (1, 1), (0, 0)])
@pytest.mark.parametrize("hours", [1, 24, 48, 200, 2000])
def test_a_draw_waits_as_long_as_the_typical_stop(stop, ramp_up, hours):
    still = {**ROWS, ("ramp_up_lost_share", ""): figure("ramp_up_lost_share", (50, 50, 50))}
    book = replace(BOOK, unit_costs={**BOOK.unit_costs, **still})
    case = stopped(stop, ramp_up)
    drawn = after_waiting_drawn(case, book, Decimal(hours), DRAWS)
    expected = float(after_waiting(case, book, Decimal(hours)))
    assert drawn == pytest.approx([expected] * DRAWS.size, abs=1e-9)


def test_each_draw_waits_on_its_own_stop():
    long = profile(
        stop_unit="calendar_day",
        stop_length=unknown("stop_length", (0, 5, 60), "calendar_day"),
        ramp_up_length=known("ramp_up_length", 0, "calendar_day"),
    )
    drawn = after_waiting_drawn(long, BOOK, Decimal(48), DRAWS)
    assert drawn.min() == 0
    assert drawn.max() > 0.9


def test_the_standstill_is_the_typical_one_of_the_profile():
    assert standstill(stopped(5, 4, "month"), BOOK) == Standstill(
        Decimal(5), Decimal(4), Decimal("0.5")
    )
