"""Scenarios side by side, as they are served."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from estimator import assessment_store, costbook_store, scenario_store
from estimator.formats import rounded_range, rounded_yen
from estimator.models import Assessment, Edition
from estimator.outlook.scenarios import combine
from estimator.scenario_store import NewScenario
from estimator.views.estimating import estimate_of, outlook_of
from tests.factories.assessments import TOKEN, AssessmentFactory, expired

COMPARE, ADD = reverse("compare", args=[TOKEN]), reverse("compare_add", args=[TOKEN])


def made_of(row: Assessment):
    return estimate_of(row.answers, costbook_store.load(row.edition.code))


def members(row: Assessment) -> list[Assessment]:
    row.refresh_from_db()
    return scenario_store.group(row, now=timezone.now())


def test_the_result_leads_to_the_comparison_and_the_customers(client, example):
    page = client.get(reverse("result", args=[TOKEN])).content.decode()
    assert f'action="{ADD}"' in page
    assert f'href="{COMPARE}"' in page
    assert f'href="{reverse("partners", args=[TOKEN])}"' in page


def test_a_copy_to_be_changed_opens_its_answers_and_leaves_the_original_alone(client, example):
    before = dict(example.answers)
    answer = client.post(ADD, {"name": "バックアップを買う"})
    found = members(example)
    assert [row.scenario_name for row in found] == ["", "バックアップを買う"]
    assert [row.answers for row in found] == [before, before]
    token = re.fullmatch(r"/a/([^/]+)/check/", answer.url)[1]
    assert assessment_store.load(token, now=timezone.now()) == found[1]
    assert "バックアップを買う" in client.get(answer.url).content.decode()


def test_a_what_if_stands_beside_the_original_with_its_difference(client, example, visible):
    answer = client.post(ADD, {"what_if": "stop_twice"})
    assert answer.url == COMPARE
    original, copy = members(example)
    assert copy.answers == {**original.answers, "stop_length": 20}
    was, now = made_of(original), made_of(copy)
    text = visible(client.get(COMPARE))
    moved = now.headline.typical - was.headline.typical
    assert moved > 0
    assert f"Aとの差 ＋{moved:,}円" in text
    line = now.line("business_interruption").amount.typical
    assert f"{line:,}円" in text
    assert "止まる期間 10営業日 20営業日" in text


def test_what_stands_there_already_is_not_offered_again(client, example):
    assert 'value="stop_twice"' in client.get(COMPARE).content.decode()
    client.post(ADD, {"what_if": "stop_twice"})
    page = client.get(COMPARE).content.decode()
    assert 'value="stop_twice"' not in page
    assert 'value="stop_half"' in page


def test_each_column_has_the_band_of_its_result(client, example, visible):
    client.post(ADD, {"what_if": "backup_none"})
    text = visible(client.get(COMPARE))
    costs = costbook_store.load(None)
    bands = [
        outlook_of(row.answers, made_of(row), costs).spread.distribution.headline
        for row in members(example)
    ]
    assert bands[0] != bands[1]
    for band in bands:
        assert f"10回のうち9回は {rounded_range(band.p5, band.p95)}" in text


def test_incidents_of_two_types_are_joined_without_double_counting(client, example, visible):
    client.post(ADD, {"what_if": "type.ec_card_leak"})
    text = visible(client.get(COMPARE))
    joined = combine([made_of(row) for row in members(example)])
    shared = [one for one in joined.headline_lines if one.counted_once_yen]
    assert shared
    for one in shared:
        assert f"{one.counted_once_yen:,}円" in text
    assert "同時に起きると" in text


def test_scenarios_of_one_type_are_never_added_up(client, example, visible):
    client.post(ADD, {"what_if": "stop_half"})
    text = visible(client.get(COMPARE))
    assert "同時に起きると" not in text
    assert "足し合わせません" in text


def test_a_fifth_is_refused_and_the_page_offers_none(client, example, visible):
    for code in ("stop_half", "stop_twice", "backup_none"):
        client.post(ADD, {"what_if": code})
    answer = client.post(ADD, {"what_if": "backup_offline"})
    assert answer.status_code == 409
    assert "4件まで" in visible(answer)
    assert len(members(example)) == 4
    assert 'name="what_if"' not in answer.content.decode()


@pytest.mark.parametrize(
    "code", ["stop_thrice", "type.unheard_of", "type.ransomware_double_extortion"]
)
def test_a_change_that_is_not_offered_is_not_made(client, example, code):
    assert client.post(ADD, {"what_if": code}).status_code == 404
    assert members(example) == [example]


@pytest.mark.parametrize("name", ["あ" * 41, "<b>"])
def test_a_name_that_does_not_fit_is_refused_with_its_reason(client, example, name):
    answer = client.post(ADD, {"name": name})
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.content.decode()
    assert members(example) == [example]


def rename(client, row, name):
    address = reverse("compare_rename", args=[TOKEN])
    return client.post(address, {"scenario": row.pk, "name": name})


def test_a_scenario_is_renamed_and_named_again_after_its_kind(client, example, visible):
    client.post(ADD, {"what_if": "stop_twice"})
    copy = members(example)[1]
    assert rename(client, copy, "繁忙期").url == COMPARE
    assert "B 繁忙期" in visible(client.get(COMPARE))
    rename(client, copy, "")
    assert "B 止まる期間が2倍" in visible(client.get(COMPARE))


@pytest.mark.parametrize("name", ["あ" * 41, "<b>"])
def test_a_new_name_that_does_not_fit_is_refused_and_kept(client, example, name):
    client.post(ADD, {"what_if": "stop_twice"})
    copy = members(example)[1]
    answer = rename(client, copy, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#name-{copy.pk}"' in page
    assert f'value="{escape(name)}" aria-invalid="true"' in page
    assert members(example)[1].scenario_name == ""


def test_a_stranger_s_assessment_is_neither_renamed_nor_counted(client, example):
    other = AssessmentFactory(token="other", scenario_group="of-another")
    client.post(ADD, {"what_if": "stop_twice"})
    pick = reverse("compare_pick", args=[TOKEN])
    assert rename(client, other, "x").status_code == 404
    assert client.post(pick, {"taken": other.pk}).status_code == 404
    assert client.post(pick, {"taken": "٣"}).status_code == 404
    other.refresh_from_db()
    assert (other.scenario_name, other.scenario_together) == ("", False)


def test_of_each_type_the_one_that_was_picked_is_counted(client, example, visible):
    for code in ("type.ec_card_leak", "stop_twice"):
        client.post(ADD, {"what_if": code})
    original, leak, longer = members(example)
    assert "C 止まる期間が2倍 は、同じ種類の事案がほかにある" in visible(client.get(COMPARE))
    client.post(reverse("compare_pick", args=[TOKEN]), {"taken": longer.pk})
    text = visible(client.get(COMPARE))
    joined = combine([made_of(leak), made_of(longer)])
    assert joined.headline != combine([made_of(original), made_of(leak)]).headline
    assert f"想定損害額は {rounded_yen(joined.headline.typical)} 前後" in text
    assert "A もとの条件 は、同じ種類の事案がほかにある" in text


def test_one_is_taken_out_and_stays_among_the_own_ones(client, example, visible):
    client.post(ADD, {"what_if": "stop_twice"})
    copy = members(example)[1]
    client.post(reverse("compare_remove", args=[TOKEN]), {"scenario": copy.pk})
    assert members(example) == [example]
    assert Assessment.objects.filter(pk=copy.pk).exists()
    assert "止まる期間が2倍" in visible(client.get(reverse("start")))


def test_a_stranger_s_assessment_cannot_be_taken_out(client, example):
    other = AssessmentFactory(token="other", scenario_group="of-another")
    client.post(ADD, {"what_if": "stop_twice"})
    client.post(reverse("compare_remove", args=[TOKEN]), {"scenario": other.pk})
    other.refresh_from_db()
    assert other.scenario_group == "of-another"


def test_without_the_cookie_the_link_of_a_scenario_is_not_shown(client, example):
    client.post(ADD, {"what_if": "stop_twice"})
    assert client.get(COMPARE).content.decode().count("/check/") == 2
    client.cookies.clear()
    assert client.get(COMPARE).content.decode().count("/check/") == 1


def test_an_expired_scenario_drops_out(client, example):
    client.post(ADD, {"what_if": "stop_twice"})
    example.refresh_from_db()
    expired(token="gone", scenario_group=example.scenario_group, scenario_kind="own")
    assert len(members(example)) == 2


def test_two_editions_are_recalculated_before_they_are_compared(client, example, visible):
    client.post(ADD, {"what_if": "stop_twice"})
    copy = members(example)[1]
    Assessment.objects.filter(pk=copy.pk).update(edition=Edition.objects.get(code="jnsa-2021"))
    for page in (COMPARE, reverse("result", args=[TOKEN])):
        assert "単価表の版か計算の方法" in visible(client.get(page))
    client.post(reverse("compare_recalculate", args=[TOKEN]))
    assert "Aとの差" in visible(client.get(COMPARE))


def test_a_case_without_a_type_goes_back_to_its_questions(client, assessment):
    assert client.get(COMPARE).url == reverse("assessment", args=[TOKEN])


def test_what_is_told_to_buyers_and_own_prices_go_along(example):
    example.buyer_answers = {"mfa": "yes"}
    example.own_prices = {"x": 1}
    example.save()
    _token, copy = scenario_store.add(example, NewScenario("own"), now=timezone.now())
    assert (copy.buyer_answers, copy.own_prices) == ({"mfa": "yes"}, {"x": 1})


def test_the_page_is_complete_in_english(client, example):
    client.cookies["language"] = "en"
    for code in ("stop_twice", "backup_none", "type.ec_card_leak"):
        client.post(ADD, {"what_if": code})
    page = client.get(COMPARE).content.decode()
    body = page.split("<main", 1)[1].split("</main>")[0]
    assert re.findall(r"[぀-ヿ一-鿿]+", body) == []


def test_no_figure_of_the_company_stands_in_an_address(client, example):
    client.post(ADD, {"what_if": "stop_twice"})
    page = client.get(COMPARE).content.decode()
    figures = [
        str(v)
        for v in json.loads(json.dumps(example.answers)).values()
        if type(v) is int and v > 99
    ]
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert links
    assert [link for link in links for figure in figures if figure in link] == []
