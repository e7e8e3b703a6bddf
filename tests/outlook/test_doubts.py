"""Ranges that make a curve absurd are named, and no others."""

from decimal import Decimal

from estimator.estimate import Category, Total
from estimator.formula import Origin, total
from estimator.outlook.doubts import Doubt, doubtful_ranges

from .drawn import asked, estimate_of, line, price, quoted


def _doubts(*leaves):
    found = doubtful_ranges(estimate_of(line("x", total(*leaves, price("one", 1, 1, 1)))))
    return [(doubtful.code, doubtful.doubt) for doubtful in found]


def test_an_ordinary_range_is_in_no_doubt():
    assert _doubts(price("a", 10, 20, 90), price("b", 5, 5, 5), price("c", 0, 40, 100)) == []


def test_a_typical_value_at_one_end_far_from_the_mean_is_doubtful():
    assert _doubts(price("a", 0, 1, 1000), price("b", 0, 0, 5)) == [
        ("a", Doubt.EDGE),
        ("b", Doubt.EDGE),
    ]


def test_a_typical_value_at_one_end_close_to_the_mean_is_not():
    assert _doubts(price("minimum", 300, 300, 400)) == []


def test_a_range_over_more_than_three_orders_of_magnitude_is_doubtful():
    assert _doubts(price("a", 1, 500, 1001)) == [("a", Doubt.SPAN)]
    assert _doubts(price("a", 1, 500, 1000)) == []
    assert _doubts(price("a", 0, 500, 1001)) == []


def test_each_range_is_named_once_with_its_bounds_and_how_it_is_drawn():
    wide = asked("persons", 0, 3, 50_000)
    lines = (line("x", wide), line("y", wide), quoted("z", 1, 10, 9000))
    one, two, three = doubtful_ranges(estimate_of(*lines))
    assert (one.code, one.origin, one.by_ratio) == ("persons", Origin.ANSWER, True)
    assert (one.low, one.typical, one.high) == (Decimal(0), Decimal(3), Decimal(50_000))
    assert (two.code, two.doubt, three.doubt) == ("own_quote:z", Doubt.EDGE, Doubt.SPAN)


def test_a_reference_line_and_an_open_end_raise_no_doubt():
    lines = (
        line("brand", price("a", 0, 1, 1000), Category.INTANGIBLE, Total.REFERENCE),
        line("open", price("b", 1, 2, None)),
    )
    assert doubtful_ranges(estimate_of(*lines)) == ()
