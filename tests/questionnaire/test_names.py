"""Short names for formulas and answers as people read them."""

import pytest

from estimator.profile import choice_keys, options_of, quantity_keys
from estimator.questionnaire.names import short_name, shown
from estimator.questionnaire.steps import FIELDS

from .books import book


@pytest.mark.parametrize("key", [*quantity_keys(), *choice_keys()])
def test_every_leaf_has_a_name(key):
    assert str(short_name(key)) != key


@pytest.mark.parametrize("key", choice_keys())
def test_every_option_has_a_name(key):
    for option in options_of(key):
        assert str(short_name(f"{key}:{option}")) != option


def test_what_is_not_bought_has_a_name():
    assert str(short_name("give_condolence_gift:no")) == "見舞品を配らない"


def test_a_foreign_word_stays_as_it_is():
    assert short_name("own_quote") == "own_quote"


@pytest.mark.parametrize(
    ("key", "answer", "text"),
    [
        ("annual_revenue_yen", 12_000_000, "1,200万円"),
        ("pcs_examined", 3, "3台"),
        ("claimant_percent", 0.1, "0.1%"),
        ("hire_forensics", "yes", "はい"),
        ("notice_form", "postcard", "はがき"),
        ("incident_type", "malware", "malwareの名前"),
        ("discovered_on", "2026-11-05", "2026年11月5日"),
        ("call_center_seats_by_month", [5, 2, 2], "5,2,2席"),
        ("jo_sensitivity", 15, "×15"),
        ("company_name", "", "未記入"),
        ("employees", None, "わからない"),
    ],
)
def test_an_answer_is_shown_as_people_read_it(key, answer, text):
    assert shown(key, answer, book()) == text


@pytest.mark.parametrize(
    ("unit", "text"), [("business_day", "7営業日"), ("calendar_day", "7日"), ("month", "7か月")]
)
def test_the_length_of_a_stop_is_shown_with_its_unit(unit, text):
    assert FIELDS["stop_length"].display(7, book(), {"stop_unit": unit}) == text
