"""An assessment as a whole: resume, check, and links that no longer or never opened anything."""

import pytest
from django.urls import reverse

from tests.factories.assessments import TOKEN, expired

PAGES = ["assessment", "check", "result", "assessment_saved", "assessment_delete"]


def address(name):
    return reverse(name, args=[TOKEN])


def test_a_new_one_resumes_at_the_first_open_question(client, assessment):
    assert client.get(address("assessment")).url == reverse("step", args=[TOKEN, "company"])


def test_a_complete_one_resumes_at_the_check_page(client, example):
    assert client.get(address("assessment")).url == address("check")


def test_a_finished_one_resumes_at_its_result(client, example):
    client.get(address("result"))
    assert client.get(address("assessment")).url == address("result")


def test_one_opened_by_its_link_is_listed_in_this_browser(client, example, visible):
    client.get(address("result"))
    client.get(address("assessment"))
    page = visible(client.get("/"))
    assert "みほん精機株式会社" in page
    assert "中心 " in page


def test_the_check_page_shows_answers_unknowns_and_change_links(client, example, visible):
    response = client.get(address("check"))
    page = visible(response)
    assert "みほん精機株式会社" in page
    assert "わからないときは" in page
    assert "変更 （従業員数）" in page
    assert "?from=check#id_employees" in response.content.decode()
    assert "損害額を計算する" in page


def test_the_check_page_counts_what_is_open(client, assessment, visible):
    page = visible(client.get(address("check")))
    assert "未回答の質問が" in page
    assert "未回答の質問に答える" in page


def test_the_check_page_takes_a_fixed_number_of_queries(client, example, django_assert_num_queries):
    client.get(address("check"))
    with django_assert_num_queries(3):  # the assessment, the editions, answers handed back
        client.get(address("check"))


@pytest.mark.parametrize("name", PAGES)
def test_an_expired_link_is_gone_in_japanese(client, editions, visible, name):
    expired()
    response = client.get(address(name))
    assert response.status_code == 410
    assert "保存期間は終わりました" in visible(response)


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("token", ["forged", "x" * 2000, "あ", "%00", "..", "-"])
def test_a_forged_link_is_not_found_in_japanese(client, visible, name, token):
    response = client.get(reverse(name, args=[token]))
    assert response.status_code == 404
    assert "ページが見つかりません" in visible(response)


def test_an_expired_one_takes_no_answers(client, editions, step_url):
    row = expired()
    assert client.post(step_url("sales"), {"annual_revenue_yen": "1"}).status_code == 410
    row.refresh_from_db()
    assert row.answers == {}


def test_pages_of_an_assessment_are_kept_by_no_cache(client, example):
    assert "no-store" in client.get(address("check"))["Cache-Control"]


def test_no_page_needs_inline_script_or_style(client, example, step_url):
    for url in ("/", address("check"), step_url("devices"), reverse("about")):
        page = client.get(url).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page


def test_a_post_without_the_csrf_token_says_what_to_do(assessment, step_url, visible):
    from django.test import Client  # noqa: PLC0415

    response = Client(enforce_csrf_checks=True).post(step_url("sales"), {})
    assert response.status_code == 403
    assert "画面の有効期限が切れました" in visible(response)


def test_a_failure_of_ours_is_told_without_a_traceback(client, assessment, monkeypatch, visible):
    client.raise_request_exception = False
    monkeypatch.setattr("estimator.views.assessments.check_sections", lambda *_: 1 / 0)
    response = client.get(address("check"))
    assert response.status_code == 500
    assert "サーバーで問題が起きました" in visible(response)
    assert "Error" not in response.content.decode()
