"""What a helper sent back: shown beside what stands, taken over by decision alone, undone."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import hand_off_store
from estimator.assessment_store import StepSave, save
from estimator.models import Assessment, HandOff
from tests.factories.assessments import TOKEN

from .links import asked

KEYS = ("cash_in_hand_yen", "credit_line_yen")
THEIRS = {"cash_in_hand_yen": 120_000_000, "credit_line_yen": 5_000_000}


@pytest.fixture
def arrived(client, example) -> HandOff:
    """Let the tax accountant look at the page and send two answers back."""
    token = asked(client)
    Client().get(reverse("helping_step", args=[token, "cash"]))
    row = HandOff.objects.select_related("assessment").get()
    hand_off_store.save_step(row, KEYS, THEIRS, seen="")
    hand_off_store.send(row, now=timezone.now())
    return HandOff.objects.select_related("assessment__edition").get()


def address(row: HandOff, name: str = "reply") -> str:
    return reverse(name, args=[TOKEN, row.pk])


def decide(client: Client, row: HandOff, **chosen: object):
    page = client.get(address(row)).content.decode()
    mark = page.split('name="mark" value="')[1].split('"')[0]
    return client.post(address(row), {"mark": mark} | chosen)


def answers() -> dict[str, object]:
    return Assessment.objects.get().answers


def change_here(row: HandOff, yen: int = 99) -> None:
    """Answer the question oneself meanwhile."""
    current = Assessment.objects.select_related("edition").get()
    step = StepSave("cash", KEYS[:1], {KEYS[0]: yen}, current.revision)
    save(current, step, now=timezone.now())


@pytest.mark.parametrize("page", ["result", "check", "ask", "share"])
def test_every_page_of_the_assessment_says_that_it_arrived(client, arrived, page, visible) -> None:
    text = visible(client.get(reverse(page, args=[TOKEN])))
    assert "税理士から回答が届きました" in text


def test_before_it_is_sent_nobody_is_told(client, example) -> None:
    asked(client)
    row = HandOff.objects.select_related("assessment").get()
    hand_off_store.save_step(row, KEYS, THEIRS, seen="")
    assert "回答が届きました" not in client.get(reverse("check", args=[TOKEN])).content.decode()
    assert client.get(address(row)).url == reverse("ask", args=[TOKEN])


def test_the_differences_are_shown_before_anything_changes(client, arrived, visible) -> None:
    before = answers()
    text = visible(client.get(address(arrived)))
    assert "1億2,000万円" in text
    assert "500万円" in text
    assert re.search(r"すべて使うと、想定損害額の中心値が|すべて使う", text)
    assert answers() == before


def test_all_are_taken_over(client, arrived) -> None:
    before = Assessment.objects.get()
    decide(client, arrived, all="on")
    after = Assessment.objects.get()
    assert after.answers == before.answers | THEIRS
    assert after.revision > before.revision
    assert after.saved_at_revision["cash"] == after.revision


def test_one_is_taken_over(client, arrived) -> None:
    before = answers()
    decide(client, arrived, chosen="on", take=["credit_line_yen"])
    assert answers() == before | {"credit_line_yen": 5_000_000}


def test_none_is_taken_over(client, arrived) -> None:
    before = answers()
    page = decide(client, arrived, none="on")
    assert answers() == before
    assert "回答は使わず" in client.get(page.url).content.decode()
    assert not HandOff.objects.get().waits


def test_to_choose_without_a_choice_is_refused(client, arrived) -> None:
    answer = decide(client, arrived, chosen="on")
    assert answer.status_code == 422
    assert "印が付いていません" in answer.content.decode()


def test_a_key_that_was_not_asked_is_never_taken(client, arrived) -> None:
    before = answers()
    decide(client, arrived, chosen="on", take=["company_name", "credit_line_yen"])
    assert answers() == before | {"credit_line_yen": 5_000_000}


def test_an_answer_changed_here_meanwhile_is_a_conflict_with_both_values(
    client, arrived, visible
) -> None:
    was = answers()["cash_in_hand_yen"]
    change_here(arrived, 77_000_000)
    answer = client.get(address(arrived))
    page, text = answer.content.decode(), visible(answer)
    assert page.count('class="conflict"') == 1
    assert "食い違い" in text
    assert all(found in text for found in ("7,700万円", "1億2,000万円"))
    assert was is None or "頼んだときは" in text
    assert 'value="cash_in_hand_yen" checked' not in page
    assert 'value="credit_line_yen" checked' in page


def test_a_decision_on_what_was_not_shown_changes_nothing(client, arrived) -> None:
    page = client.get(address(arrived)).content.decode()
    mark = page.split('name="mark" value="')[1].split('"')[0]
    change_here(arrived)
    before = answers()
    answer = client.post(address(arrived), {"mark": mark, "all": "on"})
    assert answer.status_code == 409
    assert "この画面を開いたあとに" in answer.content.decode()
    assert answers() == before


def test_a_question_open_in_another_tab_notices_the_take_over(client, arrived) -> None:
    step = reverse("step", args=[TOKEN, "cash"])
    opened_at = Assessment.objects.get().revision
    decide(client, arrived, all="on")
    form = {"revision": str(opened_at), "cash_in_hand_yen": "1円"}
    page = client.get(step).content.decode()
    boxes = [part.split('"')[0] for part in page.split('type="checkbox" name="')[1:]]
    form |= {name: "on" for name in boxes if name != "cash_in_hand_yen-unknown"}
    assert client.post(step, form).status_code == 409


def test_it_is_undone(client, arrived) -> None:
    before = answers()
    decide(client, arrived, all="on")
    assert "使う前に戻す" in client.get(reverse("ask", args=[TOKEN])).content.decode()
    answer = client.post(address(arrived, "reply_undo"))
    assert answer.url == address(arrived)
    assert answers() == before
    assert HandOff.objects.get().waits


def test_an_answer_that_was_absent_is_absent_again(client, arrived) -> None:
    bare = {key: value for key, value in answers().items() if key not in KEYS}
    Assessment.objects.update(answers=bare)
    decide(client, arrived, all="on")
    assert answers() == bare | THEIRS
    client.post(address(arrived, "reply_undo"))
    assert answers() == bare


def test_the_undo_keeps_what_was_changed_since(client, arrived) -> None:
    decide(client, arrived, all="on")
    change_here(arrived, 123)
    page = client.post(address(arrived, "reply_undo"), follow=True).content.decode()
    assert answers()["cash_in_hand_yen"] == 123
    assert "あとから変えた1件は" in page


def test_after_the_decision_the_helper_changes_nothing(client, example) -> None:
    token, helper = asked(client), Client()
    row = HandOff.objects.select_related("assessment").get()
    hand_off_store.save_step(row, KEYS, THEIRS, seen="")
    hand_off_store.send(row, now=timezone.now())
    decide(client, row, none="on")
    assert "これで終わりです" in helper.get(reverse("helping", args=[token])).content.decode()
    step = reverse("helping_step", args=[token, "cash"])
    assert helper.post(step, {"cash_in_hand_yen": "1円"}).url == reverse("helping", args=[token])
    assert HandOff.objects.get().draft == THEIRS


def test_the_same_answers_need_no_choice(client, arrived, visible) -> None:
    Assessment.objects.update(answers=answers() | THEIRS)
    assert "いまの回答と同じです" in visible(client.get(address(arrived)))


def test_a_reply_of_another_assessment_is_not_found(client, arrived) -> None:
    assert client.get(reverse("reply", args=[TOKEN, arrived.pk + 1])).status_code == 404
    undone = client.post(reverse("reply_undo", args=[TOKEN, arrived.pk + 1]))
    assert undone.url == reverse("ask", args=[TOKEN])


def test_what_came_back_stays_when_the_link_is_stopped(client, arrived) -> None:
    client.post(reverse("ask_stop", args=[TOKEN, arrived.pk]))
    assert client.get(address(arrived)).status_code == 200


def test_the_visitor_of_a_shared_result_learns_nothing_of_it(client, arrived) -> None:
    from .links import shared  # noqa: PLC0415

    page = Client().get(reverse("shared", args=[shared(client)])).content.decode()
    assert "回答が届きました" not in page
