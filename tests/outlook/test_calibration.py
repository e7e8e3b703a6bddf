"""The estimates stand where published distributions and real incidents say.

What the figures mean: docs/calibration.md. Bars are those of the issue, or as wide as two surveys
differ; a figure that cannot be met is held where it is, so that a move is seen.
"""

import json
from collections import Counter

import numpy as np
import pytest

from bench.calibration import incidents, population, published
from estimator import costbook_store
from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.formula import taken
from estimator.formula.samples import Draws, sample
from estimator.outlook.simulation import simulate
from estimator.questionnaire import answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
TEN_MILLION = 10 * published.MILLION
_drawn: dict[str, object] = {}


def costs() -> CostBook:
    return costbook_store.load("2026-11")


def once(name, make):
    """Draw a population for the whole module: the editions are the same in every test."""
    if name not in _drawn:
        _drawn[name] = make()
    return _drawn[name]


def ransomware():
    return once("ransomware", lambda: published.ransomware(costs()))


def large():
    return once("large", lambda: published.with_large(costs()))


class TestPolice:
    def test_at_least_twenty_thousand_incidents(self):
        assert len(ransomware().sums["npa"]) >= 20_000

    def test_a_third_to_a_half_cost_ten_million_or_more(self):
        assert 35 <= published.at_least(ransomware().sums["npa"], TEN_MILLION) <= 55

    def test_some_cost_less_than_a_million(self):
        assert 8 <= 100 - published.at_least(ransomware().sums["npa"], published.MILLION) <= 25

    def test_every_band_has_its_share(self):
        ours = published.band_shares(ransomware().sums["npa"])
        assert len(ours) == len(published.police_bands(costs())) == 6
        assert sum(ours) == pytest.approx(100)
        assert min(ours) > 0

    def test_with_large_organisations_each_band_is_near_the_published_one(self):
        ours = published.band_shares(large().sums["npa"])
        for mine, theirs in zip(ours, published.police_bands(costs()), strict=True):
            assert mine == pytest.approx(theirs, abs=8)

    def test_own_labour_and_prevention_only_raise_the_share(self):
        sums = ransomware().sums
        over = [published.at_least(sums[key], TEN_MILLION) for key in
                ("npa", "npa_labour", "npa_labour_prevention")]  # fmt: skip
        assert over == sorted(over)
        assert over[2] <= 60

    def test_some_incidents_are_handled_without_a_vendor(self):
        alone = ransomware().where("in_house_response", "yes")
        assert 0.05 <= alone.mean() <= 0.3
        minor = ransomware().where("severity", "minor")
        npa = ransomware().sums["npa"]
        assert np.median(npa[alone & minor]) < np.median(npa[~alone & minor])

    def test_the_stop_ends_before_the_recovery(self):
        rows = published.recovery(costs(), ransomware())
        assert rows[0].ours >= rows[0].published
        assert rows[2].ours <= rows[2].published


class TestPopulation:
    def test_severities_are_as_frequent_as_the_edition_says(self):
        expected = dict(costs().incident_types[population.RANSOMWARE[0]].severities)
        whole = float(sum(expected.values()))
        for severity, weight in expected.items():
            share = ransomware().where("severity", severity).mean()
            assert share == pytest.approx(float(weight) / whole, abs=0.02)

    def test_the_same_seed_draws_the_same_incidents(self):
        types = dict.fromkeys(population.RANSOMWARE, 1.0)
        first, second, other = (
            population.draw(costs(), types, 40, seed=seed).sums["npa"] for seed in (1, 1, 2)
        )
        assert np.array_equal(first, second)
        assert not np.array_equal(first, other)

    def test_its_sums_are_what_the_product_draws(self):
        kind = population.Kind(
            "up_to_50", "manufacturing", population.RANSOMWARE[1], "major", "no", "none"
        )
        result = estimate(
            answers.profile(kind.answers(costs()), costs()), costs(), as_of=population.DAY
        )
        drawn = simulate(result, costs(), seed=3, size=20_000)
        product = sum(drawn.lines[code] for code in population.NPA if code in drawn.lines)
        ours = population._amounts(kind, costs(), Draws(3, 20_000))["npa"]
        assert np.median(ours) == pytest.approx(np.median(product), rel=0.05)


