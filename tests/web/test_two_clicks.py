"""From a line of a result to each of its sources in two clicks: open the line, open the source.

By way of 算定根拠 the same source is found at an address that a printed report can name.
"""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from estimator import costbook_store
from estimator.engine.calculate import estimate
from estimator.estimate import EstimateLine
from estimator.models import Edition
from estimator.questionnaire import answers
from tests.factories.assessments import TOKEN, AssessmentFactory

from .conftest import EXAMPLES

CASES = [
    ("2026-11", "example-manufacturer-50"),
    ("2026-11", "jnsa-2021-2-ec-card-leak"),
    ("2026-11", "jnsa-2021-3-large-ransomware"),
    ("jnsa-2021", "jnsa-2021-1-minor-malware"),
    ("jnsa-2021", "lawyer-100m"),
]
LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture(params=CASES, ids="/".join)
def lines(request, client, editions) -> list[tuple[EstimateLine, set[str]]]:
    """Pair every line of an estimate with the links it holds on the result page."""
    code, case = request.param
    given = json.loads((EXAMPLES / f"{case}.json").read_text(encoding="utf-8"))
    AssessmentFactory(answers=given, edition=Edition.objects.get(code=code))
    page = client.get(reverse("result", args=[TOKEN])).content.decode()
    costs = costbook_store.load(code)
    made = estimate(answers.profile(given, costs), costs, as_of=timezone.localdate())
    return [(line, links_of(page, line.code)) for line in made.lines]


def links_of(page: str, code: str) -> set[str]:
    rest = page.partition(f'id="line-{code}"')[2]
    line = rest.partition('id="line-')[0].partition("</section>")[0]
    return {unescape(address) for address in LINK.findall(line)}


def test_every_source_of_a_line_is_a_link_in_it(lines, request) -> None:
    costs = costbook_store.load(request.node.callspec.params["lines"][0])
    wanted = {line.code: {costs.sources[s].url for s in line.sources} - {""} for line, _ in lines}
    assert any(wanted.values())
    missing = {line.code: wanted[line.code] - links for line, links in lines}
    assert {code: urls for code, urls in missing.items() if urls} == {}


def test_the_evidence_of_every_line_has_the_same_sources(lines, request, client) -> None:
    code = request.node.callspec.params["lines"][0]
    page = client.get(reverse("method_edition", args=[code])).content.decode()
    costs = costbook_store.load(code)
    for line, links in lines:
        assert f"/method/{code}/#{line.code}" in links
        for source in line.sources:
            listed = page.split(f'id="source-{source}"')[1].split("</li>")[0]
            assert costs.sources[source].url in unescape(listed)
