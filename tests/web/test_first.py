"""Five questions on one page: they begin an assessment; a mistake keeps what was typed."""

import pytest
from django.urls import reverse

from estimator.models import Assessment, Edition
from estimator.questionnaire.steps import FIELDS
from estimator.views import own_list

FIVE = {
    "industry": "manufacturing",
    "employees": "50",
    "annual_revenue_yen": "7億2千万",
    "persons_held": "４０００人",
    "sells_online": "no",
}
UNKNOWN = {"industry": "unknown", "sells_online": "unknown"} | {
    f"{key}-unknown": "on" for key in ("employees", "annual_revenue_yen", "persons_held")
}
pytestmark = pytest.mark.usefixtures("editions")


def post(client, **typed):
    return client.post(reverse("first"), FIVE | typed)


def test_it_is_the_first_button_of_the_start_page_and_the_others_stay(client):
    page = client.get("/").content.decode()
    begin, example = page.index("一つの事故を詳しく見積る"), page.index("例の会社で見てみる")
    assert page.index(f'href="{reverse("first")}"') < begin < example


def test_looking_asks_five_questions_and_stores_nothing(client, visible):
    page = visible(client.get(reverse("first")))
    assert all(str(FIELDS[key].label) in page for key in FIVE)
    assert not Assessment.objects.exists()


def test_the_answers_begin_an_assessment_of_this_browser(client):
    response = post(client)
    assert response.url.endswith("/overview/")
    assert Assessment.objects.get().answers == {
        "industry": "manufacturing", "employees": 50, "annual_revenue_yen": 720_000_000,
        "persons_held": 4000, "sells_online": "no",
    }  # fmt: skip
    assert own_list.COOKIE in client.cookies


def test_nobody_needs_to_know_anything(client):
    response = client.post(reverse("first"), UNKNOWN)
    assert Assessment.objects.get().answers == dict.fromkeys(FIVE)
    assert client.get(response.url).status_code == 200


def test_a_mistake_is_refused_and_everything_typed_stays(client, visible):
    response = post(client, employees="たくさん", persons_held="1,234")
    page = response.content.decode()
    assert response.status_code == 422
    assert not Assessment.objects.exists()
    for kept in ('value="たくさん"', 'value="1,234"', 'value="7億2千万"', "autofocus"):
        assert kept in page
    assert 'value="manufacturing" checked' in " ".join(page.split())


@pytest.mark.parametrize("left_out", FIVE)
def test_a_question_left_out_is_asked_again(client, left_out):
    typed = {key: value for key, value in FIVE.items() if key != left_out}
    response = client.post(reverse("first"), typed)
    assert response.status_code == 422
    assert f"#id_{left_out}" in response.content.decode()


def test_other_answers_are_not_taken(client):
    post(client, company_name="甲", incident_type="ddos")
    assert Assessment.objects.get().answers.keys() == FIVE.keys()


def test_a_price_list_that_is_not_there_is_not_found(client):
    assert post(client, price_list="forged").status_code == 404
    assert not Assessment.objects.exists()


def test_without_an_edition_it_says_so(client):
    Edition.objects.filter(is_default=True).update(is_default=False)
    assert client.get(reverse("first")).status_code == 503
