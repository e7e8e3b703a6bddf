"""More people held are never cheaper, under the editions that ship; no share is above the whole."""

from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator import costbook_store
from estimator.estimating import by_type, estimate_of
from estimator.formula.samples import OpenEnd
from estimator.outlook.distribution import percentiles
from estimator.outlook.simulation import SEED, simulate
from estimator.profile import SHARES_OF_HELD

FIVE = {"industry": "retail", "employees": 50, "annual_revenue_yen": 10**9, "sells_online": "yes"}
TODAY = date(2026, 11, 21)
EDITIONS = ("2026-11", "jnsa-2021")
FEWEST = 100  # below, a share of so few people is rounded to whole persons too coarsely
ONE_PERSON = 10_000  # yen: rounding a share to whole persons may move a range by one of them

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def band(code, held, costs):
    answers = {**FIVE, "incident_type": code, "persons_held": held}
    made = estimate_of(answers, costs, as_of=TODAY)
    try:
        found = percentiles(simulate(made, costs, seed=SEED, size=500).headline)
    except OpenEnd:  # fees by negotiation: dearer than anything that has an end
        return made.headline.typical, inf, inf, inf
    return made.headline.typical, found.p5, found.p50, found.p95


def test_more_people_held_are_never_cheaper():
    costs = costbook_store.load("2026-11")  # the other edition has open ends, so no band
    personal = [c for c, kind in costs.incident_types.items() if "personal_data" in kind.topics]
    held = st.integers(FEWEST, 10**7)

    @settings(max_examples=60)
    @given(held, held, st.sampled_from(personal))
    def check(one, other, code):
        fewer, more = (band(code, n, costs) for n in sorted((one, other)))
        assert all(less <= much + ONE_PERSON for less, much in zip(fewer, more, strict=True))

    check()


@pytest.mark.parametrize("held", [100, 3000, 10**6])
def test_the_sum_of_typicals_lies_within_the_band_of_every_type(held):
    costs = costbook_store.load("2026-11")
    outside = {}
    for code, made in by_type({**FIVE, "persons_held": held}, costs, as_of=TODAY).items():
        try:
            found = percentiles(simulate(made, costs, seed=SEED, size=4000).headline)
        except OpenEnd:
            continue
        if not found.p5 <= made.headline.typical <= found.p95:
            outside[code] = (found.p5, made.headline.typical, found.p95)
    assert outside == {}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_share_is_above_the_whole_and_each_is_an_assumption(edition):
    rows = costbook_store.load(edition).typical_answers
    for key in SHARES_OF_HELD.values():
        assert rows[key]
        for row in rows[key]:
            assert (row.figure.unit, row.figure.is_assumption) == ("percent", True)
            assert 0 <= row.figure.low <= row.figure.typical <= row.figure.high <= 100


def test_who_takes_no_cards_has_no_leak_of_them_in_a_year():
    costs = costbook_store.load("2026-11")
    found = by_type({**FIVE, "sells_online": "no"}, costs, as_of=TODAY)
    assert set(costs.incident_types) - set(found) == {"ec_card_leak"}
