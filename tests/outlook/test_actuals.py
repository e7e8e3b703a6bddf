"""Forecast against actual: every line, every total, whatever was paid."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from estimator.estimate import ITEMS, Category, Total
from estimator.outlook.actuals import (
    RECORDABLE,
    Payment,
    Planned,
    Sums,
    by_section,
    forecast,
    insured_as,
    planned,
)
from estimator.outlook.insured_items import RULES, NotInsurable, Section

from .estimates import MAN, estimate

DAY = date(2026, 11, 21)
YEN = st.integers(0, 10**12)
PAYMENTS = st.lists(
    st.builds(
        Payment,
        code=st.sampled_from(RECORDABLE),
        yen=st.integers(1, 10**12),
        paid_on=st.dates(DAY, DAY + timedelta(days=400)),
    ),
    max_size=25,
)
PLANS = st.dictionaries(st.sampled_from([item.code for item in ITEMS]), YEN).map(
    lambda found: [Planned(code, yen) for code, yen in found.items()]
)
CLOSED = st.frozensets(st.sampled_from(RECORDABLE))


def pay(code, man, day=0):
    return Payment(code, man * MAN, DAY + timedelta(days=day))


def lines_of(found):
    return {line.code: line for line in found.lines}


def test_an_open_line_is_forecast_at_its_estimate_until_more_was_paid():
    lines = planned(estimate({"forensics": (100, 300, 500)}))
    less = forecast(lines, [pay("forensics", 200)], ())
    more = forecast(lines, [pay("forensics", 200), pay("forensics", 150)], ())
    assert less.headline == Sums(300 * MAN, 200 * MAN, 300 * MAN)
    assert more.headline == Sums(300 * MAN, 350 * MAN, 350 * MAN)
    assert more.headline.difference == 50 * MAN


def test_a_closed_line_costs_what_was_paid():
    lines = planned(estimate({"forensics": 300, "legal_advice": 50}))
    found = forecast(lines, [pay("forensics", 200)], {"forensics", "legal_advice"})
    assert lines_of(found)["forensics"].sums.forecast == 200 * MAN
    assert lines_of(found)["legal_advice"].sums == Sums(50 * MAN, 0, 0)


def test_a_payment_nobody_estimated_has_a_line_of_its_own():
    made = estimate({"forensics": 300}, excluded=[("call_center", "not_bought")])
    line = lines_of(forecast(planned(made), [pay("call_center", 40)], ()))["call_center"]
    assert line.sums == Sums(0, 40 * MAN, 40 * MAN)
    assert not line.is_planned


def test_a_payment_inside_a_quote_counts_for_the_line_of_the_quote():
    quoted = Planned("forensics", 450 * MAN, covers=("forensics", "containment"))
    found = forecast([quoted], [pay("containment", 100), pay("forensics", 200)], ())
    assert [line.code for line in found.lines] == ["forensics"]
    assert found.headline == Sums(450 * MAN, 300 * MAN, 450 * MAN)


def test_reference_values_stay_out_of_the_headline():
    lines = planned(estimate({"forensics": 300, "internal_labour": 80}))
    found = forecast(lines, [pay("internal_labour", 100)], ())
    assert found.headline.forecast == 300 * MAN
    assert found.total(Total.REFERENCE) == Sums(80 * MAN, 100 * MAN, 100 * MAN)


def test_payments_come_in_the_order_of_their_days():
    paid = [pay("forensics", 1, day=3), pay("call_center", 2), pay("overtime", 3, day=1)]
    found = forecast([], paid, ())
    assert [payment.yen for payment in found.payments] == [2 * MAN, 3 * MAN, 1 * MAN]


@given(PLANS, PAYMENTS, CLOSED)
def test_every_yen_stands_once_in_the_totals_and_once_in_the_categories(lines, paid, closed):
    found = forecast(lines, paid, closed)
    apart = found.total(Total.REFERENCE)
    assert sum(payment.yen for payment in paid) == found.headline.actual + apart.actual
    assert sum(line.typical for line in lines) == found.headline.estimated + apart.estimated
    assert found.total(Total.CASH) + found.total(Total.LIABILITY) == found.headline
    assert sum((found.category(c) for c in Category), Sums(0, 0, 0)) == found.headline


@given(PLANS, PAYMENTS, CLOSED)
def test_a_forecast_is_never_below_what_was_paid_nor_an_open_line_below_its_estimate(
    lines, paid, closed
):
    for line in forecast(lines, paid, closed).lines:
        assert line.sums.forecast >= line.sums.actual
        assert line.is_closed == (line.code in closed)
        if line.is_closed or not line.is_planned:
            assert line.sums.forecast == line.sums.actual
        else:
            assert line.sums.forecast >= line.sums.estimated


@given(PLANS, PAYMENTS, CLOSED, st.randoms())
def test_the_order_of_recording_changes_no_line(lines, paid, closed, chance):
    shuffled = list(paid)
    chance.shuffle(shuffled)
    assert forecast(lines, shuffled, closed).lines == forecast(lines, paid, closed).lines


@given(PLANS, PAYMENTS)
def test_one_more_payment_never_lowers_a_forecast(lines, paid):
    whole = forecast(lines, paid, ()).headline.forecast
    assert forecast(lines, paid[1:], ()).headline.forecast <= whole


@given(PAYMENTS)
def test_the_sections_of_a_policy_share_out_every_payment(paid):
    found = by_section(paid)
    assert sum(found.values()) == sum(payment.yen for payment in paid)
    named = Counter(insured_as(payment.code).section for payment in paid)
    assert set(found) == set(named)


def test_whatever_can_be_recorded_is_insured_somewhere_or_says_why_not():
    assert set(RECORDABLE) == {*RULES, "internal_labour"}
    assert insured_as("forensics").section is Section.EXPENSE
    assert insured_as("internal_labour").why_not is NotInsurable.OWN_LABOUR
