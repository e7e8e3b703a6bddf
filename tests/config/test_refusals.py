"""Every refusal is a page in one style, in both languages, that says what to do next."""

import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import translation

from config.refusals import PAGES, clear_refusals


@pytest.fixture(params=sorted(PAGES))
def status(request):
    return request.param


@pytest.fixture
def refuse(rf: RequestFactory):
    """Return a function that sends a bare refusal through the middleware."""

    def answer(status: int, **headers: str) -> HttpResponse:
        bare = clear_refusals(lambda _request: HttpResponse(status=status, headers=headers))
        return bare(rf.get("/somewhere/"))

    return answer


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_bare_refusal_gets_its_page(refuse, status, language):
    with translation.override(language):
        answer = refuse(status)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}">' in page
    assert re.search(rf"(エラー番号|Error number) {status}", page)
    assert re.search(r"<ul>\s*<li>[^<]+</li>", page)
    assert 'href="/"' in page


def test_in_english_no_japanese_is_left_in_it(refuse, status):
    with translation.override("en"):
        page = refuse(status).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall("[぀-ヿ一-鿿]+", main) == []


@pytest.mark.parametrize(("seconds", "told"), [("40", "あと40秒"), ("1741", "あと30分")])
def test_too_many_requests_are_told_how_long_to_wait(refuse, seconds, told):
    answer = refuse(429, **{"Retry-After": seconds})
    assert told in answer.content.decode()
    assert answer["Retry-After"] == seconds


def test_a_refusal_with_words_of_its_own_keeps_them(rf):
    own = clear_refusals(lambda _request: HttpResponse("no", status=403))
    assert own(rf.get("/")).content == b"no"


def test_a_streamed_answer_is_left_alone(rf):
    streamed = clear_refusals(lambda _request: StreamingHttpResponse([b""], status=404))
    assert streamed(rf.get("/")).streaming


@pytest.mark.django_db
def test_a_page_that_does_not_exist_and_a_mistake_of_ours(client, monkeypatch):
    def broken(*_given):
        raise ValueError

    client.raise_request_exception = False
    monkeypatch.setattr("estimator.views.offline.render_to_string", broken)
    for path, status in (("/nowhere/", 404), ("/offline/", 500)):
        answer = client.get(path)
        assert answer.status_code == status
        assert f"エラー番号 {status}" in answer.content.decode()
