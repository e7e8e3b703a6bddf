"""用語集, and the meaning of a word where it is read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from estimator.estimate import Category, Total
from estimator.presenters.labels import CATEGORIES, TOTALS
from estimator.questionnaire.steps import FIELDS
from estimator.questionnaire.words import CHAPTERS, words_at
from tests.factories.assessments import TOKEN

WORDS = [word for chapter in CHAPTERS for word in chapter.words]
NAMED = re.compile(r'\{% words_at "([^"]+)" %\}')


def places_in_templates() -> set[str]:
    files = Path(settings.BASE_DIR, "templates").rglob("*.html")
    return {place for file in files for place in NAMED.findall(file.read_text("utf-8"))}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_word_has_an_address_and_a_meaning(client, language):
    client.cookies["language"] = language
    page = client.get("/words/").content.decode()
    found = re.findall(r'<div id="([^"]+)"><dt>([^<]+)</dt><dd>([^<]+)</dd></div>', page)
    assert [slug for slug, _name, _meaning in found] == [word.slug for word in WORDS]
    left = [text for row in found for text in row if re.search("[぀-ヿ一-鿿]", text)]
    assert language == "ja" or left == []


def test_no_address_and_no_name_is_given_twice():
    assert len({word.slug for word in WORDS}) == len({str(word.name) for word in WORDS})
    assert len({word.slug for word in WORDS}) == len(WORDS)


def test_every_place_is_a_question_or_stands_in_a_template():
    places = {place for word in WORDS for place in word.places}
    assert places <= set(FIELDS) | places_in_templates()
    assert all(words_at(place) for place in places_in_templates())


def test_categories_and_totals_are_called_as_on_the_result():
    names = {str(word.name) for word in WORDS}
    assert {str(CATEGORIES[code]) for code in Category} <= names
    assert {str(TOTALS[code]) for code in Total} <= names


def test_the_glossary_of_the_developers_knows_the_names_of_the_amounts():
    glossary = Path(settings.BASE_DIR, "docs/glossary.md").read_text("utf-8")
    shared = ("想定損害額", "単価", "当方仮定", "発生頻度", "求償", "参考値", "費用損害")
    names = {str(word.name) for word in WORDS}
    assert [name for name in shared if name not in glossary or name not in names] == []


def test_every_page_leads_to_them(client):
    page = client.get("/offline/").content.decode()
    assert f'href="{reverse("words")}"' in page[page.index("<footer") :]


def test_a_question_explains_its_hard_word_where_it_stands(client, example, step_url, visible):
    page = visible(client.get(step_url("restore")))
    assert "言葉の意味：再発防止" in page


@pytest.mark.usefixtures("example")
def test_the_result_explains_its_figures(client, visible):
    page = visible(client.get(reverse("result", args=[TOKEN])))
    assert "言葉の意味：想定損害額・中心・10回のうち9回" in page
    assert "残りの1回は、幅の外に出ます" in page


def test_a_question_without_a_hard_word_offers_nothing(client, example, step_url):
    assert 'class="words"' not in client.get(step_url("company")).content.decode()
