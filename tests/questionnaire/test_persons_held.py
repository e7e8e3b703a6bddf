"""会社にある個人情報の人数: it narrows who may be affected; without it nothing changes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estimator.profile import SHARES_OF_HELD
from estimator.questionnaire import taken_as
from estimator.questionnaire.answers import can_happen, profile
from estimator.questionnaire.steps import FIELDS

from .books import TOPICS, book, row

SHARE = row("persons_leaked_percent", (0, 20, 100), incident_type="insider_leak")
USUAL = (
    row("persons_affected", (0, 20, 500), unit="people"),
    row("persons_affected", (1, 1, 1000), unit="people", incident_type="misdelivery"),
)
ROWS = {"persons_leaked_percent": (SHARE,), "persons_affected": USUAL}
COSTS = replace(book(), typical_answers={**book().typical_answers, **ROWS})


def affected(code, held, **answers):
    given = {"incident_type": code, "persons_held": held, **answers}
    return profile(given, COSTS).spread.persons_affected


def bounds(code, held):
    found = affected(code, held)
    return [int(found.low), int(found.typical), int(found.high)]


def test_unanswered_it_changes_nothing():
    assert bounds("insider_leak", None) == [0, 20, 500]


def test_a_share_of_the_people_held_is_affected():
    assert bounds("insider_leak", 4000) == [0, 800, 4000]


@pytest.mark.parametrize(("held", "expected"), [(10**6, [1, 1, 1000]), (30, [1, 1, 30])])
def test_where_no_share_is_known_never_more_than_are_held(held, expected):
    assert bounds("misdelivery", held) == expected


def test_a_range_cut_off_keeps_the_place_of_its_typical_value():
    assert bounds("malware", 250) == [0, 10, 250]


def test_who_holds_nothing_loses_nothing():
    assert affected("insider_leak", 0).is_zero


def test_a_count_that_is_known_stands():
    assert affected("insider_leak", 10, persons_affected=3200).typical == 3200


def test_the_line_below_the_question_says_so():
    given = {"incident_type": "insider_leak", "persons_held": 4000}
    said = taken_as.in_words(FIELDS["persons_affected"], given, COSTS)
    assert said == "わからないときは 0～4,000人（中心 800人）として計算します。"


def test_it_is_an_assumption_with_its_source():
    found = affected("insider_leak", 4000)
    assert (found.known, found.assumption, found.sources) == (False, True, ("X1",))


@pytest.mark.parametrize(("answer", "expected"), [("yes", True), (None, True), ("no", False)])
def test_cards_leak_only_where_they_may_be_taken(answer, expected):
    given = {"sells_online": answer}
    found = {code: can_happen(code, given, COSTS) for code in TOPICS}
    assert found == dict.fromkeys(TOPICS, True) | {"ec_card_leak": expected}


@pytest.mark.parametrize(("answer", "told"), [("yes", True), ("no", False), (None, None)])
def test_the_profile_tells_whether_cards_are_taken(answer, told):
    given = {"incident_type": "malware", "sells_online": answer}
    assert profile(given, COSTS).company.sells_online is told


def test_a_share_of_those_held_belongs_to_a_count():
    assert set(SHARES_OF_HELD) <= set(FIELDS)
    assert Decimal(100) >= SHARE.figure.high
