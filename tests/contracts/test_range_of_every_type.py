"""The range of every incident type and every example, under the edition in force."""

import json
import random
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator import costbook_store
from estimator.engine.calculate import estimate
from estimator.estimate import Category
from estimator.formula.samples import OpenEnd
from estimator.outlook.distribution import percentiles, spread_shares, tornado
from estimator.outlook.simulation import SEED, simulate
from estimator.outlook.unknowns import unknown_costs
from estimator.profile import Choice, OwnQuote, Quantity
from estimator.questionnaire import answers
from tests.outlook.drawn import with_model_rows

EXAMPLES = sorted((Path(__file__).parents[2] / "fixtures" / "examples").glob("*.json"))
TYPES = (
    "malware", "ransomware_encryption", "ransomware_double_extortion", "unauthorized_access_leak",
    "ec_card_leak", "website_defacement", "ddos", "business_email_compromise",
    "online_banking_fraud", "support_scam", "insider_leak", "misdelivery", "device_loss",
    "supply_chain", "breakdown_disaster",
)  # fmt: skip
FIVE = {"industry": "manufacturing", "employees": 50, "annual_revenue_yen": 10**9,
        "persons_affected": 3000}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def costs():
    """Load the edition in force."""
    return with_model_rows(costbook_store.load("2026-11"))


def _made(profile, costs):
    return estimate(profile, costs, as_of=date(2026, 11, 21))


def _drawn(profile, costs, size=10_000):
    made = _made(profile, costs)
    return made, simulate(made, costs, seed=SEED, size=size)


def _assert_the_sum_of_typicals_lies_within(profile, costs, size=10_000):
    made, drawn = _drawn(profile, costs, size)
    found = percentiles(drawn.headline)
    assert found.p5 <= made.headline.typical <= found.p95


def test_the_types_are_those_of_the_edition(costs):
    assert set(costs.incident_types) == set(TYPES)


@pytest.mark.parametrize("given_", [{}, FIVE], ids=["nothing known", "five answers"])
@pytest.mark.parametrize("code", TYPES)
def test_the_sum_of_typicals_lies_within_the_band(costs, code, given_):
    profile = answers.profile({**given_, "incident_type": code}, costs)
    _assert_the_sum_of_typicals_lies_within(profile, costs)


@pytest.mark.parametrize("code", TYPES)
def test_it_does_whatever_has_been_found_out_so_far(costs, code):
    """Answers come in one by one; none may leave the centre of the page outside its band."""
    profile, chance = answers.profile({"incident_type": code}, costs), random.Random(code)
    for share in (0.1, 0.3, 0.5, 0.8):
        for _ in range(3):
            _assert_the_sum_of_typicals_lies_within(_found_out(profile, share, chance), costs, 4000)


def _found_out(profile, share, chance):
    """Answer a share of what is unknown: quantities as typical, choices by their chances."""
    for part in ("company", "spread", "response", "readiness"):
        here = getattr(profile, part)
        values = {f.name: getattr(here, f.name) for f in fields(here)}
        news = {
            name: _answered(value, chance)
            for name, value in values.items()
            if isinstance(value, Quantity | Choice) and not value.known and chance.random() < share
        }
        profile = replace(profile, **{part: replace(here, **news)})
    return profile


def _answered(value, chance):
    if isinstance(value, Quantity):
        return replace(value, low=value.typical, high=value.typical, known=True)
    options, weights = zip(*value.chances, strict=True)
    told = chance.choices(options, [float(weight) for weight in weights])[0]
    return replace(value, chances=tuple((o, Decimal(int(o == told))) for o in options), known=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_sum_of_typicals_of_an_example_lies_within_the_band(costs, path):
    profile = answers.profile(json.loads(path.read_text("utf-8")), costs)
    if any(quote.high_yen is None for quote in profile.own_quotes):
        with pytest.raises(OpenEnd, match="own_quote:"):  # nothing else is open in this edition
            _drawn(profile, costs)
    else:
        _assert_the_sum_of_typicals_lies_within(profile, costs)


@pytest.mark.parametrize("code", TYPES)
def test_shares_bars_and_prices_of_not_knowing_are_about_the_same_lines(costs, code):
    made, drawn = _drawn(answers.profile({"incident_type": code}, costs), costs)
    shares, bars, unknown = spread_shares(drawn), tornado(drawn), unknown_costs(made, drawn)
    assert sum(shares.values()) == pytest.approx(1)
    assert {bar.code for bar in bars} <= set(shares) == set(drawn.counted)
    assert len(unknown) == 3
    assert all(0 < cost.narrower_by < cost.width for cost in unknown)
    assert all(set(cost.lines) <= set(drawn.counted) for cost in unknown)


def test_more_records_are_never_cheaper(costs):
    persons = st.integers(1, 10**6)

    @settings(max_examples=25)
    @given(persons, persons, st.sampled_from(("ransomware_double_extortion", "insider_leak")))
    def check(one, other, code):
        fewer, more = (
            percentiles(_drawn(_with_persons(n, code, costs), costs, 500)[1].headline)
            for n in sorted((one, other))
        )
        assert (fewer.p5, fewer.p50, fewer.p95) <= (more.p5, more.p50, more.p95)
        assert fewer.p95 <= more.p95

    check()


def _with_persons(count, code, costs):
    return answers.profile({"incident_type": code, "persons_affected": count}, costs)


@pytest.mark.parametrize("code", ["malware", "ec_card_leak", "ransomware_encryption"])
def test_an_own_quote_narrows_the_range(costs, code):
    profile = answers.profile({"incident_type": code}, costs)
    made, before = _drawn(profile, costs)
    width, variance = percentiles(before.headline).width, before.headline.var()
    for line in (line for line in made.lines if line.category is Category.RESPONSE):
        if line.code not in before.counted or not line.amount.typical:
            continue
        amount = line.amount.typical
        quote = OwnQuote("業者", (line.code,), amount, amount, amount)
        after = _drawn(replace(profile, own_quotes=(quote,)), costs)[1]
        assert after.lines[line.code].var() == 0
        assert after.headline.var() < variance
        assert percentiles(after.headline).width <= width * 1.001
