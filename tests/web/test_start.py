"""The start page: begin, continue, copy, delete, open a case; ご利用にあたって."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse

from estimator.models import Assessment, Edition
from estimator.questionnaire.cases import EXAMPLE, cases
from estimator.questionnaire.problems import AnswersRefused
from estimator.views import own_list
from tests.factories.assessments import TOKEN, AssessmentFactory

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
pytestmark = pytest.mark.usefixtures("editions")


def begin(client):
    return client.post(reverse("assessment_create"))


def test_it_offers_to_begin_and_says_that_nothing_was_begun(client, visible):
    page = visible(client.get("/"))
    assert "一つの事故を詳しく見積る" in page
    assert "まだありません" in page


def test_looking_stores_nothing(client):
    assert set(client.get("/").cookies) <= {"csrftoken"}
    assert not Assessment.objects.exists()


def test_beginning_asks_the_first_question(client):
    response = begin(client)
    assert response.status_code == 302
    assert response.url.endswith("/company/")


def test_beginning_by_a_link_is_refused(client):
    assert client.get(reverse("assessment_create")).status_code == 405


def test_the_cookie_holds_tokens_only_and_scripts_cannot_read_it(client):
    cookie = begin(client).cookies[own_list.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(own_list_of(client)[0]) == 32
    assert len(cookie.value) < 100


def test_a_cookie_that_was_tampered_with_is_ignored(client, visible):
    client.cookies[own_list.COOKIE] = f"{TOKEN}:forged:signature"
    AssessmentFactory(answers={"company_name": "甲社"})
    assert "甲社" not in visible(client.get("/"))


def test_it_lists_what_was_begun_here_and_nothing_else(client, visible):
    begin(client)
    Assessment.objects.update(answers={"company_name": "甲社"})
    AssessmentFactory(answers={"company_name": "乙社"})
    page = visible(client.get("/"))
    assert "甲社" in page
    assert "乙社" not in page


def test_a_copy_joins_the_list(client, visible):
    begin(client)
    token = own_list_of(client)[0]
    response = client.post(reverse("assessment_copy", args=[token]), follow=True)
    assert "写しを作りました" in visible(response)
    assert Assessment.objects.count() == 2
    assert len(own_list_of(client)) == 2


def test_deleting_asks_first_and_then_deletes_for_good(client, visible):
    begin(client)
    url = reverse("assessment_delete", args=own_list_of(client))
    assert "元に戻せません" in visible(client.get(url))
    assert Assessment.objects.exists()
    assert "見積りを削除しました" in visible(client.post(url, follow=True))
    assert not Assessment.objects.exists()
    assert own_list.COOKIE not in client.cookies or not client.cookies[own_list.COOKIE].value


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_every_case_of_the_gallery_opens_with_one_click(client, case):
    response = client.post(reverse("example_open", args=[case.id]))
    assert response.url == reverse("result", args=own_list_of(client))
    row = Assessment.objects.get()
    assert row.answers == case.answers
    assert row.edition.code == (case.edition or "2026-11")


@pytest.mark.parametrize("case", cases(True), ids=lambda case: case.id)
def test_every_case_speaks_english(client, case, visible):
    client.cookies["language"] = "en"
    assert case.name in visible(client.get("/cases/")) or case.kind == EXAMPLE
    client.post(reverse("example_open", args=[case.id]))
    answers = Assessment.objects.get().answers
    words = [answers[key] for key in ("company_name", "prepared_by", "case_name", "case_note")]
    labels = [quote["label"] for quote in answers["own_quotes"]]
    assert [word for word in words + labels if JAPANESE.search(word)] == []


def test_a_case_that_is_not_in_the_gallery_is_not_found(client):
    assert client.post(reverse("example_open", args=["settings"])).status_code == 404


def test_about_says_how_long_and_what_it_is_not(client, visible):
    page = visible(client.get(reverse("about")))
    assert "90日" in page
    assert "法律上の助言" in page


def test_without_a_published_edition_the_site_says_so(client, visible):
    AssessmentFactory(answers={"incident_type": "malware"})
    Edition.objects.filter(is_default=True).update(is_default=False)
    sentence = "公開された単価表がありません。管理画面で版を公開してください。"
    assert sentence in visible(client.get("/"))
    result = client.get(reverse("result", args=[TOKEN]))
    example = client.post(reverse("example_open", args=["example-manufacturer-50"]))
    for answer in (begin(client), client.get(reverse("about")), result, example):
        assert answer.status_code == 503
        assert sentence in visible(answer)


def test_the_language_switch_is_remembered(client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert response.status_code == 302
    assert 'lang="en"' in client.get("/").content.decode()


def own_list_of(client):
    """Read the cookie as the next request will."""
    request = RequestFactory().get("/")
    request.COOKIES[own_list.COOKIE] = client.cookies[own_list.COOKIE].value
    return own_list.tokens(request)


def test_it_shows_three_cases_and_the_way_to_the_others(client, visible):
    response = client.get("/")
    assert response.content.decode().count('action="/examples/') == 1 + 3
    assert reverse("cases") in response.content.decode()
    assert "公表額 9,490万円" in visible(response)


def test_it_says_how_long_it_takes_and_what_to_have_at_hand(client, visible):
    page = visible(client.get("/"))
    for said in ("およそ1分", "およそ10分", "直近の決算書", "パソコン・サーバーの台数", "保険証券"):
        assert said in page


def test_it_shows_the_first_page_of_the_report_as_the_example_comes_out(client, visible):
    page = visible(client.get("/"))
    answer = client.post(reverse("example_open", args=["example-manufacturer-50"]), follow=True)
    result = visible(answer)
    band = re.search(r"10回のうち9回は ([^ ]+～[^ ]+) の間", result)
    assert band
    assert f"10回のうち9回は {band[1]} の間" in page
    assert 'class="category-bars"' in client.get("/").content.decode()


def test_an_edition_that_cannot_estimate_the_example_shows_no_picture(client, monkeypatch):
    def refused(*_given):
        raise AnswersRefused([])

    cache.clear()
    monkeypatch.setattr("estimator.views.sample.estimate_of", refused)
    page = client.get("/")
    assert page.status_code == 200
    assert 'class="sheet"' not in page.content.decode()


def test_the_first_load_is_light(client):
    page = client.get("/").content.decode()
    own = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    files = [Path(found).read_bytes() for name in own if (found := finders.find(name))]
    assert len(files) == len(own)
    assert sum(len(gzip.compress(file)) for file in [page.encode(), *files]) < 60_000
