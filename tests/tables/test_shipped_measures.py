"""The measures, sample policies and texts that ship: as published, or marked as assumed."""

from decimal import Decimal

import pytest

from estimator import costbook_store
from estimator.outlook.controls import INSTRUCTIONS, Reading, effect, packages
from estimator.outlook.measure_prices import package_price
from tests.core.profiles import known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
FIFTY = known("employees", 50, "people")
FACTORS = ("rate_factor", "severity_factor")


def costs():
    return costbook_store.load("2026-11")


def package(code):
    return next(one for one in packages(costs()) if one.code == code)


@pytest.mark.parametrize(("code", "times"), [("mfa", "1.4"), ("patching", "2"), ("hardening", "6")])
def test_a_published_effect_is_as_published_and_said_to_be_a_correlation(code, times):
    measure = costs().measures[code]
    factor = measure.figures["rate_factor"]
    assert factor.typical == (1 / Decimal(times)).quantize(Decimal("0.0001"))
    assert factor.sources == ("G2",)
    assert measure.is_correlation


def test_every_effect_may_be_none_at_all():
    found = [m.figures[k] for m in costs().measures.values() for k in FACTORS if k in m.figures]
    assert {factor.high for factor in found} == {1}


def test_a_measure_names_incidents_and_instructions_that_exist():
    book = costs()
    for measure in book.measures.values():
        assert measure.incident_types <= set(book.incident_types)
        assert measure.instructions
        assert set(measure.instructions) <= set(INSTRUCTIONS)


def test_the_packages_need_no_quote_and_the_larger_costs_and_helps_more():
    minimal, recommended = package("minimal"), package("recommended")
    prices = [package_price(one.measures, FIFTY) for one in (minimal, recommended)]
    assert [price.needs_quote for price in prices] == [(), ()]
    assert 0 < prices[0].yearly.typical < prices[1].yearly.typical
    left = [effect(p.measures, "ransomware_encryption").rate for p in (minimal, recommended)]
    assert 1 > left[0] > left[1]


def test_what_is_recommended_answers_all_ten_instructions():
    assert package("recommended").instructions == tuple(INSTRUCTIONS)


def test_what_has_no_published_price_asks_for_a_quote():
    price = package_price(costs().measures.values(), FIFTY)
    assert price.needs_quote == ("waf", "incident_retainer")


def test_a_phishing_exercise_does_nothing_against_a_broken_disk():
    training = [costs().measures["training"]]
    assert effect(training, "breakdown_disaster", Reading.MOST).rate == 1


def test_the_policy_of_the_published_example():
    policy = costs().sample_policies["sompo_500m_plan1"]
    assert policy.premium.typical == 67_000
    assert policy.amounts["liability_limit"] == 100_000_000
    assert policy.amounts["expense_limit"] == 30_000_000
    assert policy.amounts["deductible"] == 100_000
    assert "profit_limit" not in policy.amounts


def test_texts_whose_source_was_not_read_are_marked_so():
    texts = costs().standard_texts
    assert not texts["scs_3"].verified
    assert not texts["scs_4"].verified
    assert {f"meti_instruction_{n}" for n in INSTRUCTIONS} <= set(texts)
    assert all(text.evidence.grade == "A" for text in texts.values() if text.verified)


def test_the_bands_of_the_police_begin_as_many_as_were_published():
    book = costs()
    scale, survey = book.scale("npa_cost_2025"), book.benchmarks["npa_cost_2025"]
    counts = [value.value for value in survey.values]
    below = [sum(counts[:n]) * 100 / sum(counts) for n in range(len(counts))]
    assert [step.addition for step in scale.brackets] == [round(share, 1) for share in below]
