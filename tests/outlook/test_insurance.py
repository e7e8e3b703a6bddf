"""What a policy pays: the example worked by hand, and what holds for any loss and any terms."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.engine.calculate import LINES
from estimator.estimate import ITEMS, Total
from estimator.outlook.insurance import protection, settle_drawn, within_year
from estimator.outlook.insured_items import RULES, Section
from estimator.outlook.policy import UNINSURED
from estimator.outlook.settlement import Gap, settle
from tests.core.profiles import known, profile

from .drawn import COSTS, drawn, estimate_of, line, price
from .terms import policy

CASE = json.loads(
    (Path(__file__).parents[1] / "cases" / "insurance_example.json").read_text("utf-8")
)
WAITED = 1 - Decimal(CASE["policy"]["waiting_hours"]) / 24 / CASE["stop_days"]
PARTS = ("covered", "own_burden", "not_insurable")
YEN = st.integers(0, 10**10)
LOSSES = st.dictionaries(st.sampled_from(sorted(RULES)), YEN, min_size=1, max_size=12)
TERMS = st.fixed_dictionaries(
    {"deductible": st.integers(0, 10**8)},
    optional={
        kind: st.integers(0, 10**9)
        for kind in ("liability_limit", "expense_limit", "profit_limit", "overall_limit",
                     "prevention_sublimit", "gift_sublimit")
    },
)  # fmt: skip
SHARES = st.decimals(0, 1, places=3)
EVENTS = st.tuples(LOSSES, TERMS, SHARES)


def settled(losses=CASE["losses"], terms=CASE["policy"], share=WAITED):
    return settle(losses, policy(**terms), after_waiting=share)


def parts(cover):
    return {part: getattr(cover, part) for part in PARTS}


def as_draws(losses):
    """Put each amount, half of it and nothing into an array."""
    return {code: np.array([yen, yen / 2, 0]) for code, yen in losses.items()}


# --- the example worked by hand -------------------------------------------------------------------


def test_the_example_comes_out_line_by_line():
    found = settled()
    assert {code: parts(cover) for code, cover in found.lines.items()} == CASE["expected"]["lines"]


def test_the_example_comes_out_in_total_with_its_reasons():
    found = settled()
    assert {"loss": found.total.loss, **parts(found.total)} == CASE["expected"]["total"]
    assert found.gaps == CASE["expected"]["gaps"]


def test_a_draw_of_the_example_comes_out_the_same():
    found = settled(as_draws(CASE["losses"]))
    for code, cover in found.lines.items():
        for part, yen in CASE["expected"]["lines"][code].items():
            assert getattr(cover, part)[0] == pytest.approx(yen, abs=1)


# --- what holds for all ---------------------------------------------------------------------------


@given(LOSSES, TERMS, SHARES)
def test_the_three_parts_make_up_the_loss_and_none_is_below_zero(losses, terms, share):
    found = settled(losses, terms, share)
    for cover in (*found.lines.values(), found.total):
        assert sum(parts(cover).values()) == cover.loss
        assert min(parts(cover).values()) >= 0
    assert found.total.loss == sum(losses.values())
    assert sum(found.gaps.values()) == found.total.own_burden
    assert min(found.gaps.values()) >= 0


@given(LOSSES, TERMS, SHARES)
def test_the_lines_add_up_to_the_total_to_the_yen(losses, terms, share):
    found = settled(losses, terms, share)
    for part in PARTS:
        lines = (getattr(cover, part) for cover in found.lines.values())
        assert sum(lines) == getattr(found.total, part)


@given(EVENTS, st.sampled_from([*map(str, Section), "overall"]), YEN)
def test_a_higher_limit_never_lowers_the_cover(event, section, more):
    (losses, terms, share), kind = event, f"{section}_limit"
    unlimited = section == "overall" and kind not in terms
    higher = terms if unlimited else {**terms, kind: terms.get(kind, 0) + more}
    before = settled(losses, terms, share).total
    assert settled(losses, higher, share).total.covered >= before.covered


@given(LOSSES, TERMS, SHARES, YEN)
def test_a_higher_deductible_never_raises_the_cover(losses, terms, share, more):
    higher = {**terms, "deductible": terms["deductible"] + more}
    before = settled(losses, terms, share).total
    assert settled(losses, higher, share).total.covered <= before.covered


@given(LOSSES, TERMS, SHARES, st.decimals(0, 1, places=3))
def test_a_longer_wait_never_raises_the_cover(losses, terms, share, further):
    before = settled(losses, terms, share).total
    assert settled(losses, terms, share * further).total.covered <= before.covered


@given(LOSSES, TERMS, SHARES)
def test_whole_yen_and_draws_follow_the_same_rules(losses, terms, share):
    exact, draws = settled(losses, terms, share), settled(as_draws(losses), terms, share)
    for part in PARTS:
        yen = getattr(exact.total, part)
        assert getattr(draws.total, part)[0] == pytest.approx(yen, rel=1e-9, abs=2)
        assert (getattr(draws.total, part) >= -1e-3).all()


@given(LOSSES)
def test_without_a_policy_nothing_is_covered(losses):
    found = settle(losses, UNINSURED)
    assert found.total.covered == 0
    assert found.gaps[Gap.NO_SECTION] == found.total.own_burden


# --- which item is insured where ------------------------------------------------------------------


def test_every_item_of_the_headline_has_a_rule_and_only_those():
    assert set(RULES) == {item.code for item in ITEMS if item.total is not Total.REFERENCE}
    assert set(RULES) <= set(LINES)


def test_what_no_section_pays_for_says_why():
    assert all((rule.section is None) == (rule.why_not is not None) for rule in RULES.values())


NOT_COVERED = {
    "ransom": "ransom", "administrative_fine": "fine", "card_fraud": "card_contract",
    "card_reissue": "card_contract", "overtime": "own_labour", "bec_fraud": "transfer_fraud",
    "ceo_fraud": "transfer_fraud", "online_banking_fraud": "transfer_fraud",
    "support_scam": "transfer_fraud",
}  # fmt: skip
ENDLESS = dict.fromkeys(("liability_limit", "expense_limit", "profit_limit"), 10**15)


@pytest.mark.parametrize("code", RULES)
def test_the_best_policy_pays_all_but_what_nobody_insures(code):
    found = settled({code: 1_000}, ENDLESS, Decimal(1)).lines[code]
    expected = 0 if code in NOT_COVERED else 1_000
    assert (found.covered, found.own_burden) == (expected, 0)
    assert RULES[code].why_not == NOT_COVERED.get(code)


def test_a_waiting_time_takes_from_the_lost_profit_alone():
    losses = dict.fromkeys(RULES, 1_000)
    found = settled(losses, ENDLESS, Decimal("0.25"))
    cut = {code for code, cover in found.lines.items() if cover.own_burden}
    assert cut == {"business_interruption"}
    assert found.gaps[Gap.WAITING] == 750


def test_a_sublimit_takes_from_its_own_item_alone():
    losses = {"recurrence_prevention": 1_000, "condolence_gift": 1_000, "forensics": 1_000}
    found = settled(losses, {**ENDLESS, "prevention_sublimit": 300, "gift_sublimit": 0})
    assert {c: line.covered for c, line in found.lines.items()} == {
        "recurrence_prevention": 300, "condolence_gift": 0, "forensics": 1_000,
    }  # fmt: skip


def test_an_item_without_a_rule_is_not_passed_over():
    with pytest.raises(KeyError):
        settle({"brand": 5}, UNINSURED)


# --- an estimate and its draws --------------------------------------------------------------------

RISKY = (
    line("forensics", price("pc", 2_000_000, 5_000_000, 30_000_000)),
    line("individual_claims", price("claims", 100_000, 1_000_000, 40_000_000)),
    line("ransom", price("ransom", 0, 1_000_000, 20_000_000)),
)
TIGHT = policy(liability_limit=5_000_000, expense_limit=10_000_000, deductible=100_000)


def test_percentiles_are_those_of_the_settled_draws():
    simulation = drawn(*RISKY)
    found = protection(estimate_of(*RISKY), COSTS, TIGHT, simulation).drawn
    forensics, claims, ransom = (simulation.lines[item.code] for item in RISKY)
    covered = np.clip(forensics - 100_000, 0, 10**7) + np.clip(claims - 100_000, 0, 5_000_000)
    net = forensics + claims + ransom - covered
    assert found.total.net.p95 == pytest.approx(np.percentile(net, 95), abs=1)
    assert found.total.covered.p95 == pytest.approx(np.percentile(covered, 95), abs=1)
    assert found.total.not_insurable.p95 == pytest.approx(np.percentile(ransom, 95), abs=1)


def test_the_net_of_p95_is_not_the_p95_of_the_net():
    simulation = drawn(*RISKY)
    found = protection(estimate_of(*RISKY), COSTS, TIGHT, simulation).drawn
    tails = {code: int(np.percentile(simulation.lines[code], 95)) for code in simulation.counted}
    wrong = settle(tails, TIGHT).total
    assert abs(found.total.net.p95 - (wrong.loss - wrong.covered)) > 1_000_000


def test_the_chance_that_a_limit_does_not_suffice():
    simulation = drawn(*RISKY)
    found = protection(estimate_of(*RISKY), COSTS, TIGHT, simulation).drawn
    above = float(np.mean(simulation.lines["forensics"] - 100_000 > 10_000_000))
    assert 0.01 < above < 0.9
    assert float(found.exceeds[Section.EXPENSE]) == pytest.approx(above)
    assert Section.PROFIT not in found.exceeds
    assert found.exceeds_overall is None
    tighter = replace(TIGHT, overall_limit=6_000_000)
    assert protection(estimate_of(*RISKY), COSTS, tighter, simulation).drawn.exceeds_overall > above


def test_every_draw_is_settled_on_its_own():
    simulation = drawn(*RISKY)
    found = settle_drawn(estimate_of(*RISKY), COSTS, TIGHT, simulation)
    assert np.allclose(found.total.loss, simulation.headline)
    one = settle({code: round(simulation.lines[code][7]) for code in simulation.counted}, TIGHT)
    assert found.total.covered[7] == pytest.approx(one.total.covered, abs=2)


def test_the_chance_that_what_is_left_is_more_than_one_can_pay():
    simulation = drawn(*RISKY)
    able = profile(affordable_yen=known("affordable_yen", 8_000_000))
    made = estimate_of(*RISKY, profile=able)
    covered = settle_drawn(made, COSTS, TIGHT, simulation).total.covered
    chance = protection(made, COSTS, TIGHT, simulation).drawn.beyond_means
    assert float(chance) == np.mean(simulation.headline - covered > 8_000_000)
    assert 0 < chance < protection(made, COSTS, UNINSURED, simulation).drawn.beyond_means
    assert protection(estimate_of(*RISKY), COSTS, TIGHT, simulation).drawn.beyond_means is None


def test_without_draws_the_typical_amounts_are_settled():
    found = protection(estimate_of(*RISKY), COSTS, TIGHT, None)
    assert found.drawn is None
    assert found.typical.total.covered == 4_900_000 + 900_000


def test_nothing_lost_needs_no_insurance():
    assert protection(estimate_of(), COSTS, TIGHT, drawn()) is None


def test_a_year_pays_no_more_than_its_limit():
    years = np.array([0.0, 12e6, 40e6])
    assert list(within_year(years, TIGHT)) == [0, 12e6, 15e6]
    assert list(within_year(years, replace(TIGHT, overall_limit=10**7))) == [0, 10e6, 10e6]
