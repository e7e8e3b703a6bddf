"""Scenarios side by side, and incidents that come together."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.money import YenRange
from estimator.outlook.scenarios import (
    NotComparable,
    combine,
    combine_samples,
    combined_band,
    compare,
)
from tests.core.profiles import chosen, known, unknown

from .estimates import BY_CODE, MAN, estimate

STOP = {"forensics": 400, "call_center": 100, "business_interruption": 2000}
LEAK = {"forensics": 300, "call_center": 600, "individual_claims": 50}


def rows(found):
    return {row.code: row for row in found}


def test_categories_and_lines_stand_beside_each_other_with_their_difference():
    found = compare([estimate({"forensics": 400}), estimate({"forensics": 300, "overtime": 10})])
    assert found.headline.differences == (0, -90 * MAN)
    assert rows(found.lines)["overtime"].amounts == (None, YenRange(*[10 * MAN] * 3))
    assert rows(found.lines)["overtime"].differences == (0, 10 * MAN)
    assert list(rows(found.categories)) == ["response"]


def test_the_differences_of_the_lines_add_up_to_that_of_the_headline():
    found = compare([estimate(STOP), estimate(LEAK), estimate({})])
    for place in range(3):
        assert (
            sum(row.differences[place] for row in found.lines)
            == (found.headline.differences[place])
        )


def test_reference_values_stand_apart():
    found = compare([estimate({"brand": 100}), estimate({"brand": 300})])
    assert not found.headline.differs
    assert [row.code for row in found.references] == ["brand"]


def test_only_answers_that_differ_are_named():
    yes = chosen("hire_forensics", "yes")
    found = compare([estimate({}), estimate({}, hire_forensics=yes)])
    assert found.answers == ("hire_forensics",)


def test_not_known_in_both_is_no_difference_whatever_it_is_taken_as():
    one = unknown("persons_affected", (1, 2, 3), "people")
    other = unknown("persons_affected", (1, 5, 9), "people")
    same = compare([estimate({}, persons_affected=one), estimate({}, persons_affected=other)])
    assert same.answers == ()
    told = known("persons_affected", 2, "people")
    differs = compare([estimate({}, persons_affected=one), estimate({}, persons_affected=told)])
    assert differs.answers == ("persons_affected",)


@pytest.mark.parametrize("number", [0, 1, 5])
def test_two_to_four_scenarios_are_compared(number):
    with pytest.raises(NotComparable):
        compare([estimate({})] * number)


def test_scenarios_of_different_editions_are_not_compared():
    with pytest.raises(NotComparable):
        compare([estimate({}), estimate({}, edition="other")])


def test_incidents_together_share_what_is_done_once():
    found = combine([estimate(STOP), estimate(LEAK)])
    amounts = {one.line.code: one.line.amount.typical // MAN for one in found.lines}
    assert amounts == {"forensics": 400, "call_center": 600, "business_interruption": 2000,
                       "individual_claims": 50}  # fmt: skip
    assert found.headline.typical == 3050 * MAN
    assert found.saved_yen == (300 + 100) * MAN


def test_it_is_told_whose_line_stands_and_what_was_not_added():
    found = {one.line.code: one for one in combine([estimate(STOP), estimate(LEAK)]).lines}
    assert (found["call_center"].of, found["call_center"].counted_once_yen) == (1, 100 * MAN)


def test_what_an_own_quote_covers_in_one_incident_is_not_added_by_the_other():
    quoted = estimate({"forensics": 900}, excluded=[("containment", "in_quote")])
    found = combine([quoted, estimate({"forensics": 300, "containment": 80})])
    assert found.headline.typical == 900 * MAN


_amounts = st.lists(st.integers(0, 10_000), min_size=3, max_size=3).map(lambda v: tuple(sorted(v)))
_incidents = st.lists(
    st.dictionaries(st.sampled_from(sorted(BY_CODE)), _amounts, max_size=8).map(estimate),
    min_size=2, max_size=4,
)  # fmt: skip


@given(_incidents)
def test_together_costs_no_less_than_the_largest_and_no_more_than_the_sum(incidents):
    headline, single = combine(incidents).headline, [one.headline for one in incidents]
    for bound in ("low", "typical", "high"):
        amounts = [getattr(one, bound) for one in single]
        assert max(amounts) <= getattr(headline, bound) <= sum(amounts)


@given(_incidents)
def test_the_same_incident_twice_is_one_incident(incidents):
    assert combine([incidents[0]] * 2).headline == incidents[0].headline


def test_samples_are_joined_draw_by_draw():
    stop, leak = np.array([1.0, 9.0]), np.array([5.0, 2.0])
    found = combine_samples([{"forensics": stop}, {"forensics": leak, "ransom": leak}])
    assert found["forensics"].tolist() == [5, 9]
    assert found["ransom"].tolist() == [5, 2]


def test_the_range_of_incidents_together_is_that_of_the_joined_draws():
    stop, leak = estimate(STOP), estimate(LEAK)
    draws = {"forensics": ([4.0, 8.0], [6.0, 2.0]), "call_center": ([1.0, 1.0], [6.0, 6.0])}
    alone = {"business_interruption": [20.0, 20.0]}, {"individual_claims": [1.0, 1.0]}
    drawn = [
        SimpleNamespace(
            size=2,
            lines={
                code: np.array(values)
                for code, values in ({c: v[place] for c, v in draws.items()} | alone[place]).items()
            },
        )
        for place in (0, 1)
    ]
    band = combined_band(combine([stop, leak]), drawn)
    assert (band.p5, band.p95) == (33, 35)
