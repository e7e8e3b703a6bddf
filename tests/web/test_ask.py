"""Questions handed to somebody else: only these are shown, the rest stays hidden."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator.formats import readable_yen
from estimator.models import Assessment, HandOff
from estimator.questionnaire.steps import STEPS
from tests.factories.assessments import TOKEN, AssessmentFactory

from .conftest import hidden
from .links import ASK, TYPED_ASK, asked, fresh_token

CASH = {
    "cash_in_hand_yen": "1億2,000万円",
    "credit_line_yen": "3,000万円",
    "monthly_fixed_outflow_yen-unknown": "on",
}


@pytest.fixture
def helper() -> Client:
    return Client(enforce_csrf_checks=True)


def page_of(token: str, slug: str = "") -> str:
    return reverse("helping_step", args=[token, slug]) if slug else reverse("helping", args=[token])


def test_the_result_page_leads_to_it(client, example) -> None:
    assert f'href="{ASK}"' in client.get(reverse("result", args=[TOKEN])).content.decode()


def test_whom_one_asks_ticks_what_that_one_knows(client, example) -> None:
    page = client.get(f"{ASK}?whom=insurance_agent").content.decode()
    assert 'value="insurance_agent" checked' in page
    assert 'name="sections" value="insurance" checked' in page
    assert page.count('name="sections"') == 7
    assert "リンクに合い言葉はありません" in page
    assert 'name="sections" value="finance" checked' not in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"helper": ""}, "頼む相手を選んで"),
        ({"helper": "stranger"}, "表示されている中から"),
        ({"sections": []}, "一つ以上選んで"),
        ({"sections": ["everything"]}, "表示されている中から"),
        ({"note": "あ" * 1001}, "1000文字以内"),
        ({"note": "<script>"}, "使えない文字"),
        ({"recipient": ""}, "名前を入力"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(client, example, typed, says) -> None:
    answer = client.post(ASK, TYPED_ASK | typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not HandOff.objects.exists()


def test_the_link_is_shown_once_with_a_mail_that_holds_the_note(client, example) -> None:
    client.post(ASK, TYPED_ASK)
    page = client.get(ASK).content.decode()
    assert fresh_token(page)
    assert page.count('href="mailto:?') == 2
    assert 'id="fresh-link"' not in client.get(ASK).content.decode()


def test_the_helper_sees_who_asks_and_why(client, example, helper, visible) -> None:
    text = visible(helper.get(page_of(asked(client))))
    assert "みほん精機株式会社からの質問" in text
    assert "今週中にお願いします。" in text
    assert "田中会計 田中 様" in text


def test_the_helper_sees_these_questions_alone(client, example, helper) -> None:
    token = asked(client)
    page = helper.get(page_of(token)).content.decode()
    for step in STEPS:
        listed = page_of(token, step.slug) in page
        assert listed == (step.section.slug == "finance")
        answer = helper.get(page_of(token, step.slug))
        assert answer.status_code == (200 if listed else 302)


def test_nothing_else_of_the_assessment_is_told(client, example, helper) -> None:
    token = asked(client)
    hidden = [TOKEN, "/a/", example.token_digest, "running-total", "として計算", *others(example)]
    for slug in ("", "cash", "books"):
        answer = helper.get(page_of(token, slug))
        whole = answer.content.decode() + str(answer.headers)
        assert [text for text in hidden if text in whole] == []
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]


def others(assessment: Assessment) -> list[str]:
    """Write the amounts that were answered in the other sections, as pages write them."""
    keys = [f.key for s in STEPS if s.section.slug != "finance" for f in s.form.declared()]
    amounts = [assessment.answers.get(key) for key in keys]
    large = [found for found in amounts if isinstance(found, int) and found >= 1000]
    assert len(large) > 1
    return [text for number in large for text in (f"{number:,}", readable_yen(number))]


def test_answers_are_kept_beside_the_assessment_not_in_it(client, example) -> None:
    token, helper = asked(client), Client()
    before = Assessment.objects.get().answers
    answer = helper.post(page_of(token, "cash"), cash_form(helper, token))
    assert (answer.status_code, answer.url) == (302, page_of(token, "books"))
    row = HandOff.objects.get()
    assert row.draft["cash_in_hand_yen"] == 120_000_000
    assert Assessment.objects.get().answers == before
    assert "1億2,000万" in helper.get(page_of(token, "cash")).content.decode()


def cash_form(helper: Client, token: str, **typed: str) -> dict[str, str]:
    """Answer わからない to whatever is not typed."""
    page = helper.get(page_of(token, "cash")).content.decode()
    boxes = [part.split('"')[0] for part in page.split('type="checkbox" name="')[1:]]
    typed = typed or {"cash_in_hand_yen": "1億2,000万円"}
    unknown = {name: "on" for name in boxes if name.removesuffix("-unknown") not in typed}
    return unknown | typed


def test_what_another_tab_of_the_helper_saved_is_shown_beside(client, example, visible) -> None:
    token, there, here = asked(client), Client(), Client()
    opened = cash_form(here, token, cash_in_hand_yen="3,000万円") | {"seen": ""}
    there.post(page_of(token, "cash"), cash_form(there, token))
    answer = here.post(page_of(token, "cash"), opened)
    assert answer.status_code == 409
    assert "1億2,000万円 3,000万円" in visible(answer)
    assert HandOff.objects.get().draft["cash_in_hand_yen"] == 120_000_000
    here.post(page_of(token, "cash"), opened | hidden(answer))
    assert HandOff.objects.get().draft["cash_in_hand_yen"] == 30_000_000


def test_mistakes_are_refused_and_what_was_typed_is_kept(client, example) -> None:
    token, helper = asked(client), Client()
    typed = cash_form(helper, token, cash_in_hand_yen="たくさん")
    answer = helper.post(page_of(token, "cash"), typed)
    assert answer.status_code == 422
    assert "たくさん" in answer.content.decode()
    assert HandOff.objects.get().draft == {}


def test_it_is_sent_back_only_once_something_was_answered(client, example) -> None:
    token, helper = asked(client), Client()
    helper.post(reverse("helping_send", args=[token]))
    assert HandOff.objects.get().sent_at is None
    helper.post(page_of(token, "cash"), cash_form(helper, token))
    assert "回答を送り返す" in helper.get(page_of(token)).content.decode()
    answer = helper.post(reverse("helping_send", args=[token]), follow=True)
    assert "回答を送り返しました" in answer.content.decode()
    assert HandOff.objects.get().waits


def test_a_stopped_or_ended_link_is_gone(client, example, helper) -> None:
    token, number = asked(client), HandOff.objects.get().pk
    client.post(reverse("ask_stop", args=[TOKEN, number]))
    assert helper.get(page_of(token)).status_code == 410
    assert Client().post(page_of(token, "cash"), CASH).status_code == 410
    client.post(reverse("ask_resume", args=[TOKEN, number]))
    past = timezone.now() - timedelta(seconds=1)
    HandOff.objects.update(created=past - timedelta(days=7), expires_at=past)
    assert helper.get(page_of(token, "cash")).status_code == 410


def test_a_forged_link_is_not_found(editions, helper) -> None:
    assert helper.get(page_of("forged")).status_code == 404
    assert helper.get(page_of("forged", "cash")).status_code == 404


def test_a_link_to_look_opens_no_questions_and_the_other_way_round(client, example, helper) -> None:
    assert helper.get(reverse("shared", args=[asked(client)])).status_code == 404


def test_deleting_the_assessment_deletes_the_requests(client, example) -> None:
    asked(client)
    client.post(reverse("assessment_delete", args=[TOKEN]))
    assert not HandOff.objects.exists()


def test_nobody_stops_the_link_of_another_assessment(client, example) -> None:
    asked(client)
    AssessmentFactory(token="another")
    client.post(reverse("ask_stop", args=["another", HandOff.objects.get().pk]))
    assert HandOff.objects.get().revoked_at is None


def test_the_language_is_switched_by_the_address_of_the_mail(client, example, helper) -> None:
    token = asked(client)
    assert helper.get(page_of(token) + "?language=en").url == page_of(token)
    assert 'lang="en"' in helper.get(page_of(token)).content.decode()
