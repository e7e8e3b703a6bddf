"""取引先の目線 and the sheet for a buyer, as they are served."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Assessment
from tests.factories.assessments import TOKEN

from .conftest import hidden

PARTNERS, SHEET = reverse("partners", args=[TOKEN]), reverse("buyer_answer", args=[TOKEN])


@pytest.fixture
def example_with(example):
    """Return a function that changes answers of the example company."""

    def changed(**answers):
        example.answers = {**example.answers, **answers}
        example.save()
        return example

    return changed


def test_late_deliveries_are_told_as_answered(client, example, visible):
    text = visible(client.get(PARTNERS))
    assert "納品が止まる期間 10営業日" in text
    assert "納品が遅れる取引先 契約の定める期限" in text


def test_nothing_is_late_where_nothing_stops(client, example_with, visible):
    example_with(stop_length=0, ramp_up_length=0)
    text = visible(client.get(PARTNERS))
    assert "納品は止まりません" in text
    assert "納品が遅れる取引先" not in text


def test_principals_are_named_with_the_persons_concerned(client, example_with, visible):
    example_with(entrusted_persons=1200)
    assert (
        "委託元（預かった個人データの持ち主） 契約の定める期限（契約書で確かめる） 1,200人"
        in visible(client.get(PARTNERS))
    )


def test_schemes_are_dated_and_marked_until_their_source_was_read(client, example, visible):
    texts = costbook_store.load(None).standard_texts
    shown = [text for code, text in texts.items() if code.startswith("scs")]
    assert {"scs_3", "scs_4"} <= set(texts)
    page = visible(client.get(PARTNERS))
    for text in shown:
        assert text.text_ja in page
    assert page.count("未確認 ") >= len([t for t in shown if not t.verified])
    assert not any(t.text_ja in page for code, t in texts.items() if not code.startswith("scs"))


def test_the_sheet_answers_every_measure_and_invents_none(client, example, visible):
    page = client.get(SHEET).content.decode()
    measures = costbook_store.load(None).measures
    assert len(measures) > 10
    assert page.count('class="stand-unknown"') >= len(measures)
    for code in measures:
        assert f'name="{code}"' in page


def test_what_is_filled_in_stands_on_the_sheet_and_in_the_text(client, example, visible):
    answer = client.post(
        SHEET, {"mfa": "yes", "edr": "planned", "waf": "no", "evil": "yes", "training": "often"}
    )
    assert answer.url == SHEET
    example.refresh_from_db()
    assert example.buyer_answers == {"mfa": "yes", "edr": "planned", "waf": "no"}
    names = {code: measure.name_ja for code, measure in costbook_store.load(None).measures.items()}
    page = client.get(SHEET).content.decode()
    copied = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    for code, said in (("mfa", "はい"), ("edr", "予定"), ("waf", "いいえ"), ("training", "未記入")):
        assert f"{names[code]}：{said}" in copied
        assert re.search(rf"{re.escape(names[code])}</th><td[^>]*>{said}<", page)


@pytest.fixture
def two_tabs(client, example):
    """Open the sheet here and there; save it there first, then here. Return the answer here."""
    here, there = hidden(client.get(SHEET)), Client()
    there.post(SHEET, {**hidden(there.get(SHEET)), "mfa": "yes", "waf": "no"})
    return client.post(SHEET, {**here, "mfa": "no", "edr": "planned"})


def test_a_sheet_saved_in_another_tab_is_shown_beside_mine(two_tabs, visible) -> None:
    assert two_tabs.status_code == 409
    text = visible(two_tabs)
    measures = costbook_store.load(None).measures
    for code, both in (("mfa", "はい いいえ"), ("waf", "いいえ 未記入"), ("edr", "未記入 予定")):
        assert f"{measures[code].name_ja} {both}" in text
    assert Assessment.objects.get().buyer_answers == {"mfa": "yes", "waf": "no"}


def test_the_sheet_of_this_page_can_still_be_chosen(client, two_tabs) -> None:
    assert client.post(SHEET, hidden(two_tabs)).url == SHEET
    assert Assessment.objects.get().buyer_answers == {"mfa": "no", "edr": "planned"}


def test_the_same_sheet_sent_twice_is_no_conflict(client, example) -> None:
    sent = {**hidden(client.get(SHEET)), "mfa": "yes"}
    assert [client.post(SHEET, sent).status_code for _ in range(2)] == [302, 302]


def test_filling_in_the_sheet_moves_no_figure(client, example):
    client.get(reverse("result", args=[TOKEN]))
    example.refresh_from_db()
    before = (example.revision, example.estimate)
    client.post(SHEET, {"mfa": "yes"})
    example.refresh_from_db()
    assert (example.revision, example.estimate) == before


def test_the_sheet_names_no_amount(client, example, visible):
    text = visible(client.get(SHEET))
    assert "円" not in text.split("情報セキュリティについての回答")[2]


def test_the_backup_is_answered_with_its_kind(client, example_with, visible):
    example_with(backup="offline")
    assert "復元できるバックアップがある はい（切り離したバックアップがある）" in visible(
        client.get(SHEET)
    )


@pytest.mark.parametrize("address", [PARTNERS, SHEET])
def test_a_case_without_a_type_goes_to_its_result(client, assessment, address):
    assert client.get(address).url == reverse("result", args=[TOKEN])


@pytest.mark.parametrize("address", [PARTNERS, SHEET])
def test_the_pages_are_complete_in_english(client, example_with, address):
    example_with(company_name="Sample", entrusted_persons=10)
    client.cookies["language"] = "en"
    body = client.get(address).content.decode().split("<main", 1)[1].split("</main>")[0]
    body = re.sub(
        r'<a href="[^"]*#source-[^"]*">[^<]*</a>', "", body
    )  # publishers keep their names
    assert re.findall(r"[぀-ヿ一-鿿]+", body) == []
