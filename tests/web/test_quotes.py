"""Own quotes: typed, refused, saved, taken away."""

import pytest
from django.urls import reverse

from tests.factories.assessments import TOKEN

GOOD = {"label": "A社の見積り", "amount_yen": "４５０万円", "covers": ["containment"]}


@pytest.fixture
def quote_url():
    return lambda code: reverse("quote", args=[TOKEN, code])


def test_the_form_is_a_page_of_its_own(client, example, quote_url) -> None:
    page = client.get(quote_url("forensics")).content.decode()
    assert "<html" in page
    assert 'name="label"' in page


def test_under_htmx_it_is_the_form_alone(client, example, quote_url) -> None:
    page = client.get(quote_url("forensics"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert 'name="label"' in page


def test_each_cost_item_it_may_cover_is_named_once(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    page = client.get(quote_url("forensics")).content.decode()
    assert page.count("応急処置・駆除・隔離") == 1
    assert 'value="containment" checked' in page


def test_a_quote_is_saved_and_leads_back_to_its_line(client, example, quote_url) -> None:
    answer = client.post(quote_url("forensics"), GOOD)
    assert answer.url.endswith("?line=forensics#line-forensics")
    example.refresh_from_db()
    assert example.answers["own_quotes"] == [
        {"label": "A社の見積り", "covers": ["forensics", "containment"], "amount_yen": 4_500_000}
    ]


def test_low_and_high_may_be_given_instead(client, example, quote_url) -> None:
    typed = {"label": "B社", "low_yen": "100万", "high_yen": "300万"}
    client.post(quote_url("legal_advice"), typed)
    example.refresh_from_db()
    quote = example.answers["own_quotes"][0]
    assert (quote["low_yen"], quote["high_yen"]) == (1_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount_yen": "abc"}, "数字として読めない"),
        ({"amount_yen": ""}, "見積額、または低めと高めの金額"),
        ({"low_yen": "100"}, "どちらかだけ"),
        ({"amount_yen": "", "low_yen": "300", "high_yen": "100"}, "低めの金額以上"),
        ({"label": ""}, "名前を入力"),
        ({"label": "<b>x</b>"}, "使えない文字"),
        ({"covers": ["individual_claims"]}, ""),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(client, example, typed, says) -> None:
    answer = client.post(reverse("quote", args=[TOKEN, "forensics"]), GOOD | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert ("A社の見積り" in page) == ("label" not in typed)
    example.refresh_from_db()
    assert example.answers["own_quotes"] == []


def test_under_htmx_a_refusal_stays_in_place(client, example, quote_url) -> None:
    answer = client.post(quote_url("forensics"), {"label": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#quote-forensics"


def test_a_second_quote_takes_its_items_out_of_the_first(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    client.post(quote_url("containment"), {"label": "C社", "amount_yen": "10万"})
    example.refresh_from_db()
    covers = [quote["covers"] for quote in example.answers["own_quotes"]]
    assert covers == [["containment"]]


def test_a_quote_can_be_taken_away(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    client.post(reverse("remove_quote", args=[TOKEN, "forensics"]))
    example.refresh_from_db()
    assert example.answers["own_quotes"] == []


def test_a_cost_item_that_does_not_exist_is_not_found(client, example, quote_url) -> None:
    assert client.get(quote_url("nonsense")).status_code == 404
