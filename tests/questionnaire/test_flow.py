"""The way through the questionnaire is computed from the answers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.questionnaire import flow
from estimator.questionnaire.steps import FIELDS, STEPS

from .books import TOPICS, book

COSTS = book()
VALUES = {
    "number": st.sampled_from([None, 0, 1, 250.5]),
    "text": st.just(""),
    "date": st.sampled_from([None, "2026-11-05"]),
    "seats": st.sampled_from([None, [5, 2, 2]]),
}


def _value(field):
    listed = [option.value for option in field.under(COSTS).options()]
    return st.sampled_from([None, *listed]) if listed else VALUES[field.kind]


ANSWERS = st.fixed_dictionaries(
    {"incident_type": st.sampled_from(sorted(TOPICS))},
    optional={key: _value(f) for key, f in FIELDS.items() if key != "incident_type"},
)


def slugs(answers):
    return [step.slug for step in flow.path(answers, COSTS)]


@given(ANSWERS)
def test_no_step_comes_twice_and_the_order_stands(answers):
    found = slugs(answers)
    order = [step.slug for step in STEPS]
    assert found == sorted(set(found), key=order.index)


@given(ANSWERS)
def test_what_is_ignored_changes_nothing(answers):
    assert slugs(answers) == slugs(flow.reachable(answers, COSTS))


@given(ANSWERS)
def test_forward_and_back_lead_over_the_same_steps(answers):
    found = flow.path(answers, COSTS)
    for before, after in pairwise(found):
        assert flow.next_step(answers, COSTS, before.slug) == after
        assert flow.previous_step(answers, COSTS, after.slug) == before
    assert flow.previous_step(answers, COSTS, found[0].slug) is None


@given(ANSWERS)
def test_answering_every_open_step_ends(answers):
    for _turn in STEPS:
        asked = flow.first_unanswered(answers, COSTS)
        if asked is None:
            break
        answers = {**answers, **dict.fromkeys(asked.form.base_fields)}
    assert flow.is_complete(answers, COSTS)


def test_a_changed_type_prunes_the_way():
    answers = {"incident_type": "ransomware_double_extortion", "pay_ransom": "yes"}
    assert "pay_ransom" in flow.reachable(answers, COSTS)
    changed = {**answers, "incident_type": "ddos"}
    assert "pay_ransom" not in flow.reachable(changed, COSTS)


def test_nobody_affected_means_nobody_to_tell():
    answers = {"incident_type": "misdelivery", "persons_affected": 0}
    assert not {"notice_form", "theoretical_basis", "eu_individuals"} & set(
        flow.asked(answers, COSTS)
    )


@pytest.mark.parametrize("stopped", [None, 3])
def test_a_standstill_asks_for_its_sales(stopped):
    assert "stop-sales" in slugs({"incident_type": "ddos", "stop_length": stopped})


def test_no_standstill_asks_for_no_sales():
    answers = {"incident_type": "ddos", "stop_length": 0, "ramp_up_length": 0}
    assert "stop-sales" not in slugs(answers)


def test_a_step_off_the_way_still_leads_back_and_on():
    answers = {"incident_type": "ddos"}
    assert flow.next_step(answers, COSTS, "cards").slug == "experts"
    assert flow.previous_step(answers, COSTS, "cards").slug == "stop-sales"


def test_progress_counts_within_the_section():
    progress = flow.progress({"incident_type": "ddos"}, COSTS, "stop")
    assert (progress.section.slug, progress.number, progress.total) == ("spread", 2, 3)
    assert 0 < progress.share < 100


def test_a_section_is_done_when_all_of_it_is_answered():
    answers = {
        "incident_type": "ddos", "industry": None, "employees": 50, "persons_held": None,
            "annual_revenue_yen": None, "sells_online": None,
        "listed": "no", "critical_infrastructure": "no",
    }  # fmt: skip
    progress = flow.progress(answers, COSTS, "severity")
    assert [section.slug for section in progress.sections_done] == ["company"]


MOST_PAGES = dict.fromkeys(TOPICS, 20) | {"ec_card_leak": 21}


@pytest.mark.parametrize("code", MOST_PAGES)
def test_the_way_is_short(code):
    assert len(slugs({"incident_type": code})) <= MOST_PAGES[code]


DECIDED = {"hire_forensics": "no", "hire_containment": "yes", "buy_data_recovery": "no"}


def test_the_readiness_is_asked_only_while_it_changes_something():
    known = {"incident_type": "ransomware_encryption"}
    both = {"backup", "in_house_response"}
    assert both <= flow.asked(known, COSTS).keys()
    assert both <= flow.asked(known | dict.fromkeys(DECIDED), COSTS).keys()
    assert not both & flow.asked(known | DECIDED, COSTS).keys()
