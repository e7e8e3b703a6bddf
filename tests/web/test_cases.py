"""The gallery of published cases: what their sources printed beside what comes out here."""

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from estimator import costbook_store
from estimator.questionnaire.cases import EXAMPLE, cases
from estimator.questionnaire.problems import AnswersRefused

CASES = Path(__file__).parents[1] / "cases"
ARTICLE = re.compile(r'<article[^>]* id="([^"]+)"[^>]*>(.*?)</article>', re.DOTALL)
pytestmark = pytest.mark.usefixtures("editions")


@pytest.fixture
def articles(client):
    """Read each case of the page by its id."""
    return dict(ARTICLE.findall(client.get(reverse("cases")).content.decode()))


def test_every_published_case_is_there_in_its_order(articles):
    assert list(articles) == [case.id for case in cases() if case.kind != EXAMPLE]


def test_ours_is_the_amount_that_the_case_was_checked_against(articles):
    for name, text in articles.items():
        expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
        yen = expected.get("headline_typical", sum(expected["lines"].values()))
        assert f"{yen:,}円" in text


def test_each_says_what_was_published_by_whom_and_opens(articles):
    for case in cases():
        if case.kind != EXAMPLE:
            text = articles[case.id]
            assert case.published in text
            assert case.source in text
            assert reverse("example_open", args=[case.id]) in text


def test_an_address_of_a_source_is_that_of_its_edition():
    for case in cases():
        urls = {source.url for source in costbook_store.load(case.edition).sources.values()}
        assert not case.url or case.url in urls


def test_a_case_that_cannot_be_estimated_leaves_the_page_whole(client, monkeypatch):
    def refused(*_given):
        raise AnswersRefused([])

    monkeypatch.setattr("estimator.views.gallery.estimate_of", refused)
    page = client.get(reverse("cases"))
    assert page.status_code == 200
    assert "公表額" in page.content.decode()


def test_it_is_complete_in_english(client):
    client.cookies["language"] = "en"
    found = ARTICLE.findall(client.get(reverse("cases")).content.decode())
    assert [name for name, text in found if re.search("[぀-ヿ一-鿿]", text)] == []
