"""Every step: renders, refuses, leads on."""

from dataclasses import replace

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
STANDING = {
    "sells_online": "no",
    "annual_revenue_yen": "1億",
    "listed": "no",
    "critical_infrastructure": "no",
}
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


@pytest.mark.parametrize("slug", SLUGS)
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
    sales = next(form.questions())
    assert (sales.value, str(sales.unit)) == ("1,200万", "円")


def test_a_refused_number_stays_as_typed(costs):
    form = opened("sales", costs, {"annual_revenue_yen": "たくさん"})
    assert not form.is_valid()
    assert next(form.questions()).value == "たくさん"


def test_a_number_beside_a_tick_is_asked_again(costs):
    posted = {"annual_revenue_yen": "1億", "annual_revenue_yen-unknown": "on"}
    assert not opened("sales", costs, posted).is_valid()


def test_a_dependent_question_counts_only_when_its_condition_holds(costs):
    form = opened("sales", costs, STANDING | {"listed": "no", "market_cap_yen": "-3"})
    assert form.is_valid()
    assert form.new_answers().keys() == {*STANDING}


def test_a_dependent_question_is_asked_when_its_condition_holds(costs):
    form = opened("sales", costs, STANDING | {"listed": "yes"})
    assert not form.is_valid()
    assert list(form.errors) == ["market_cap_yen"]


def test_a_dependent_question_says_when_it_is_shown(costs):
    shown = {q.key: q.shown_when for q in opened("sales", costs).questions()}
    assert shown["market_cap_yen"] == (("listed", ("yes",)),)
    assert shown["listed"] == ()


def test_a_follow_up_of_a_figure_shows_unless_it_is_none(costs):
    shown = {q.key: q.shown_when for q in opened("partners", costs).questions()}
    assert shown["principal_fault_percent"] == (("entrusted_persons", ("some",)),)
    form = opened("partners", costs, {"entrusted_persons": "0", "corporate_claims_yen": "0"})
    assert form.is_valid()


def test_the_jo_model_shows_only_when_it_is_chosen(costs):
    shown = {q.key: q.shown_when for q in opened("claims", costs).questions()}
    assert ("theoretical_basis", ("jo_model",)) in shown["jo_sensitivity"]


def test_the_jo_model_stays_on_the_page_for_browsers_without_script(costs):
    assert "jo_sensitivity" in opened("claims", costs).keys()  # noqa: SIM118 - not a dict


def test_the_line_below_a_question_says_what_not_knowing_means(costs):
    questions = {q.key: q for q in opened("devices", costs, employees=15).questions()}
    assert questions["pcs_examined"].taken_as.startswith("わからないときは ")
    assert "台" in questions["pcs_examined"].taken_as
    assert str(questions["pcs_examined"].ask_whom) == "IT業者"


def test_the_sales_of_a_stop_are_asked_for_in_its_unit(costs):
    known = {"stop_unit": "month", "annual_revenue_yen": 120_000_000}
    asked = next(opened("stop-sales", costs, **known).questions())
    assert "1か月あたり" in str(asked.label)
    assert "1,000万円" in asked.taken_as
    unknown = next(opened("stop-sales", costs, stop_unit="month").questions())
    assert unknown.taken_as == "わからないときは、年間売上高から計算します。"


def test_the_length_of_a_stop_says_what_not_knowing_means_in_each_unit(costs):
    lengths = {q.key: q for q in opened("stop", costs).questions()}
    said = dict(lengths["stop_length"].taken_when)
    assert "営業日" in said["stop_unit=business_day"]
    assert "か月" in said["stop_unit=month"]
    assert lengths["sales_stopped_percent"].taken_when == ()


def test_who_cannot_catch_up_is_told_so(costs):
    retail = replace(costs.industries["retail"], makes_goods=False)
    book = replace(costs, industries={"retail": retail})
    questions = {q.key: q for q in opened("stop-sales", book, industry="retail").questions()}
    expected = "わからないときは、安全側に見て0%として計算します。"
    assert questions["catch_up_percent"].taken_as == expected


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
    assert step_of("ransom_yen").slug == "restore"


def test_before_a_type_is_chosen_the_first_one_is_taken(costs):
    assert Case({}, costs).incident_type.code == next(iter(TOPICS))
