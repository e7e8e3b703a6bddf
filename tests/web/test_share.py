"""The owner's side of a shared result: make a link, see it once, stop it, take that back."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import assessment_store, link_store
from estimator.models import ShareLink
from tests.factories.assessments import TOKEN, AssessmentFactory

from .links import SHARE, TYPED_SHARE, fresh_token, shared


def test_the_result_page_leads_to_it(client, example) -> None:
    page = client.get(reverse("result", args=[TOKEN])).content.decode()
    assert f'href="{SHARE}"' in page


def test_a_link_is_shown_once_and_only_its_digest_is_kept(client, example) -> None:
    answer = client.post(SHARE, TYPED_SHARE)
    assert (answer.status_code, answer.url) == (302, SHARE)
    token = fresh_token(client.get(SHARE).content.decode())
    row = ShareLink.objects.get()
    assert row.token_digest == assessment_store.digest(token)
    assert len(token) * 6 >= 128  # bits of a base-64 text
    assert token not in client.get(SHARE).content.decode()


def test_its_cookie_is_closed_and_ends_with_the_page(client, example) -> None:
    cookie = client.post(SHARE, TYPED_SHARE).cookies["new_link"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", SHARE)
    assert cookie["max-age"] <= 600
    assert client.get(SHARE).cookies["new_link"]["max-age"] == 0


def test_another_browser_with_the_same_address_does_not_see_the_new_link(client, example) -> None:
    client.post(SHARE, TYPED_SHARE)
    assert 'id="fresh-link"' not in Client().get(SHARE).content.decode()


@pytest.mark.parametrize("days", ["7", "30", "90"])
def test_it_opens_for_as_long_as_was_chosen(client, example, days) -> None:
    shared(client, days=days)
    row = ShareLink.objects.get()
    assert row.expires_at - row.created == timedelta(days=int(days))


def test_thirty_days_are_chosen_to_begin_with(client, example) -> None:
    page = client.get(SHARE).content.decode()
    assert 'name="days" value="30" checked' in page
    assert page.count("checked") == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"recipient": ""}, "渡す相手の名前を入力"),
        ({"recipient": "あ" * 61}, "60文字以内"),
        ({"recipient": "<b>"}, "使えない文字"),
        ({"days": "365"}, "7日、30日、90日から"),
        ({"days": ""}, "開ける期間を選んで"),
        ({"passphrase": "short"}, "8文字以上"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(client, example, typed, says) -> None:
    answer = client.post(SHARE, TYPED_SHARE | {"passphrase": "long enough"} | typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert ('value="取引銀行 佐藤"' in page) == ("recipient" not in typed)
    assert not ShareLink.objects.exists()


def test_the_mails_are_written_out_in_both_languages_and_sent_by_nobody(client, example) -> None:
    client.post(SHARE, TYPED_SHARE)
    page = client.get(SHARE).content.decode()
    japanese, english = (unquote(part.split('"')[0]) for part in page.split('href="mailto:?')[1:])
    token = fresh_token(page)
    assert (
        "subject=想定損害額の見積り結果（みほん精機株式会社）&amp;body=取引銀行 佐藤 様" in japanese
    )
    assert f"http://testserver/s/{token}/\r\n" in japanese
    assert f"http://testserver/s/{token}/?language=en\r\n" in english
    assert "subject=Estimate of the damage" in english


def test_a_mail_never_carries_the_passphrase(client, example) -> None:
    client.post(SHARE, TYPED_SHARE | {"passphrase": "さくら2026の春"})
    page = unquote(client.get(SHARE).content.decode())
    assert "さくら2026の春" not in page
    assert "合い言葉は、別の方法でお知らせします" in page
    assert "さくら" not in ShareLink.objects.get().passphrase


def test_the_list_says_for_whom_until_when_and_when_it_was_opened(client, example, visible) -> None:
    token = shared(client, passphrase="long enough")
    assert "まだ開かれていません" in visible(client.get(SHARE))
    ShareLink.objects.update(passphrase="")
    Client().get(reverse("shared", args=[token]))
    text = visible(client.get(SHARE))
    assert "取引銀行 佐藤" in text
    assert "最後に開かれたのは" in text


def test_a_stopped_link_is_closed_at_once_and_can_be_taken_back(client, example) -> None:
    token, number = shared(client), ShareLink.objects.get().pk
    address = reverse("shared", args=[token])
    stopped = client.post(reverse("share_stop", args=[TOKEN, number]), follow=True)
    assert "へのリンクを止めました" in stopped.content.decode()
    assert Client().get(address).status_code == 410
    client.post(reverse("share_resume", args=[TOKEN, number]))
    assert Client().get(address).status_code == 200


def test_nobody_stops_the_link_of_another_assessment(client, example) -> None:
    shared(client)
    AssessmentFactory(token="another")
    client.post(reverse("share_stop", args=["another", ShareLink.objects.get().pk]))
    assert ShareLink.objects.get().revoked_at is None


def test_a_link_is_stopped_by_post_alone(client, example) -> None:
    shared(client)
    number = ShareLink.objects.get().pk
    assert client.get(reverse("share_stop", args=[TOKEN, number])).status_code == 405


def test_there_is_an_end_to_open_links(client, example, monkeypatch) -> None:
    monkeypatch.setattr(link_store, "MOST", 1)
    shared(client)
    answer = client.post(SHARE, TYPED_SHARE)
    assert answer.status_code == 422
    assert "開けるリンクが多すぎます" in answer.content.decode()


def test_deleting_the_assessment_deletes_its_links(client, example) -> None:
    token = shared(client)
    client.post(reverse("assessment_delete", args=[TOKEN]))
    assert not ShareLink.objects.exists()
    assert client.get(reverse("shared", args=[token])).status_code == 404


def test_links_long_past_their_end_are_purged(client, example) -> None:
    shared(client)
    long_ago = timezone.now() - link_store.FORGOTTEN_AFTER - timedelta(days=1)
    call_command("purge_expired")
    assert ShareLink.objects.exists()
    ShareLink.objects.update(created=long_ago - timedelta(days=7), expires_at=long_ago)
    call_command("purge_expired")
    assert not ShareLink.objects.exists()
