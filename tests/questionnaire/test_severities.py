"""An unknown severity is remembered severity by severity, and only where it matters."""

from decimal import Decimal

import pytest

from estimator.questionnaire.answers import profile

MALWARE = {"incident_type": "malware"}


@pytest.fixture
def unknown(costs):
    """Read a case of which nothing is known."""
    return profile(MALWARE, costs)


def test_a_quantity_remembers_what_each_severity_makes_of_it(unknown, costs):
    pcs = unknown.spread.pcs_examined
    assert [chance for chance, _ in pcs.by_severity] == [
        chance for _, chance in unknown.incident.severity.chances
    ]
    for severity, (_, here) in zip(("moderate", "minor", "major"), pcs.by_severity, strict=True):
        answered = profile({**MALWARE, "severity": severity}, costs).spread.pcs_examined
        assert (here.low, here.typical, here.high) == (
            answered.low,
            answered.typical,
            answered.high,
        )


def test_what_it_is_typically_taken_as_holds_every_severity(unknown):
    pcs = unknown.spread.pcs_examined
    cases = [here for _, here in pcs.by_severity]
    assert pcs.low == min(here.low for here in cases)
    assert pcs.high == max(here.high for here in cases)
    mean = sum(chance * here.typical for chance, here in pcs.by_severity)
    assert pcs.typical == pytest.approx(mean, abs=Decimal(1))  # rounded to whole devices


def test_the_chances_of_the_severities_add_up(unknown):
    assert sum(chance for chance, _ in unknown.spread.pcs_examined.by_severity) == 1


def test_what_no_row_makes_depend_on_it_remembers_nothing(unknown):
    assert unknown.spread.servers_examined.by_severity == ()
    assert unknown.response.hire_forensics.by_severity == ()


@pytest.mark.parametrize("answer", [{"severity": "minor"}, {"pcs_examined": 3}])
def test_an_answer_leaves_nothing_to_remember(answer, costs):
    assert profile({**MALWARE, **answer}, costs).spread.pcs_examined.by_severity == ()
