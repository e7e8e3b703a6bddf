"""The questionnaire under the shipped editions: nothing it may need is missing from them."""

from pathlib import Path

import pytest

from estimator import costbook_store
from estimator.profile import quantity_keys
from estimator.questionnaire import flow, schema
from estimator.questionnaire.answers import profile
from estimator.questionnaire.steps import STEPS

EDITIONS = ("2026-11", "jnsa-2021")
EXAMPLES = sorted(Path("fixtures/examples").glob("*.json"))


@pytest.fixture(params=EDITIONS)
def edition(request, editions):
    return costbook_store.load(request.param)


def test_every_type_can_be_all_unknown(edition):
    for code in edition.incident_types:
        found = profile({"incident_type": code}, edition)
        for key in quantity_keys(only_required=True):
            part = next(p for p in _parts(found) if hasattr(p, key))
            value = getattr(part, key)
            assert value.low <= value.typical, (code, key)
            assert value.high is None or value.typical <= value.high, (code, key)


def _parts(found):
    return found.company, found.incident, found.spread, found.response, found.readiness


def test_the_examples_are_accepted_and_complete(edition):
    for file in EXAMPLES:
        document = schema.checked(schema.load(file.read_bytes()), edition)
        assert profile(document, edition)
        assert flow.is_complete(document, edition), file.stem


def test_every_question_says_what_not_knowing_means(edition):
    for code in edition.incident_types:
        answers = {"incident_type": code}
        for step in flow.path(answers, edition):
            for question in step.form(answers=answers, costs=edition).questions():
                stated = bool(question.taken_as)
                assert stated == question.unknown_allowed, (code, question.key)


def test_every_step_is_asked_for_some_type(edition):
    ways = [flow.path({"incident_type": code}, edition) for code in edition.incident_types]
    assert {step.slug for way in ways for step in way} == {step.slug for step in STEPS}


def test_without_a_number_of_employees_a_company_is_small_or_mid_size(edition):
    company = profile({"incident_type": "malware"}, edition).company
    assert company.employees.high == 300
    assert "over_300" not in dict(company.sizes)


def test_a_larger_company_is_its_own_class(edition):
    known = {"incident_type": "malware", "employees": 400}
    assert dict(profile(known, edition).company.sizes) == {"over_300": 1}


@pytest.mark.parametrize(("industry", "caught_up"), [("manufacturing", 60), ("food_lodging", 0)])
def test_only_goods_are_made_up_for_later(edition, industry, caught_up):
    known = {"incident_type": "ddos", "industry": industry}
    assert profile(known, edition).spread.catch_up_percent.high == caught_up