class TestSurveys:
    def test_published_ransomware_cases(self):
        rows = published.published_cases(costs(), large())
        mean, median, with_profit = rows[0], rows[1], rows[2:]
        assert 0.5 <= mean.ratio <= 2
        assert 0.5 <= median.ratio <= 2
        assert all(row.ratio > 1 for row in with_profit)

    def test_web_shops(self):
        rows = once("shops", lambda: published.web_shops(costs()))
        assert [row.what for row in rows if not 0.5 <= row.ratio <= 2.5] == []

    def test_every_type_lies_above_a_survey_of_every_small_incident(self):
        mean, share, costly, median = once("types", lambda: published.every_type(costs()))
        assert mean.ratio > 1
        assert share.ratio > 1
        assert 0.5 <= costly.ratio <= 2.5
        assert median.ours < costly.ours

    def test_a_published_value_carries_its_source(self):
        values = json.loads(published.FILE.read_text(encoding="utf-8"))["values"]
        for value in values.values():
            assert {"publisher", "title", "url", "grade"} <= value.keys()


class TestMoneyTaken:
    """The mean and the median of what is drawn are the published ones (docs/calibration.md)."""

    @pytest.mark.parametrize(("code", "mean"), [
        ("bec_average", 20_285_250), ("ceo_fraud_average", 33_750_000),
        ("online_banking_average", 17_050_000),
    ])  # fmt: skip
    def test_the_drawn_mean_is_the_published_one(self, code, mean):
        drawn = sample(taken(costs().unit_cost(code)), Draws(population.SEED, 200_000))
        assert drawn.mean() == pytest.approx(mean, rel=0.02)
        assert mean / np.median(drawn) == pytest.approx(129 / 50, rel=0.02)


class TestExampleCompany:
    def _first_answers(self):
        return once("first", lambda: published.example_company(costs(), every_answer=False))

    def test_from_the_first_answers_alone(self):
        p5, p50, p95 = self._first_answers()["npa"]
        assert p5 < 3 * published.MILLION
        assert 3 * published.MILLION <= p50 <= 15 * published.MILLION
        assert p95 > 20 * published.MILLION

    def test_every_answer_narrows_the_range(self):
        few, all_ = self._first_answers(), published.example_company(costs(), every_answer=True)
        for total in ("npa", "headline"):
            assert all_[total][2] / all_[total][0] < few[total][2] / few[total][0]


class TestRealIncidents:
    def test_each_says_where_it_was_disclosed(self):
        document = json.loads(incidents.FILE.read_text(encoding="utf-8"))
        assert document["rules"].keys() == {"inclusion", "severity", "scope", "split"}
        for entry in document["incidents"]:
            assert all(entry[key] for key in ("publisher", "title", "date", "url", "disclosed"))
            assert entry["grade"] in "SABC"
            assert entry["amount_yen"] > 0

    def test_the_split_follows_the_written_rule(self):
        groups = Counter(one.held_out for one in incidents.read())
        assert groups[True] >= groups[False] > 0

    def test_ids_are_unique(self):
        ids = [one.id for one in incidents.read()]
        assert len(set(ids)) == len(ids)

    def test_disclosed_amounts_on_the_hold_out(self):
        held = [incidents.compare(one, costs()) for one in incidents.read() if one.held_out]
        of_costs = incidents.score([one for one in held if not one.incident.money_taken])
        money = incidents.score([one for one in held if one.incident.money_taken])
        assert of_costs.too_few  # nothing may be claimed of sums of costs yet
        assert not money.too_few
        assert of_costs.within >= of_costs.n - 2
        assert money.within >= money.n - 3  # nine in ten of thirteen, give or take
        assert max(of_costs.factor, money.factor) < 4

    def test_a_score_counts_what_lies_within(self):
        one = incidents.Incident("a", "", 100, ("response",), {})
        group = [incidents.Compared(one, 50, 200, 400), incidents.Compared(one, 101, 400, 800)]
        assert incidents.score(group) == incidents.Score(2, 1, 3.0, pytest.approx(7.96, abs=0.01))
