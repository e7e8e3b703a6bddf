"""A shared result: the same page without a way to change it, and never the owner's address."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store, scenario_store, throttle
from estimator.models import Assessment, ShareLink
from estimator.outlook.actuals import Payment
from tests.factories.assessments import TOKEN
from tests.factories.drawers import Drawers, Waiting

from .links import shared

PASSPHRASE = "さくら2026の春"
PAGES = ("shared", "shared_report", "shared_pdf", "shared_json", "shared_xlsx", "shared_csv")
BYTES = b"%PDF-1.7 drawn"


@pytest.fixture
def drawers(monkeypatch) -> list[Waiting]:
    """Let every drawing wait until the test finishes it."""
    monkeypatch.setattr("estimator.views.report.WAITS_SECONDS", 0)
    return Drawers(monkeypatch).jobs


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def address(token: str, name: str = "shared") -> str:
    return reverse(name, args=[token])


def test_the_visitor_sees_the_same_amounts(client, example, visitor) -> None:
    page = visitor.get(address(shared(client))).content.decode()
    own = client.get(reverse("result", args=[TOKEN])).content.decode()
    amounts = re.compile(r"[\d,]+円").findall
    assert amounts(page)
    assert [a for a in amounts(own) if a not in amounts(page)] == []


def test_the_line_above_says_who_shares_what_until_when(client, example, visitor, visible) -> None:
    token = shared(client)
    text = visible(visitor.get(address(token)))
    day = timezone.localtime(ShareLink.objects.get().expires_at)
    assert "みほん精機株式会社 が、取引銀行 佐藤 様に共有した見積り結果です" in text
    assert f"見るだけで、変えられません。{day.year}年{day.month}月{day.day}日まで" in text


def test_no_answer_holds_the_token_or_an_address_of_the_assessment(
    client, example, visitor, drawers
) -> None:
    token = shared(client)
    for name in (*PAGES, *PAGES):
        answer = visitor.get(address(token, name))
        whole = (
            answer.content.decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)
        )
        assert TOKEN not in whole
        assert "/a/" not in whole
        assert example.token_digest not in whole
    assert TOKEN not in drawers[0].html


def test_nothing_on_the_page_can_be_sent(client, example, visitor) -> None:
    page = visitor.get(address(shared(client))).content.decode()
    assert "<form" not in page
    assert "hx-post" not in page
    assert "hx-get" not in page


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_a_form(client, example, name) -> None:
    assert Client().post(address(shared(client), name)).status_code == 405


def test_search_engines_and_the_next_site_learn_nothing(client, example, visitor, drawers) -> None:
    token = shared(client)
    for name in PAGES:
        answer = visitor.get(address(token, name))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]


def test_a_forged_link_is_not_found(editions, visitor) -> None:
    answer = visitor.get(address("forged"))
    assert answer.status_code == 404
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "<form" not in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_after_its_day_it_is_gone(client, example, visitor, name) -> None:
    token = shared(client)
    past = timezone.now() - timedelta(seconds=1)
    ShareLink.objects.update(created=past - timedelta(days=7), expires_at=past)
    answer = visitor.get(address(token, name))
    assert answer.status_code == 410
    assert "このリンクは使えなくなりました" in answer.content.decode()


def test_it_ends_with_the_assessment(client, example, visitor) -> None:
    token = shared(client, days="90")
    past = timezone.now() - timedelta(seconds=1)
    Assessment.objects.update(saved_at=past - timedelta(days=1), expires_at=past)
    assert visitor.get(address(token)).status_code == 410


def test_it_shows_the_result_as_it_stands_now(client, example, visitor) -> None:
    token = shared(client)
    Assessment.objects.update(answers=example.answers | {"company_name": "別の名前"}, revision=9)
    assert "別の名前" in visitor.get(address(token)).content.decode()


def test_without_a_type_it_says_that_there_is_nothing_yet(client, example, visitor) -> None:
    token = shared(client)
    Assessment.objects.update(answers={}, revision=9)
    answer = visitor.get(address(token))
    assert answer.status_code == 409
    assert "見せられる結果がまだありません" in answer.content.decode()
    assert visitor.get(address(token, "shared_pdf")).url == address(token)
    for name in ("shared_json", "shared_xlsx", "shared_csv"):
        assert visitor.get(address(token, name)).url == address(token)


def test_figures_of_an_earlier_engine_are_shown_as_stored(client, example, visitor) -> None:
    token = shared(client)
    client.get(reverse("result", args=[TOKEN]))
    Assessment.objects.update(engine_version="0.1")
    page = visitor.get(address(token)).content.decode()
    assert "保存した想定損害額" in page
    assert "<form" not in page
    stored = Assessment.objects.get().estimate
    assert json.loads(visitor.get(address(token, "shared_json")).content) == stored
    assert visitor.get(address(token, "shared_xlsx")).url == address(token)


def test_the_figures_are_those_of_the_page(client, example, visitor) -> None:
    answer = visitor.get(address(shared(client), "shared_json"))
    headline = json.loads(answer.content)["totals"]["headline"]
    client.get(reverse("result", args=[TOKEN]))
    assert Assessment.objects.get().estimate["totals"]["headline"] == headline
    assert ".json" in answer["Content-Disposition"]


def test_a_visitor_can_keep_workbook_and_csv(client, example, visitor) -> None:
    token = shared(client)
    for kind, start in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        answer = visitor.get(address(token, f"shared_{kind}"))
        assert answer.content.startswith(start)
        assert f".{kind}" in answer["Content-Disposition"]


def test_the_pdf_is_drawn_and_handed_out(client, example, visitor, drawers) -> None:
    token = shared(client)
    assert visitor.get(address(token, "shared_pdf")).url == address(token, "shared_report")
    assert visitor.get(address(token, "shared_report"))["Refresh"] == "2"
    drawers[0].set_result(BYTES)
    assert visitor.get(address(token, "shared_report"))["Refresh"] == "0; url=../report.pdf"
    answer = visitor.get(address(token, "shared_pdf"))
    assert (answer.content, answer["Content-Type"]) == (BYTES, "application/pdf")
    assert len(drawers) == 1


def test_a_failed_drawing_offers_another_try(client, example, visitor, drawers) -> None:
    token = shared(client)
    visitor.get(address(token, "shared_pdf"))
    drawers[0].set_exception(ValueError("broken"))
    answer = visitor.get(address(token, "shared_report"))
    assert "Refresh" not in answer
    assert f'href="{address(token, "shared_pdf")}"' in answer.content.decode()


def test_the_language_is_switched_by_an_address(client, example, visitor) -> None:
    token = shared(client)
    answer = visitor.get(address(token) + "?language=en")
    assert (answer.status_code, answer.url) == (302, address(token))
    assert 'lang="en"' in visitor.get(address(token)).content.decode()


# --- behind a passphrase --------------------------------------------------------------------------


def unlock(visitor: Client, token: str, passphrase: str):
    return visitor.post(address(token, "shared_unlock"), {"passphrase": passphrase})


@pytest.mark.parametrize("name", PAGES)
def test_before_the_passphrase_nothing_is_shown(client, example, visible, name) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    answer = Client().get(address(token, name))
    assert answer.status_code == 401
    assert "合い言葉を入れてください" in visible(answer)
    assert "みほん精機" not in answer.content.decode()
    assert ShareLink.objects.get().last_opened is None


def test_the_passphrase_opens_every_page_in_this_browser_alone(client, example, visitor) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    answer = unlock(visitor, token, PASSPHRASE)
    assert (answer.status_code, answer.url) == (302, address(token))
    assert visitor.get(address(token)).status_code == 200
    assert visitor.get(address(token, "shared_json")).status_code == 200
    assert Client().get(address(token)).status_code == 401


def test_full_width_letters_are_the_same_passphrase(client, example, visitor) -> None:
    token = shared(client, passphrase="sakura2026")
    assert unlock(visitor, token, "ｓａｋｕｒａ２０２６ ").status_code == 302


def test_a_wrong_passphrase_is_refused(client, example, visitor) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    answer = unlock(visitor, token, "another one")
    assert answer.status_code == 403
    assert "合い言葉が違います" in answer.content.decode()
    assert unlock(visitor, token, "").status_code == 422
    assert visitor.get(address(token)).status_code == 401


def test_guessing_is_slowed_down_for_whoever_guesses(
    client, example, visitor, quick_hashes
) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    for _try in range(throttle.MOST_TRIES):
        assert unlock(visitor, token, "another one").status_code == 403
    answer = unlock(Client(), token, PASSPHRASE)
    assert answer.status_code == 429
    assert "あと15分" in answer.content.decode()
    assert int(answer["Retry-After"]) == 900


def test_after_the_wait_the_right_one_opens(client, example, visitor, quick_hashes) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    for _try in range(throttle.MOST_TRIES):
        unlock(visitor, token, "another one")
    ShareLink.objects.update(blocked_until=timezone.now() - timedelta(seconds=1))
    assert unlock(visitor, token, PASSPHRASE).status_code == 302
    assert ShareLink.objects.get().wrong_tries == 0


def test_a_stopped_link_takes_no_passphrase(client, example, visitor, quick_hashes) -> None:
    token = shared(client, passphrase=PASSPHRASE)
    unlock(visitor, token, PASSPHRASE)
    client.post(reverse("share_stop", args=[TOKEN, ShareLink.objects.get().pk]))
    assert visitor.get(address(token)).status_code == 410
    assert unlock(visitor, token, PASSPHRASE).url == address(token)


def test_scenarios_and_payments_are_shown_without_a_way_to_them(client, example, visitor) -> None:
    new = scenario_store.NewScenario(scenario_store.OWN, "早く戻る場合")
    other, _copy = scenario_store.add(example, new, now=timezone.now())
    paid = Payment("forensics", 1_200_000, timezone.localdate())
    actual_store.add(example, paid, form_key="x", now=timezone.now())
    page = visitor.get(address(shared(client))).content.decode()
    assert "早く戻る場合" in page
    assert 'id="paid"' in page
    assert 'id="answers"' not in page
    assert [found for found in (TOKEN, other, "/a/", "<form", "hx-get") if found in page] == []
