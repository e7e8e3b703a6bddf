"""お金 and 保険: what is asked, what may be below zero, what わからない leads to."""

from decimal import Decimal

import pytest
from django.utils import translation

from estimator.profile import Finance
from estimator.questionnaire import flow, schema
from estimator.questionnaire.answers import profile
from estimator.questionnaire.steps import FIELDS, step

from .books import TOPICS, book

COSTS = book()
TYPE = {"incident_type": "malware"}
POLICY = {key for key in FIELDS if key.startswith("policy_")}
SIGNED = ("monthly_baseline_cash_yen", "net_assets_yen", "ordinary_profit_yen")


def typed(slug, **posted):
    """Answer a page: what is not given is わからない."""
    asked = step(slug).form(answers=TYPE, costs=COSTS)
    rest = {f"{key}-unknown": "on" for key in asked.keys() if key not in posted}  # noqa: SIM118
    return step(slug).form({**rest, **posted}, answers=TYPE, costs=COSTS)


@pytest.mark.parametrize("code", TOPICS)
def test_money_and_insurance_are_asked_for_every_type(code):
    asked = flow.asked({"incident_type": code}, COSTS)
    assert {"cash_in_hand_yen", "net_assets_yen", "insured"} <= asked.keys()


def test_the_terms_are_asked_of_the_insured_only():
    for insured, expected in (("yes", POLICY), ("no", set()), (None, set())):
        assert POLICY & flow.asked({**TYPE, "insured": insured}, COSTS).keys() == expected


@pytest.mark.parametrize("key", SIGNED)
def test_a_loss_can_be_typed_stored_and_shown(key):
    slug = next(s for s in ("cash", "books") if key in step(s).form.base_fields)
    form = typed(slug, **{key: "マイナス50万"})
    assert form.is_valid(), form.errors
    assert form.new_answers()[key] == -500_000
    assert FIELDS[key].display(-500_000, COSTS) == "▲50万円"
    with translation.override("en"):
        assert FIELDS[key].display(-500_000, COSTS) == "−¥500,000"


def test_cash_in_hand_cannot_be_below_zero():
    form = typed("cash", cash_in_hand_yen="-5")
    assert "マイナス" in form.errors["cash_in_hand_yen"][0]


@pytest.mark.parametrize("key", SIGNED)
def test_the_document_takes_a_loss_within_bounds(key):
    assert schema.check({**TYPE, key: -(10**15)}, COSTS) == ()
    (problem,) = schema.check({**TYPE, key: -(10**15) - 1}, COSTS)
    assert problem.path == key


def test_what_nobody_knows_stays_unknown():
    found = profile(TYPE, COSTS).finance
    quantities = [getattr(found, key) for key in Finance.__dataclass_fields__ if key != "insured"]
    assert quantities == [None] * len(quantities)


@pytest.mark.parametrize(("answer", "known"), [(None, False), ("no", True)])
def test_not_knowing_of_a_policy_counts_as_none(answer, known):
    insured = profile({**TYPE, "insured": answer}, COSTS).finance.insured
    assert insured.chance("no") == 1
    assert insured.known is known


def test_answers_are_exact():
    given = {"insured": "yes", "policy_waiting_hours": 10.5, "ordinary_profit_yen": -1}
    found = profile({**TYPE, **given}, COSTS).finance
    assert found.policy_waiting_hours.typical == Decimal("10.5")
    assert found.ordinary_profit_yen.typical == -1


def test_terms_left_over_from_an_earlier_answer_do_not_count():
    left = {**TYPE, "insured": "no", "policy_expense_limit_yen": 10**7}
    assert profile(left, COSTS).finance.policy_expense_limit_yen is None
