"""Answers become a profile; わからない is a range or a chance."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from estimator.estimate import Total
from estimator.profile import choice_keys, quantity_keys
from estimator.questionnaire import answers as questionnaire
from estimator.questionnaire import typical
from estimator.questionnaire.answers import AnswersRefused, profile, taken_as

from .books import TOPICS, book, row

COSTS = book()
PARTS = ("company", "incident", "spread", "response", "readiness", "finance")
RANSOMWARE = {"incident_type": "ransomware_double_extortion"}
STOP = (row("stop_length", (0, 22, 120), unit="calendar_days"),)
WITH_STOP = replace(book(), typical_answers={**COSTS.typical_answers, "stop_length": STOP})


def built(**answers):
    return profile({**RANSOMWARE, **answers}, COSTS)


@pytest.mark.parametrize("code", TOPICS)
def test_every_type_can_be_all_unknown(code):
    found = profile({"incident_type": code}, COSTS)
    values = {k: v for part in PARTS for k, v in _fields(getattr(found, part)).items()}
    for key in quantity_keys(only_required=True):
        high = values[key].high
        assert values[key].low <= values[key].typical <= high
    for key in choice_keys():
        assert sum(chance for _option, chance in values[key].chances) == 1


def _fields(part):
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def test_null_and_missing_are_the_same():
    keys = [*quantity_keys(), *choice_keys(), "industry", "discovered_on"]
    nulls = {key: None for key in keys if key != "call_center_seat_months"}
    assert built(**nulls) == built()


def test_a_number_is_exact():
    found = built(employees=50, principal_fault_percent=12.5, entrusted_persons=3)
    assert found.company.employees.typical == 50
    assert found.company.employees.known
    assert found.spread.principal_fault_percent.typical == Decimal("12.5")


def test_the_size_follows_from_the_employees():
    assert built(employees=50).company.sizes == (("mid", Decimal(1)),)


def test_more_employees_than_any_class_take_the_largest():
    assert built(employees=5000).company.sizes == (("large", Decimal(1)),)


def test_unknown_employees_may_be_of_any_size():
    found = built().company
    assert [code for code, _weight in found.sizes] == ["small", "mid", "large"]
    assert (found.employees.low, found.employees.high) == (5, 900)


def test_a_range_depends_on_size_and_severity():
    small = built(employees=10, severity="minor").spread.pcs_examined
    assert (small.low, small.typical, small.high) == (0, 2, 6)
    major = built(employees=10, severity="major").spread.pcs_examined
    assert (major.low, major.typical, major.high) == (3, 9, 60)


def test_a_range_keeps_its_sources():
    found = built().spread.pcs_examined
    assert found.sources == ("X1",)
    assert found.assumption
    assert not found.known


def test_a_purchase_nobody_decided_on_is_a_chance():
    found = built().response.hire_forensics
    assert found.chance("yes") == Decimal("0.2")
    assert not found.known


def test_a_chance_depends_on_another_answer():
    assert built(backup="offline").response.buy_data_recovery.chance("yes") == Decimal("0.03")
    assert built(backup="none").response.buy_data_recovery.chance("yes") == Decimal("0.2")


def test_an_unknown_severity_is_the_mix_of_the_type():
    found = built().incident.severity
    assert found.chance("minor") == Decimal("0.5")
    assert not found.known


def test_the_variable_cost_follows_from_the_industry():
    found = built(industry="retail").spread.variable_cost_percent
    assert (found.low, found.typical, found.high) == (60, 70, 80)
    merged = built().spread.variable_cost_percent
    assert (merged.low, merged.typical, merged.high) == (40, 65, 80)


def test_the_labour_cost_follows_from_the_industry():
    found = built(industry="retail").readiness.labour_cost_per_month_yen
    assert (found.low, found.typical, found.high) == (310000, 470000, 630000)


@pytest.mark.parametrize(
    ("unit", "bounds"),
    [("calendar_day", "0 22 120"), ("business_day", "0 16 86"), ("month", "0 0.7 3.9"),
     (None, "0 22 120")],
)  # fmt: skip
def test_an_unknown_stop_is_counted_in_the_unit_chosen(unit, bounds):
    found = built_with_stop(stop_unit=unit).spread
    assert found.stop_unit == found.stop_length.unit == (unit or "calendar_day")
    length = found.stop_length
    assert [length.low, length.typical, length.high] == [Decimal(n) for n in bounds.split()]


def built_with_stop(**answers):
    return profile({**RANSOMWARE, **answers}, WITH_STOP)


def test_sales_per_day_are_kept_with_their_unit():
    found = built(stop_unit="business_day", stop_length=None, sales_per_stop_unit_yen=1000).spread
    assert found.sales_per_stop_unit_yen.typical == 1000
    assert found.stop_unit == "business_day"


def test_chances_are_whole_per_cents():
    for key in choice_keys():
        taken = typical.choice(key, RANSOMWARE, COSTS)
        assert sum(chance for _option, chance in taken.chances) == 1
        for _option, chance in taken.chances:
            assert chance * 100 == int(chance * 100), key


def test_chances_that_rounding_makes_too_much_still_add_up():
    thirds = [Decimal("66.5"), Decimal("33.5")]
    found = dict(typical._chances(("first", "second", "third"), thirds))
    assert sum(found.values()) == 1
    assert min(found.values()) >= 0


def test_seats_add_up_to_seat_months():
    found = built(outsource_call_center="yes", call_center_seats_by_month=[5, 2, 2]).response
    assert found.call_center_seat_months.typical == 9
    assert found.call_center_seat_months.unit == "seat_months"


def test_what_is_not_asked_is_not_bought():
    found = built(persons_affected=0, give_credit_monitoring="yes", hire_report_support="yes")
    assert found.response.give_credit_monitoring.surely("no")
    assert found.response.hire_report_support.surely("no")


def test_who_lives_in_california_is_asked_once_the_law_applies_and_typical_while_unknown():
    assert built(california_covered=None).spread.california_consumers.typical > 0
    assert built(california_covered="no").spread.california_consumers.is_zero
    assert built(california_covered="yes", california_consumers=7).spread.california_consumers.known


def test_what_another_type_asks_for_is_ignored():
    changed = {"incident_type": "ddos", "cards_leaked": 500}
    assert profile(changed, COSTS).spread.cards_leaked.is_zero
    assert questionnaire.ignored(changed, COSTS) == ("cards_leaked",)


def test_texts_and_dates_are_taken_as_they_are():
    found = built(company_name="例", discovered_on="2026-11-05")
    assert found.company.company_name == "例"
    assert found.incident.discovered_on == date(2026, 11, 5)


def test_a_type_is_required():
    with pytest.raises(AnswersRefused) as refused:
        profile({}, COSTS)
    assert [p.path for p in refused.value.problems] == ["incident_type"]


def test_a_type_that_the_edition_lacks_is_refused():
    with pytest.raises(AnswersRefused):
        profile({"incident_type": "quantum", "industry": "alchemy"}, COSTS)


def test_before_a_type_is_chosen_a_provisional_one_is_lent():
    assert profile(questionnaire.provisional({}, COSTS), COSTS).incident.incident_type in TOPICS


def test_what_not_knowing_means_can_be_asked_for():
    assert taken_as("pcs_examined", {**RANSOMWARE, "pcs_examined": 3}, COSTS).typical != 3
    assert taken_as("hire_forensics", RANSOMWARE, COSTS).chance("yes") == Decimal("0.2")
    assert taken_as("money_lost_yen", RANSOMWARE, COSTS) is None


TOTALS = {"forensics": Total.CASH, "containment": Total.CASH, "card_fraud": Total.LIABILITY}


def quoted(*quotes):
    return profile({**RANSOMWARE, "own_quotes": list(quotes)}, COSTS, TOTALS).own_quotes


def test_a_quote_covers_a_group():
    (quote,) = quoted({"label": "一式", "covers": ["forensics", "containment"], "amount_yen": 5})
    assert (quote.low_yen, quote.typical_yen, quote.high_yen) == (5, 5, 5)


def test_the_middle_of_a_quote_is_rounded_half_up():
    (quote,) = quoted({"label": "幅", "covers": ["forensics"], "low_yen": 1, "high_yen": 4})
    assert quote.typical_yen == 3


def test_a_quote_without_an_amount_is_open():
    (quote,) = quoted({"label": "額なし", "covers": ["forensics"]})
    assert (quote.low_yen, quote.typical_yen, quote.high_yen) == (0, 0, None)


@pytest.mark.parametrize(
    "quotes",
    [
        [{"label": "a", "covers": ["unheard_of"]}],
        [{"label": "a", "covers": ["forensics", "forensics"]}],
        [{"label": "a", "covers": ["forensics"]}, {"label": "b", "covers": ["forensics"]}],
        [{"label": "a", "covers": ["forensics", "card_fraud"]}],
        [{"label": "a", "covers": ["forensics"], "amount_yen": 1, "low_yen": 1, "high_yen": 2}],
        [{"label": "a", "covers": ["forensics"], "low_yen": 1}],
        [{"label": "a", "covers": ["forensics"], "low_yen": 3, "high_yen": 2}],
    ],
)
def test_a_quote_that_makes_no_sense_is_refused(quotes):
    with pytest.raises(AnswersRefused) as refused:
        quoted(*quotes)
    assert refused.value.problems[0].path.startswith("own_quotes[")
