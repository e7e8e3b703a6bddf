"""Every step: it renders, refuses and leads on; saves, conflicts, hostile input."""

import pytest
from django.urls import reverse

from estimator.models import Assessment
from estimator.questionnaire.steps import STEPS
from tests.factories.assessments import TOKEN

HTMX = {"HTTP_HX_REQUEST": "true"}
SALES = {"annual_revenue_yen": "7億2千万", "revision": "0"}


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
    assert response.url == step_url("standing")
    assert stored("annual_revenue_yen") == 720_000_000


def test_the_last_step_leads_to_the_check_page(client, example, step_url):
    unknown = {f"{key}-unknown": "on" for key in STEPS[-1].form.base_fields}
    response = client.post(step_url(STEPS[-1].slug), unknown | {"revision": "0"})
    assert response.url == reverse("check", args=[TOKEN])


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
    client.post(step_url("sales"), {"annual_revenue_yen-unknown": "on", "revision": "0"})
    assert stored("annual_revenue_yen") is None


def test_the_running_total_shows_what_the_answer_moved(client, assessment, step_url, visible):
    response = client.post(step_url("sales"), SALES, follow=True)
    page = visible(response)
    assert "ここまでの見積り" in page
    assert "直前の回答で" in page
    assert "仮に「ランサムウェア（二重脅迫）」" in page


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
    client.post(step_url("sales"), {"annual_revenue_yen": "900万", "revision": "1"})
    assert stored("annual_revenue_yen") == 9_000_000


@pytest.mark.parametrize("revision", ["", "-1", "１", "9" * 5000, "<b>", "0x1"])
def test_a_revision_that_is_nonsense_counts_as_old(client, assessment, step_url, revision):
    client.post(step_url("sales"), SALES)
    late = {"annual_revenue_yen": "900万", "revision": revision}
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
    assert set(Assessment.objects.get().answers) == {"annual_revenue_yen"}


def test_a_body_beyond_all_bounds_is_refused(client, assessment, step_url):
    response = client.post(step_url("company"), {"company_name": "あ" * 300_000})
    assert response.status_code == 400
    assert "受け付けられません" in response.content.decode()


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
    with django_assert_num_queries(2):
        client.get(step_url("devices"))
