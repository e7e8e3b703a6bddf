"""What an incident means to customers, and what a buyer asks."""

from dataclasses import replace
from datetime import date

from estimator.outlook.duties import duties
from estimator.outlook.partners import Stand, buyer_answers, partners
from tests.core.profiles import chosen, known, profile, unknown
from tests.questionnaire.books import book

from .estimates import MAN, estimate
from .measures import measure

ENTRUSTED = {
    "topics": frozenset({"entrusted"}),
    "entrusted_persons": known("entrusted_persons", 300, "people"),
}


def seen(lines=(), *, excluded=(), **answers):
    found = estimate(dict(lines), excluded=excluded, **answers)
    return partners(found, duties(found.profile), book())


def points(**changes):
    given = {key: changes.pop(key) for key in ("in_place", "planned") if key in changes}
    costs = replace(book(), measures={"mfa": measure("mfa"), "edr": measure("edr")})
    return {point.code: point for point in buyer_answers(profile(**changes), costs, **given)}


def test_principals_are_told_by_contract_and_with_the_number_of_persons():
    (notice,) = seen(**ENTRUSTED).notices
    assert (notice.code, notice.by_contract, notice.count.typical) == ("principals", True, 300)


def test_persons_are_told_by_law_and_the_authorities_are_no_partners():
    many = {"persons_affected": known("persons_affected", 2000, "people")}
    notices = seen(**many, discovered_on=date(2026, 11, 1)).notices
    assert [(n.code, n.by_contract, n.is_certain) for n in notices] == [
        ("notify_persons", False, True)
    ]


def test_a_contract_may_ask_for_notice_of_a_leaked_secret_and_of_a_delay():
    topics = frozenset({"confidential", "stop"})
    notices = seen(topics=topics, stop_length=known("stop_length", 3, "business_day")).notices
    assert [n.code for n in notices] == ["confidential_partners", "delivery_partners"]
    assert not any(n.is_certain for n in notices)


def test_a_standstill_delays_deliveries():
    stop = known("stop_length", 14, "business_day")
    found = seen(topics=frozenset({"stop"}), stop_length=stop).delivery
    assert (found.unit, found.stop) == ("business_day", stop)


def test_without_a_standstill_nothing_is_late():
    assert seen(topics=frozenset({"stop"})).delivery is None
    stop = known("stop_length", 14, "business_day")
    assert seen(topics=frozenset({"personal_data"}), stop_length=stop).delivery is None


def test_recourse_is_an_amount_or_the_reason_why_there_is_none():
    found = seen(
        {"principal_recourse": 200},
        excluded=[("corporate_claims", "own_figure_only"), ("card_fraud", "other_incident_type")],
    ).recourse
    assert [(one.code, one.reason) for one in found] == [
        ("principal_recourse", None), ("corporate_claims", "own_figure_only"),
    ]  # fmt: skip
    assert found[0].amount.typical == 200 * MAN


def test_a_measure_in_place_is_a_yes_a_planned_one_is_said_to_be_planned():
    found = points(in_place=["mfa"], planned=["mfa", "edr"])
    assert (found["mfa"].stand, found["edr"].stand) == (Stand.YES, Stand.PLANNED)
    assert found["mfa"].instructions == (5,)


def test_what_was_not_asked_is_never_a_no():
    assert points()["mfa"].stand is Stand.UNKNOWN
    assert points()["entrusted_data"].stand is Stand.UNKNOWN


def test_the_backup_is_answered_with_its_kind():
    found = points(backup=chosen("backup", "offline"))["backup"]
    assert (found.stand, found.value) == (Stand.YES, "offline")
    assert points(backup=chosen("backup", "none"))["backup"].stand is Stand.NO


def test_an_answer_not_known_stays_open():
    open_ones = points(
        in_house_response=chosen("in_house_response", "yes", "0.4"),
        entrusted_persons=unknown("entrusted_persons", (0, 1, 2), "people"),
    )
    assert open_ones["in_house_response"].stand is Stand.UNKNOWN
    assert open_ones["entrusted_data"].stand is Stand.UNKNOWN
