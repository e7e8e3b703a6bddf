"""Every step: it renders, refuses and leads on; saves, conflicts, hostile input."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from estimator.models import Assessment
from estimator.questionnaire.steps import STEPS
from estimator.views.estimating import Move
from tests.factories.assessments import TOKEN

HTMX = {"HTTP_HX_REQUEST": "true"}
STANDING = {"sells_online": "no", "listed": "no", "critical_infrastructure": "no"}
SALES = {"annual_revenue_yen": "7億2千万", "revision": "0"} | STANDING


def stored(key):
    return Assessment.objects.get().answers.get(key, "absent")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_a_step_asks_its_questions_or_is_skipped(client, step_url, visible, step):
    response = client.get(step_url(step.slug))
    if response.status_code == 302:
        assert response.url == reverse("assessment", args=[TOKEN])
    else:
        assert str(step.title) in visible(response)
        assert str(step.why) in visible(response)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_an_empty_form_is_refused_unless_everything_may_stay_empty(client, example, step_url, step):
    response = client.post(step_url(step.slug), {"revision": "0"})
    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert "autofocus" in response.content.decode()


def test_a_valid_answer_leads_to_the_next_step(client, assessment, step_url):
    response = client.post(step_url("sales"), SALES)
    assert response.url == step_url("incident")
    assert stored("annual_revenue_yen") == 720_000_000


def test_the_last_step_leads_to_the_check_page(client, example, step_url):
    boxes = {f"{key}-unknown": "on" for key in STEPS[-1].form.base_fields}
    unknown = boxes | {"backup": "unknown", "in_house_response": "unknown"}
    response = client.post(step_url(STEPS[-1].slug), unknown | {"revision": "0"})
    assert response.url == reverse("check", args=[TOKEN])


@pytest.mark.parametrize("come", ["check", "overview"])
def test_one_answer_changed_leads_back_to_where_it_was_asked_for(client, example, step_url, come):
    address = reverse(come, args=[TOKEN])
    page = client.get(step_url("sales"), {"from": come}).content.decode()
    assert f'name="from" value="{come}"' in page
    assert f'href="{address}"' in page
    assert client.post(step_url("sales"), SALES | {"from": come}).url == address


def test_a_refusal_keeps_what_was_typed(client, assessment, step_url):
    response = client.post(step_url("sales"), SALES | {"annual_revenue_yen": "たくさん"})
    assert response.status_code == 422
    assert 'value="たくさん"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert stored("annual_revenue_yen") == "absent"


def test_a_figure_beside_unknown_is_a_clear_conflict(client, assessment, step_url, visible):
    both = SALES | {"annual_revenue_yen-unknown": "on"}
    response = client.post(step_url("sales"), both)
    assert response.status_code == 422
    assert "どちらか一つ" in visible(response)


def test_unknown_is_an_answer(client, assessment, step_url):
    client.post(step_url("sales"), STANDING | {"annual_revenue_yen-unknown": "on", "revision": "0"})
    assert stored("annual_revenue_yen") is None


PANEL = re.compile(r'<aside class="running-total".*?</aside>', re.DOTALL)


def panel_of(response):
    bare = re.sub(r"<[^>]+>", " ", PANEL.search(response.content.decode()).group())
    return re.sub(r"\s+", "", bare)


def test_before_sales_and_type_are_answered_the_centre_stands_alone(client, assessment, step_url):
    for form in ({}, SALES):
        response = client.post(step_url("sales"), form, follow=True) if form else None
        panel = panel_of(response or client.get(step_url("sales")))
        assert "仮に「ランサムウェア（二重脅迫）」とした中心です。" in panel
        assert "～" not in panel
    assert "のまま結果を見る" not in panel


def test_once_sales_and_type_are_answered_the_range_is_shown(client, assessment, step_url):
    client.post(step_url("sales"), SALES)
    form = {"incident_type": "ddos", "revision": "1"}
    panel = panel_of(client.post(step_url("incident"), form, follow=True))
    assert "～" in panel
    assert "直前のページで" in panel


def test_sales_nobody_knows_are_an_answer_to_the_range_too(client, example, step_url):
    example.answers |= {"annual_revenue_yen": None}
    example.save()
    assert "～" in panel_of(client.get(step_url("devices")))
    del example.answers["annual_revenue_yen"]
    example.save()
    assert "仮に売上高を" in panel_of(client.get(step_url("devices")))


def test_the_move_is_the_net_of_the_page_and_names_the_line_that_moved_so(
    client, example, step_url
):
    typed = dict.fromkeys(("pcs_reimaged", "pcs_replaced", "servers_rebuilt"), "1")
    typed |= {"pcs_examined": "40", "servers_examined": "2", "revision": "0"}
    client.post(step_url("devices"), typed)
    panel = panel_of(client.get(step_url("stop")))
    assert re.search(r"直前のページで＋[0-9,.万億]+円（主に事故原因・被害範囲調査）", panel), panel


def test_a_move_below_ten_thousand_yen_is_not_shown(client, example, step_url, monkeypatch):
    for yen, shown in ((9_999, False), (-9_999, False), (10_000, True)):
        move = Move(yen, "forensics")
        monkeypatch.setattr("estimator.views.estimating.last_move", lambda *_, move=move: move)
        assert ("直前のページで" in panel_of(client.get(step_url("stop")))) == shown


def test_every_step_leads_out_once_the_type_is_answered(client, example, step_url):
    example.answers = {"incident_type": "ddos"}
    example.save()
    for slug in ("company", "incident", "stop"):
        page = client.get(step_url(slug)).content.decode()
        assert "残りは「わからない」のまま結果を見る" in page
        assert f'href="{reverse("result", args=[TOKEN])}"' in page
    assert client.get(reverse("result", args=[TOKEN])).status_code == 200


def test_htmx_gets_the_region_and_the_title_alone(client, assessment, step_url):
    page = client.get(step_url("sales"), **HTMX).content.decode()
    assert "<html" not in page
    assert "<title>" in page
    assert 'id="main"' in page
    assert 'hx-swap-oob="true"' in page


def test_a_refusal_to_htmx_leaves_the_address_alone(client, assessment, step_url):
    response = client.post(step_url("sales"), {"revision": "0"}, **HTMX)
    assert response.status_code == 422
    assert response["HX-Push-Url"] == "false"


def test_a_change_from_the_check_page_goes_straight_back(client, example, step_url):
    form = SALES | {"from": "check"}
    assert client.post(step_url("sales"), form).url == reverse("check", args=[TOKEN])


def test_a_change_that_opens_new_questions_asks_them_first(client, example, step_url):
    del example.answers["cards_leaked"]
    example.save()
    form = {"incident_type": "ec_card_leak", "revision": "0", "from": "check"}
    response = client.post(step_url("incident"), form)
    assert response.url == step_url("cards") + "?from=check"


def test_saving_and_leaving_shows_the_link(client, assessment, step_url, visible):
    response = client.post(step_url("sales"), SALES | {"finish": "on"}, follow=True)
    assert "保存しました" in visible(response)
    assert f"http://testserver/a/{TOKEN}/" in response.content.decode()


def test_leaving_without_an_answer_is_no_mistake(client, assessment, step_url):
    response = client.post(step_url("sales"), {"revision": "0", "finish": "on"})
    assert response.url == reverse("assessment_saved", args=[TOKEN])


def test_a_stale_save_shows_both_values_and_loses_none(client, assessment, step_url, visible):
    client.post(step_url("sales"), SALES)
    response = client.post(step_url("sales"), SALES | {"annual_revenue_yen": "900万"})
    assert response.status_code == 409
    assert "7億2,000万円" in visible(response)
    assert "900万円" in visible(response)
    assert stored("annual_revenue_yen") == 720_000_000


def test_the_visitor_may_choose_the_values_of_this_page(client, assessment, step_url):
    client.post(step_url("sales"), SALES)
    client.post(step_url("sales"), SALES | {"annual_revenue_yen": "900万", "revision": "1"})
    assert stored("annual_revenue_yen") == 9_000_000


@pytest.mark.parametrize("revision", ["", "-1", "１", "9" * 5000, "<b>", "0x1"])
def test_a_revision_that_is_nonsense_counts_as_old(client, assessment, step_url, revision):
    client.post(step_url("sales"), SALES)
    late = SALES | {"annual_revenue_yen": "900万", "revision": revision}
    assert client.post(step_url("sales"), late).status_code == 409


@pytest.mark.parametrize(
    "typed",
    ["-1", "1e30", "9" * 31, "NaN", "Infinity", "1億２千万三", "<script>alert(1)</script>",
     "1\x00", "\u202e1", "①", "1" * 100_000, "'; DROP TABLE", "{{ 7*7 }}", "💴", "1.5億2千万"],
)  # fmt: skip
def test_hostile_figures_are_refused_without_a_trace(client, assessment, step_url, typed):
    response = client.post(step_url("sales"), SALES | {"annual_revenue_yen": typed})
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert stored("annual_revenue_yen") == "absent"


def test_an_option_that_is_not_listed_is_refused(client, assessment, step_url):
    response = client.post(step_url("incident"), {"incident_type": "alien", "revision": "0"})
    assert response.status_code == 422


def test_markup_in_a_name_is_refused(client, assessment, step_url):
    form = {"company_name": "<img src=x onerror=alert(1)>", "revision": "0"}
    response = client.post(step_url("company"), form)
    assert response.status_code == 422
    assert "<img" not in response.content.decode()


def test_keys_of_other_steps_are_not_taken(client, assessment, step_url):
    client.post(step_url("sales"), SALES | {"company_name": "甲", "own_quotes": "[]"})
    assert set(Assessment.objects.get().answers) == {"annual_revenue_yen", *STANDING}


def test_100_kb_of_japanese_gets_the_refusal_of_its_field(client, assessment, step_url):
    typed = urlencode({"company_name": "あ" * 33_000, "prepared_by": ""})
    kind = "application/x-www-form-urlencoded"
    response = client.post(step_url("company"), typed, content_type=kind)
    assert response.status_code == 422
    assert "文字が多すぎる" in response.content.decode()


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_a_post_without_any_field_of_the_step_is_refused(client, step_url, step):
    response = client.post(step_url(step.slug), b"{}", content_type="application/json")
    assert response.status_code in (302, 422)  # 302: the step is not asked
    assert stored("company_name") == "みほん精機株式会社"
    if step.slug == "company":
        assert response.status_code == 422
        assert "届いていない" in response.content.decode()


UNKNOWN_COMPANY = {
    "company_name": "unknown",
    "prepared_by": "UNKNOWN",
    "industry": "unknown",
    "employees-unknown": "on",
    "persons_held-unknown": "on",
}


def test_a_company_may_be_called_unknown(client, assessment, step_url):
    client.post(step_url("company"), UNKNOWN_COMPANY)
    assert stored("company_name") == "unknown"


def test_a_step_that_another_tab_removed_gives_back_what_was_typed(
    client, example, step_url, visible
):
    client.post(step_url("incident"), {"incident_type": "ddos", "revision": "0"})
    typed = {"persons_affected": "777", "data_kind": "contact", "revision": "0"}
    response = client.post(step_url("persons"), typed)
    assert response.status_code == 409
    for text in ("777", "氏名や連絡先", "だれの情報が漏れますか", "DDoS"):
        assert text in visible(response)
    assert reverse("assessment", args=[TOKEN]) in response.content.decode()
    assert client.get(step_url("persons")).status_code == 302


def test_a_step_that_does_not_exist_is_not_found(client, assessment, step_url):
    assert client.get(step_url("nowhere")).status_code == 404


def test_a_typical_save_takes_a_fixed_number_of_queries(
    client, assessment, step_url, django_assert_num_queries
):
    client.get(step_url("sales"))  # the cost book is read once
    with django_assert_num_queries(6):
        client.post(step_url("sales"), SALES)


def test_a_step_is_shown_with_a_fixed_number_of_queries(
    client, example, step_url, django_assert_num_queries
):
    client.get(step_url("devices"))
    with django_assert_num_queries(3):  # the assessment, the editions, answers handed back
        client.get(step_url("devices"))
