"""Every step: renders, refuses, leads on."""

import pytest

from estimator.profile import choice_keys, options_of, quantity_keys
from estimator.questionnaire import flow
from estimator.questionnaire.conditions import Case
from estimator.questionnaire.steps import FIELDS, SECTIONS, STEPS, step, step_of

from .books import TOPICS

# A type and answers under which a step is asked.
WAY = {
    "cards": {"incident_type": "ec_card_leak"},
    "money": {"incident_type": "business_email_compromise"},
}
RANSOMWARE = {"incident_type": "ransomware_double_extortion"}
SLUGS = [found.slug for found in STEPS]
TYPED = {"number": "1", "date": "2026-11-05", "seats": "5,2,2", "text": "例"}


def opened(slug, costs, posted=None, **answers):
    return step(slug).form(posted, answers={**WAY.get(slug, RANSOMWARE), **answers}, costs=costs)


def filled(form):
    """Answer every question of a page as a careful person would."""
    return {
        q.name: TYPED.get(q.kind) or q.choices[0].value
        for q in form.questions()
    }  # fmt: skip


def waved_through(form):
    """Answer わからない wherever it is offered."""
    return {
        **filled(form),
        **{q.name: "unknown" for q in form.questions() if q.unknown_allowed and q.choices},
        **{q.name: "" for q in form.questions() if q.unknown_name},
        **{q.unknown_name: "on" for q in form.questions() if q.unknown_name},
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_step_renders(slug, costs):
    page = step(slug)
    assert str(page.title)
    assert str(page.why).endswith("。")
    for question in opened(slug, costs).questions():
        assert str(question.label)
        assert not question.errors
        assert question.kind in {"number", "choice", "yes_no", "text", "date", "seats"}


@pytest.mark.parametrize("slug", SLUGS)
def test_step_leads_on_when_answered(slug, costs):
    form = opened(slug, costs, filled(opened(slug, costs)))
    assert form.is_valid(), form.errors
    answers = {**WAY.get(slug, RANSOMWARE), **form.new_answers()}
    assert flow.is_answered(step(slug), answers, costs)
    after = flow.next_step(answers, costs, slug)
    assert (after is None) == (slug == SLUGS[-1])


@pytest.mark.parametrize("slug", SLUGS)
def test_step_takes_what_nobody_knows(slug, costs):
    form = opened(slug, costs, waved_through(opened(slug, costs)))
    assert form.is_valid(), form.errors
    answers = {**WAY.get(slug, RANSOMWARE), **form.new_answers()}
    assert flow.is_answered(step(slug), answers, costs)


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in ("company", "case")])
def test_step_refuses_an_empty_page(slug, costs):
    form = opened(slug, costs, {})
    assert not form.is_valid()
    asked = next(q for q in form.questions() if q.required)
    assert asked.errors
    assert asked.errors[0].endswith("ください。")


@pytest.mark.parametrize("slug", SLUGS)
def test_step_refuses_html(slug, costs):
    posted = {q.name: "<script>alert(1)</script>" for q in opened(slug, costs).questions()}
    form = opened(slug, costs, posted)
    assert not form.is_valid()
    for question in form.questions():
        if question.required or question.errors:
            assert len(question.errors) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_step_shows_what_was_answered(slug, costs):
    form = opened(slug, costs, filled(opened(slug, costs)))
    assert form.is_valid()
    again = opened(slug, costs, **form.new_answers())
    for question in again.questions():
        if question.key in form.new_answers():
            assert question.value or any(c.checked for c in question.choices)


def test_a_number_comes_back_as_people_write_it(costs):
    form = opened("sales", costs, annual_revenue_yen=12_000_000)
    assert [(q.value, str(q.unit)) for q in form.questions()] == [("1,200万", "円")]


def test_a_refused_number_stays_as_typed(costs):
    form = opened("sales", costs, {"annual_revenue_yen": "たくさん"})
    assert not form.is_valid()
    assert [q.value for q in form.questions()] == ["たくさん"]


def test_a_number_beside_a_tick_is_asked_again(costs):
    posted = {"annual_revenue_yen": "1億", "annual_revenue_yen-unknown": "on"}
    assert not opened("sales", costs, posted).is_valid()


def test_a_dependent_question_counts_only_when_its_condition_holds(costs):
    posted = {"listed": "no", "market_cap_yen": "-3", "critical_infrastructure": "no"}
    form = opened("standing", costs, posted)
    assert form.is_valid()
    assert form.new_answers() == {"listed": "no", "critical_infrastructure": "no"}


def test_a_dependent_question_is_asked_when_its_condition_holds(costs):
    form = opened("standing", costs, {"listed": "yes", "critical_infrastructure": "no"})
    assert not form.is_valid()
    assert list(form.errors) == ["market_cap_yen"]


def test_a_dependent_question_says_when_it_is_shown(costs):
    shown = {q.key: q.shown_when for q in opened("standing", costs).questions()}
    assert shown["market_cap_yen"] == (("listed", ("yes",)),)
    assert shown["listed"] == ()


def test_the_jo_model_stays_on_the_page_for_browsers_without_script(costs):
    assert "jo_sensitivity" in opened("theoretical", costs).keys()  # noqa: SIM118 - not a dict


def test_the_line_below_a_question_says_what_not_knowing_means(costs):
    questions = {q.key: q for q in opened("examined", costs, employees=15).questions()}
    assert questions["pcs_examined"].taken_as.startswith("わからないときは ")
    assert "台" in questions["pcs_examined"].taken_as
    assert str(questions["pcs_examined"].ask_whom) == "IT業者"


def test_every_key_of_the_profile_is_asked():
    asked = set(FIELDS)
    derived = {"call_center_seat_months"}
    assert set(quantity_keys()) | set(choice_keys()) <= asked | derived


def test_lists_offer_the_options_of_the_profile(costs):
    for key in choice_keys():
        offered = {option.value for option in FIELDS[key].under(costs).options()}
        assert offered == set(options_of(key)), key


def test_conditions_look_back_only():
    seen = set()
    for key, field in FIELDS.items():
        assert field.applies.keys <= seen, key
        seen.add(key)


def test_every_step_is_asked_for_some_type(costs):
    asked = {s.slug for code in TOPICS for s in flow.path({"incident_type": code}, costs)}
    assert asked == set(SLUGS)


def test_sections_follow_each_other():
    order = [SECTIONS.index(found.section) for found in STEPS]
    assert order == sorted(order)


def test_steps_are_found_by_key():
    assert step_of("ransom_yen").slug == "ransom"


def test_before_a_type_is_chosen_the_first_one_is_taken(costs):
    assert Case({}, costs).incident_type.code == next(iter(TOPICS))
