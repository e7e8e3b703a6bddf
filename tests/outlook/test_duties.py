"""Who must be told, by when and why."""

from datetime import date

import pytest

from estimator.outlook.duties import days_left, duties
from tests.core.profiles import chosen, known, profile, unknown

FOUND = date(2026, 11, 1)


def found(**changes):
    """Return the duties of a profile by code."""
    return {duty.code: duty for duty in duties(profile(**changes))}


def persons(number):
    return {"persons_affected": known("persons_affected", number, "people")}


def test_a_thousand_persons_alone_need_no_report():
    assert "ppc_first_report" not in found(**persons(1000))


def test_more_than_a_thousand_persons_need_a_report_in_5_and_30_days():
    result = found(**persons(1001), discovered_on=FOUND)
    assert result["ppc_first_report"].due_on == date(2026, 11, 6)
    assert result["ppc_final_report"].due_on == date(2026, 12, 1)
    assert result["ppc_first_report"].why == ("many_persons",)


def test_a_wrongful_purpose_needs_a_report_from_one_person_and_gives_60_days():
    result = found(**persons(1), wrongful_purpose=True, discovered_on=FOUND)
    assert result["ppc_final_report"].due_on == date(2026, 12, 31)
    assert result["ppc_final_report"].why == ("wrongful_purpose",)


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"data_kind": chosen("data_kind", "sensitive")}, "sensitive"),
        ({"financial_harm_feared": chosen("financial_harm_feared", "yes")}, "financial_harm"),
    ],
)
def test_one_person_suffices_on_these_grounds(change, ground):
    assert found(**persons(1), **change)["notify_persons"].why == (ground,)


def test_leaked_cards_are_a_feared_financial_harm():
    cards = {"topics": frozenset({"personal_data", "cards"}), "cards_leaked": known("c", 5)}
    result = found(**persons(5), **cards)
    assert result["ppc_first_report"].why == ("financial_harm",)
    assert "card_companies" in result


def test_strongly_encrypted_data_need_no_report():
    encrypted = chosen("data_encrypted", "yes")
    assert not found(**persons(5000), data_encrypted=encrypted)


def test_no_person_affected_means_no_report():
    assert not found(**persons(0))


def test_without_a_day_of_discovery_the_days_are_told_but_no_date():
    duty = found(**persons(1001))["ppc_first_report"]
    assert (duty.days, duty.due_on) == (5, None)


def test_a_number_that_may_exceed_a_thousand_makes_a_duty_that_may_apply():
    result = found(persons_affected=unknown("persons_affected", (1, 500, 5000), "people"))
    assert not result["ppc_first_report"].certain


def test_persons_in_the_eu_bring_72_hours():
    result = found(**persons(1001), eu_individuals=chosen("eu_individuals", "yes"))
    assert result["gdpr_report"].days == 3


def test_fraud_calls_for_the_bank_first_and_the_police():
    codes = [duty.code for duty in duties(profile(topics=frozenset({"banking"})))]
    assert codes == ["bank", "police"]


def test_entrusted_persons_mean_telling_the_principals():
    entrusted = {"topics": frozenset({"entrusted"}), "entrusted_persons": known("e", 3)}
    assert "principals" in found(**entrusted)


def test_what_only_may_apply_comes_after_what_does_whatever_its_deadline():
    codes = {"persons_affected": unknown("persons_affected", (1, 500, 5000), "people")}
    link = chosen("eu_individuals", "yes", "0.03")
    result = duties(profile(**codes, wrongful_purpose=True, eu_individuals=link))
    assert result[0].certain
    assert result[-1].code == "gdpr_report"
    assert [duty.certain for duty in result] == sorted((d.certain for d in result), reverse=True)


def test_the_days_left_are_counted_from_today_to_the_day_of_the_deadline():
    duty = found(**persons(1001), discovered_on=FOUND)["ppc_first_report"]
    assert [days_left(duty, date(2026, 11, day)) for day in (1, 6, 8)] == [5, 0, -2]


def test_without_a_day_of_discovery_nobody_can_count_the_days_left():
    assert days_left(found(**persons(1001))["ppc_first_report"], FOUND) is None
